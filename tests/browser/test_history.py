"""The address bar holds the state; the history holds places, not every move of a slider."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import SIZE, Visit

pytestmark = pytest.mark.browser


def enter(visit: Visit) -> Page:
    """Come to the lab from the front page, so that there is a place to go back to."""
    page = visit("/", ready=".hero-plot svg")
    page.get_by_role("link", name="Open in the lab").click()
    page.locator("#plot .main-svg").first.wait_for()
    return page


def places(page: Page) -> int:
    return int(page.evaluate("history.length"))


def test_sliders_and_the_player_leave_no_trace_in_the_history(visit: Visit) -> None:
    page = enter(visit)
    before = places(page)
    slider = page.locator(SIZE).locator("xpath=preceding-sibling::input[@type='range']")
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    page.locator("#scrub").fill("9")
    page.locator("[data-act=back]").click()
    page.locator("#start").fill("-0.7")
    expect(page.locator("#count")).to_have_text(re.compile("^8 / "))
    expect(page.locator("#words")).to_contain_text("Step 8")
    assert places(page) == before
    page.go_back()
    expect(page.locator(".hero-plot")).to_be_visible()
    assert urlsplit(page.url).path == "/"


def test_back_undoes_added_runs_one_by_one(visit: Visit) -> None:
    page = enter(visit)
    for count in (2, 3):
        page.locator("#add-run").click()
        expect(page.locator(".card")).to_have_count(count)
    for count in (2, 1):
        page.go_back()
        expect(page.locator(".card")).to_have_count(count)
    page.go_forward()
    expect(page.locator(".card")).to_have_count(2)


def test_reloading_shows_what_was_shown(visit: Visit) -> None:
    page = enter(visit)
    page.locator(SIZE).fill("0.21")
    page.locator("#scrub").fill("7")
    expect(page.locator("#words")).to_contain_text("Step 7")
    expect(page.locator("#lab-title")).to_contain_text("0.21")
    expect(page).to_have_url(re.compile("step.size=0.21&.*frame=7"))
    words, address = page.locator("#words").inner_text(), page.evaluate("location.href")
    page.reload()
    expect(page.locator("#words")).to_have_text(words)
    assert page.evaluate("location.href") == address


def test_coming_back_from_elsewhere_shows_the_last_state(visit: Visit) -> None:
    page = enter(visit)
    page.locator(SIZE).fill("0.21")
    expect(page.locator("#lab-title")).to_contain_text("0.21")
    page.get_by_role("link", name="Docs").click()
    page.locator(".docs h1").wait_for()
    page.go_back()
    expect(page.locator("#lab-title")).to_contain_text("0.21")
    expect(page.locator(SIZE)).to_have_value("0.21")
