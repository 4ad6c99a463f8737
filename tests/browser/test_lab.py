"""The figure of the lab and its player."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.acting import SIZE, Visit, drag_to, expect_link, link, slider, window

pytestmark = pytest.mark.browser


def test_the_first_view_is_the_cycle_around_the_kink(visit: Visit) -> None:
    page = visit()
    expect(page.locator(".verdict h2")).to_have_text("Limit cycle of period 2")
    expect(page.locator("#words")).to_have_text("Step 60 of 60: θ = 0.2, F = 0.2, subgradient 1. Not at a kink.")
    expect(page.locator("#plot")).to_contain_text("∂F = [−1, 1]")
    expect(page.locator("#picture")).to_be_hidden()


def test_dragging_the_step_size_moves_the_path_and_nothing_else(visit: Visit) -> None:
    page = visit()
    before, asked = window(page), []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix("/api/v1/")))
    place = slider(page, SIZE)
    drag_to(page, place["x"], place["y"], -place["width"] * 0.3)
    size = page.locator(SIZE).input_value()
    assert size != "0.3"
    expect(page.locator("#lab-title")).to_contain_text(f"constant step {size}")
    expect_link(page, run__1__step__size=size)
    assert "descent" in asked
    assert not {"experiment", "landscape", "lab"} & set(asked)
    assert window(page) == before
    assert "view" in link(page)


def test_refit_lets_the_axes_go(visit: Visit) -> None:
    page = visit("/lab?view=-9:9")
    page.locator("#refit").click()
    expect_link(page, view=None)
    expect(page.locator("#refit")).to_be_disabled()
    page.wait_for_timeout(300)
    assert max(map(abs, window(page))) < 9


def test_arrows_step_and_the_frame_is_in_the_link(visit: Visit) -> None:
    page = visit()
    page.locator("#main").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#count")).to_have_text("58 / 60")
    expect_link(page, frame="58")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_link(page, frame=None)


def test_arrows_in_a_field_do_not_step(visit: Visit) -> None:
    page = visit()
    page.locator(SIZE).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#count")).to_have_text("60 / 60")


def test_the_scrubber_seeks(visit: Visit) -> None:
    page = visit("/lab?frame=3")
    expect(page.locator("#words")).to_contain_text("Step 3 of 60: θ = −0.1")
    page.locator("#scrub").fill("17")
    expect(page.locator("#words")).to_contain_text("Step 17 of 60")


def test_it_plays_with_motion_and_jumps_without(visit: Visit) -> None:
    moving = visit("/lab?frame=5", reduced_motion="no-preference")
    moving.locator("[data-act=play]").click()
    expect(moving.locator("[data-act=play]")).to_have_attribute("aria-label", "Pause")
    expect(moving.locator("#count")).not_to_have_text("5 / 60")
    moving.keyboard.press("Escape")
    moving.locator("[data-act=play]").click()
    expect(moving.locator("[data-act=play]")).to_have_attribute("aria-label", "Play")
    still = visit("/lab?frame=5")
    still.locator("[data-act=play]").click()
    expect(still.locator("#count")).to_have_text("60 / 60")


def test_a_click_sets_the_start(visit: Visit) -> None:
    page = visit()
    page.locator("#plot .nsewdrag").first.click(position={"x": 400, "y": 60})
    expect(page.locator("#start")).not_to_have_value("-1")
    start = page.locator("#start").input_value()
    expect(page.locator(".start")).to_have_attribute("aria-valuetext", start.replace("-", "−"))
    expect_link(page, start=start)


def test_the_start_is_moved_by_keys_and_by_hand(visit: Visit) -> None:
    page = visit("/lab?view=-2:2")
    page.locator(".start").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#start")).to_have_value("-0.99")
    ring = page.locator(".start-ring").bounding_box()
    assert ring
    drag_to(page, ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2, 100)
    assert -0.8 < float(page.locator("#start").input_value()) < -0.2


def test_a_zoom_asks_for_more_points(visit: Visit) -> None:
    page = visit()
    area = page.locator("#plot .nsewdrag").first.bounding_box()
    assert area
    before = window(page)
    drag_to(page, area["x"] + 500, area["y"] + 100, 250)
    expect(page.locator("#refit")).to_be_enabled()
    page.wait_for_timeout(300)
    low, high = window(page)
    shown = page.evaluate("document.getElementById('plot').data[1].x.length")
    assert high - low == pytest.approx((before[1] - before[0]) * 250 / area["width"], rel=0.05)
    assert shown > 200
