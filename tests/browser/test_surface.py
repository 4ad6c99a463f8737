"""The surface is an extra: where WebGL is missing the map stays, with a word."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.acting import Visit
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE

pytestmark = pytest.mark.browser

LINE = "/lab?objective=line&start=0,0&steps=20"


@pytest.fixture
def flat(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a Chromium without WebGL."""
    kind: BrowserType = browser.browser_type
    without = kind.launch(executable_path=CHROMIUM, args=[*FLAGS, "--disable-3d-apis"])
    page = without.new_context(base_url=site, viewport={"width": 700, "height": 600}).new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    without.close()


def test_without_webgl_the_map_stays_and_one_is_told(flat: Page) -> None:
    asked: list[str] = []
    flat.on("request", lambda request: asked.append(request.url))
    flat.goto(LINE)
    flat.locator("#plot .main-svg").first.wait_for()
    flat.locator("#surface-switch").click()
    expect(flat.locator("#banner")).to_contain_text("WebGL")
    expect(flat.locator("#surface-switch")).to_have_attribute("aria-pressed", "false")
    expect(flat.locator("#plot .main-svg").first).to_be_visible()
    assert not [url for url in asked if "plotly-3d" in url]


def test_one_parameter_offers_no_surface(visit: Visit) -> None:
    page = visit()
    expect(page.locator("#surface-switch")).to_be_hidden()
    page.locator("#objective").select_option("line")
    expect(page.locator("#surface-switch")).to_be_visible()


def test_the_surface_is_fetched_when_it_is_asked_for(visit: Visit) -> None:
    page = visit("/lab?objective=line&start=0,0", viewport={"width": 700, "height": 600})
    with page.expect_response(re.compile("plotly-3d")):
        page.locator("#surface-switch").click()
    expect(page.locator("#surface canvas").first).to_be_attached(timeout=60_000)
    expect(page.locator("#surface-switch")).to_have_attribute("aria-pressed", "true", timeout=60_000)


def test_kinks_and_minimisers_lie_on_the_surface(visit: Visit) -> None:
    page = visit("/lab?objective=line&start=0,0", viewport={"width": 700, "height": 600})
    with page.expect_response(re.compile("/api/v1/landscape")) as answered:
        page.locator("#surface-switch").click()
    address = re.sub("&arrays=[^&]*", "", answered.value.url)
    relief = page.request.get(address).json()["relief"]
    assert len(relief["kink_lines"]) > 3
    page.wait_for_function("document.getElementById('surface').data?.some(({ name }) => name === 'kinks')")
    drawn = page.evaluate("document.getElementById('surface').data.map(({ name, x }) => [name, x.length])")
    assert ["kinks", sum(len(line) + 1 for line in relief["kink_lines"])] in drawn
    assert ["minimisers", len(relief["minimisers"]) + 1] in drawn
