"""Who may frame what: the figure stands where scripts are kept out, too; every other page refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE
from tests.browser.framing import LINK, lecture, served

pytestmark = pytest.mark.browser


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as address:
        yield address


@pytest.mark.parametrize("more", [' sandbox="allow-popups"', ' sandbox="allow-scripts allow-popups"'])
def test_where_scripts_are_kept_out_the_servers_picture_stands(
    browser: Browser, site: str, elsewhere: str, tmp_path: Path, more: str
) -> None:
    (tmp_path / "lecture.html").write_text(lecture(f"{site}/embed?{LINK}", more))
    page = browser.new_context().new_page()
    page.goto(f"{elsewhere}/lecture.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".picture svg .curve")).to_be_attached()
    expect(frame.locator("#verdicts")).to_contain_text("Limit cycle.")
    expect(frame.locator(".player")).not_to_be_visible()
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/lab", "/lab/take-away", "/learn", "/reference", "/docs", "/nowhere"])
def test_the_rest_of_the_site_refuses(browser: Browser, site: str, elsewhere: str, tmp_path: Path, path: str) -> None:
    (tmp_path / "lecture.html").write_text(lecture(site + path))
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text, timeout=PATIENCE):
        page.goto(f"{elsewhere}/lecture.html")
    assert page.frame_locator("iframe").locator("main").count() == 0
    page.context.close()
