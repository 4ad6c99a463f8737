"""A telephone: 390 pixels wide, fingers."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
OVERFLOWING = """() => [...document.body.querySelectorAll('*')].filter((element) => {
  const {right, width} = element.getBoundingClientRect();
  const scrolls = element.closest('.table-box, .scroll, pre, .contents, [tabindex="0"]');
  return width > 0 && right > innerWidth + 1 && !scrolls && !element.closest('.unseen, svg');
}).map((element) => element.outerHTML.slice(0, 80))"""
PAGES = {
    "/": ".hero-plot svg",
    "/docs": ".docs h1",
    "/lab": "#history-plot .main-svg",
    "/lab?objective=line&run.1=subgradient&run.2=adam": "#history-plot .main-svg",
    "/lab?run.1.step.size=banana&start=x": "#error-summary",
    "/nothing": "h1",
}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_reaches_beyond_the_screen(visit: Visit, path: str) -> None:
    page = visit(path, ready=PAGES[path], **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(OVERFLOWING) == []


def fingers(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """One finger down, along, and up again."""
    session = fingers(page)
    for i in range(9):
        point = {"x": start[0] + by[0] * i / 8, "y": start[1] + by[1] * i / 8}
        kind = "touchStart" if i == 0 else "touchMove"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_takes_the_start(visit: Visit) -> None:
    page = visit("/lab?view=-2:2", **PHONE)
    ring = page.locator(".start-ring").bounding_box()
    assert ring
    swipe(page, (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2), (60, 0))
    expect(page.locator("#start")).not_to_have_value("-1")
    assert -0.9 < float(page.locator("#start").input_value()) < 0.5
    assert page.evaluate("scrollY") == 0


def test_a_tap_sets_the_start(visit: Visit) -> None:
    page = visit("/lab?view=-2:2", **PHONE)
    area = page.locator("#plot .nsewdrag").first.bounding_box()
    assert area
    page.touchscreen.tap(area["x"] + area["width"] * 0.75, area["y"] + area["height"] * 0.3)
    expect(page.locator("#start")).not_to_have_value("-1")
    assert float(page.locator("#start").input_value()) == pytest.approx(1, abs=0.1)


def test_a_swipe_over_the_figure_scrolls_the_page(visit: Visit) -> None:
    page = visit("/lab?view=-2:2", **PHONE)
    area = page.locator("#plot .nsewdrag").first.bounding_box()
    assert area
    middle = {"x": area["x"] + area["width"] * 0.8, "y": area["y"] + area["height"] * 0.3}
    fingers(page).send("Input.synthesizeScrollGesture", {**middle, "yDistance": -150, "speed": 2000})
    assert page.evaluate("scrollY") > 50
    expect(page.locator("#start")).to_have_value("-1")


def test_what_is_tapped_is_large_enough(visit: Visit) -> None:
    page = visit(ready="#history-plot .main-svg", **PHONE)
    small = []
    for target in page.locator("button:visible, select:visible, input[type=text]:visible, summary:visible").all():
        box = target.bounding_box()
        if box and min(box["width"], box["height"]) < 24:
            small.append((target.evaluate("(element) => element.outerHTML.slice(0, 90)"), box["width"], box["height"]))
    assert small == []
