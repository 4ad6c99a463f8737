"""Everything can be reached and done without a mouse, and one sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const marked = [element, element.closest('.scenario')].filter(Boolean).map((each) => getComputedStyle(each))
    .some(({outlineStyle, outlineWidth}) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 1);
  const {width, height, bottom, right} = element.getBoundingClientRect();
  return {
    name: element.id || element.getAttribute('aria-label') || element.textContent.trim().slice(0, 30),
    isMarked: marked || element.matches('.start'),
    isSeen: width > 0 && height > 0 && bottom > 0 && right > 0,
  };
}"""


def walk(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """What Tab passes from the top of the page to its end."""
    passed: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return passed
        passed.append(focused)
    raise AssertionError("Tab does not reach the end")


@pytest.mark.parametrize(
    ("path", "ready"), [("/lab", "#history-plot .main-svg"), ("/", ".hero-plot svg"), ("/docs", ".docs h1")]
)
def test_tab_passes_all_there_is_and_shows_where_it_is(visit: Visit, path: str, ready: str) -> None:
    page = visit(path, ready=ready)
    passed = walk(page)
    assert [each["name"] for each in passed if not each["isMarked"]] == []
    assert [each["name"] for each in passed if not each["isSeen"]] == []
    assert passed[0]["name"] == "Skip to content"


def test_tab_in_the_lab_passes_every_control(visit: Visit) -> None:
    page = visit(ready="#history-plot .main-svg")
    names = [each["name"] for each in walk(page)]
    wanted = [
        "Start of the descent",
        "Play",
        "scrub",
        "speed",
        "loss",
        "convention",
        "start",
        "steps",
        "add-run",
        "copy-link",
    ]
    assert [name for name in wanted if name not in names] == []


def test_the_first_key_skips_to_the_content(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#count")).to_have_text("59 / 60")


def test_space_plays_and_pauses(visit: Visit) -> None:
    page = visit("/lab?frame=0&steps=400", reduced_motion="no-preference")
    page.locator("#main").focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    expect(page.locator("[data-act=play]")).to_have_attribute("aria-label", "Pause")
    page.keyboard.press("Space")
    expect(page.locator("[data-act=play]")).to_have_attribute("aria-label", "Play")
    assert page.evaluate("scrollY") == before


def test_a_whole_visit_by_keys(visit: Visit) -> None:
    page = visit()
    page.locator("#loss").focus()
    page.keyboard.type("Hub")
    expect(page.locator("#loss")).to_have_value("huber")
    expect(page.locator("#lab-title")).to_contain_text("Huber")
    page.keyboard.press("Tab")
    expect(page.locator(".formula-of a:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("[data-field='loss.delta'] input:focus")).to_have_count(1)
    page.locator("#start").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("-2.5")
    expect(page.locator(".start")).to_have_attribute("aria-valuetext", "−2.5")
    page.locator(".start").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#start")).not_to_have_value("-2.5")
    expect(page.locator(".start")).to_be_focused()
