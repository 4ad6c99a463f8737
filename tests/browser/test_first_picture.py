"""What the first picture takes: bytes, requests, and what is there before any script has run."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

MOST_BYTES = 450_000
MOST_REQUESTS = 8
IS_SMALL = (
    "fetch(document.querySelector('link[href*=\"vendor/plotly-2d\"]').href.replace('plotly-2d.js', 'manifest.json'))"
)


@pytest.fixture
def wire(browser: Browser, site: str) -> Any:
    """Open a page in a fresh profile and count what travels until its picture is drawn."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})

    def count(path: str, drawn: str) -> tuple[Page, dict[str, int]]:
        page, sizes, names = context.new_page(), {}, {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]})
        )
        session.on(
            "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])})
        )
        page.goto(path)
        page.locator(drawn).first.wait_for()
        page.wait_for_load_state("networkidle")
        return page, {names.get(key, key).removeprefix(site): size for key, size in sizes.items()}

    yield count
    context.close()


@pytest.mark.parametrize("path", ["/lab", "/lab?objective=line&run.1=subgradient&run.2=adam"])
def test_the_first_picture_is_light(wire: Any, path: str) -> None:
    page, sizes = wire(path, "#plot .main-svg")
    if page.evaluate(f"{IS_SMALL}.then((answer) => answer.json())")["source"] != "npm":
        pytest.skip("without npm the whole Plotly is sent")
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes
    assert not [name for name in sizes if "plotly-3d" in name]
    assert not [name for name in sizes if name.startswith("/api/")], "the answer is in the page"


def test_the_front_page_needs_no_plotly(wire: Any) -> None:
    _, sizes = wire("/", ".hero-plot svg")
    assert not [name for name in sizes if "plotly" in name]
    assert sum(sizes.values()) <= 150_000, sizes


def test_a_second_visit_asks_for_the_page_alone(wire: Any) -> None:
    wire("/lab", "#plot .main-svg")
    _, sizes = wire("/lab?steps=61", "#plot .main-svg")
    sent = {name: size for name, size in sizes.items() if size > 0 and not name.startswith("data:")}
    assert [name for name in sent if not name.startswith("/static/")] == ["/lab?steps=61"]
    assert [name for name in sent if name.startswith("/static/")] == []


def test_the_picture_of_the_server_comes_first_and_plotly_takes_its_place(visit: Visit) -> None:
    page = visit(ready=None, java_script_enabled=False)
    first = page.locator("#picture svg").first.bounding_box()
    expect(page.locator("#plot")).to_be_hidden()
    drawn = visit()
    expect(drawn.locator("#picture")).to_be_hidden()
    figure, plot = page.locator("#figure").bounding_box(), drawn.locator("#plot").bounding_box()
    assert first
    assert figure
    assert plot
    assert plot["width"] == pytest.approx(figure["width"], abs=2)
    assert plot["height"] == pytest.approx(page.locator("#picture").bounding_box()["height"], abs=40)


def test_before_any_module_has_come_the_picture_of_the_server_is_there(visit: Visit) -> None:
    page = visit()
    page.route(re.compile(r"vendor/plotly-2d\.js"), lambda route: None)  # never answered
    page.goto("/lab?steps=61", wait_until="commit")
    expect(page.locator("#picture svg").first).to_be_visible()
    expect(page.locator(".verdict h2").first).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")
