"""The lab as a visitor uses it."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.scenarios.loader import scenarios

pytestmark = pytest.mark.browser

SIZE = "#run-1-step-size-constant"
Visit = Callable[..., Page]


def link(page: Page) -> dict[str, str]:
    """What the address bar says now."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def expect_link(page: Page, **keys: str | None) -> None:
    """The address bar follows within a moment."""
    for key, value in keys.items():
        pattern = f"[?&]{re.escape(key.replace('__', '.'))}=" + ("" if value is None else f"{re.escape(value)}(&|$)")
        if value is None:
            expect(page).not_to_have_url(re.compile(pattern))
        else:
            expect(page).to_have_url(re.compile(pattern))


def slider(page: Page, box: str) -> dict[str, float]:
    """Where the slider beside a number box is."""
    place = page.locator(box).locator("xpath=preceding-sibling::input[@type='range']").bounding_box()
    assert place
    return {"x": place["x"] + place["width"] / 2, "y": place["y"] + place["height"] / 2, "width": place["width"]}


def drag_to(page: Page, x: float, y: float, by: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x + by * step / 10, y)
    page.mouse.up()


def window(page: Page) -> list[float]:
    return list(page.evaluate("[...document.getElementById('plot')._fullLayout.xaxis.range]"))


def test_the_first_view_is_the_cycle_around_the_kink(visit: Visit) -> None:
    page = visit()
    expect(page.locator(".verdict h2")).to_have_text("Limit cycle of period 2")
    expect(page.locator("#words")).to_have_text("Step 60 of 60: θ = 0.2, F = 0.2, subgradient 1. Not at a kink.")
    expect(page.locator("#plot")).to_contain_text("∂F = [−1, 1]")
    expect(page.locator("#picture")).to_be_hidden()


def test_every_scenario_opens(visit: Visit) -> None:
    page = visit()
    for scenario in scenarios():
        page.goto(f"/lab?{scenario.link}")
        expect(page.locator("#words"), scenario.slug).to_contain_text("tep ")
        expect(page.locator(".card"), scenario.slug).to_have_count(len(scenario.experiment.runs))
        expect(page.locator("#error-summary"), scenario.slug).to_be_hidden()


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
    drag_to(page, area["x"] + 500, area["y"] + 100, 250)
    expect(page.locator("#refit")).to_be_enabled()
    page.wait_for_timeout(300)
    low, high = window(page)
    shown = page.evaluate("document.getElementById('plot').data[1].x.length")
    assert high - low < 0.6
    assert shown > 200


def test_a_copied_link_shows_the_same_numbers_elsewhere(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.locator(SIZE).fill("0.17")
    expect(page.locator("#lab-title")).to_contain_text("0.17")
    page.locator("#copy-link").click()
    expect(page.locator("#copy-link")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    other = visit(copied)
    for part in ("#words", ".card", "#lab-title"):
        expect(other.locator(part)).to_have_text(page.locator(part).inner_text(), use_inner_text=True)
    assert window(other) == pytest.approx(window(page), rel=1e-5)


def test_a_remedy_opens_and_back_and_forward_return(visit: Visit) -> None:
    page = visit()
    page.locator(".card .button").first.click()
    expect(page.locator("#run-1-step")).to_have_value("inverse_sqrt")
    page.go_back()
    expect(page.locator("#run-1-step")).to_have_value("constant")
    expect(page.locator(".verdict h2")).to_have_text("Limit cycle of period 2")
    page.go_forward()
    expect(page.locator("#run-1-step")).to_have_value("inverse_sqrt")


def test_runs_are_added_and_removed(visit: Visit) -> None:
    page = visit()
    page.locator("#add-run").click()
    expect(page.locator(".card")).to_have_count(2)
    expect_link(page, run__2="adam")
    page.get_by_role("button", name="Remove run 1").click()
    expect(page.locator(".card")).to_have_count(1)
    expect_link(page, run__1=None)


def test_another_objective_starts_anew(visit: Visit) -> None:
    page = visit()
    page.locator("#objective").select_option("line")
    expect(page.locator("#words")).to_contain_text("(w, b) =")
    expect(page.locator("#start")).to_have_value("0,0")


def test_an_error_is_said_at_the_field_and_the_picture_stays(visit: Visit) -> None:
    page = visit()
    page.locator(SIZE).fill("-2")
    expect(page.locator(SIZE)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"{SIZE}-error")).to_be_visible()
    expect(page.locator("#error-summary")).to_contain_text("run.1.step.size")
    expect(page.locator("#words")).to_contain_text("θ = 0.2")
    page.locator(SIZE).fill("0.2")
    expect(page.locator("#error-summary")).to_be_hidden()
    expect(page.locator(SIZE)).not_to_have_attribute("aria-invalid", "true")


def test_a_link_broken_by_hand_keeps_its_text_and_can_be_mended(visit: Visit) -> None:
    page = visit("/lab?run.1=subgradient&run.1.step.size=banana", ready="#error-summary")
    expect(page.locator(SIZE)).to_have_value("banana")
    page.locator(SIZE).fill("0.25")
    expect(page.locator("#words")).to_contain_text("of 60")


def test_a_server_out_of_reach_is_said_quietly(visit: Visit) -> None:
    page = visit()
    page.context.set_offline(True)
    page.locator(SIZE).fill("0.2")
    expect(page.locator("#banner")).to_contain_text("can’t be reached")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#lab-title")).to_contain_text("constant step 0.2")
    expect(page.locator("#banner")).to_be_hidden()


def test_every_number_is_in_the_tables(visit: Visit) -> None:
    page = visit("/lab?steps=250")
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#iterates tbody tr")).to_have_count(101)
    page.get_by_role("button", name="Later").click()
    expect(page.locator("#iterates caption")).to_contain_text("steps 100 to 200 of 250")
    expect(page.locator("#figure-summary")).to_contain_text("Kink at θ = 0")


def test_the_surface_is_fetched_when_it_is_asked_for(visit: Visit) -> None:
    page = visit("/lab?objective=line&start=0,0", viewport={"width": 700, "height": 600})
    with page.expect_response(re.compile("plotly-3d")):
        page.locator("#surface-switch").click()
    expect(page.locator("#surface canvas").first).to_be_attached(timeout=60_000)
    expect(page.locator("#surface-switch")).to_have_attribute("aria-pressed", "true", timeout=60_000)


def test_without_script_the_form_the_picture_and_the_numbers_are_there(visit: Visit) -> None:
    page = visit(ready=None, java_script_enabled=False)
    expect(page.locator("#picture svg").first).to_be_visible()
    expect(page.locator(".verdict h2")).to_have_text("Limit cycle of period 2")
    page.locator(SIZE).fill("0.5")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_contain_text("constant step 0.5")
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#iterates tbody tr")).to_have_count(61)


@pytest.mark.parametrize("path", ["/lab", "/lab?objective=line&run.1=subgradient&run.2=adam"])
def test_a_narrow_screen_scrolls_in_one_direction(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_is_dark_until_one_chooses_light(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme-switch").click()
    assert page.evaluate(ground) != dark
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
