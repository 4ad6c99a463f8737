"""The data are edited on their figure: by mouse, finger and keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, drag_to, expect_link
from tests.browser.samples import FIVE, RANGE, ground, opened, pixels, place, rows, sample

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def test_a_sample_follows_the_mouse_and_the_link_follows_it(visit: Visit) -> None:
    page = opened(visit, FIVE)
    entries = page.evaluate("history.length")
    by = pixels(page, 60)
    drag_to(page, *place(page, 4), 60)
    value = rows(page)[3][0]
    assert value == pytest.approx(10 + by, abs=0.2)
    assert page.locator("#data").input_value() == f"0,1,2,{value:g},50"
    assert round(value, 1) == value, "no digit beyond the grain"
    expect_link(page, data=f"0,1,2,{value:g},50")
    expect(sample(page, 4)).to_have_attribute("aria-label", f"sample 4 of 5: y {value:g}")
    assert page.evaluate("history.length") == entries
    shown = page.locator("#figure-summary").inner_text()
    again = opened(visit, page.url.removeprefix(page.url.split("/lab")[0]))
    assert again.locator("#data").input_value() == f"0,1,2,{value:g},50"
    assert again.locator("#figure-summary").inner_text() == shown


def test_objective_and_paths_follow_while_it_is_dragged(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=location&loss=squared&data=0,1,2&run.1.step.size=0.5")
    x, y = place(page, 3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    expect(page.locator("#figure-summary")).not_to_contain_text("Minimum at θ = 1")
    mean = sum(row[0] for row in rows(page)) / 3
    expect(page.locator("#words")).to_contain_text(f"θ = {mean:.6g}")
    page.mouse.up()


def test_a_finger_takes_a_sample_and_a_tap_adds_one(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=line&data=0:0,1:1,2:3,3:4", **PHONE)
    _, bottom = ground(page, 0, 0)
    x, y = place(page, 2)
    session = page.context.new_cdp_session(page)
    for i in range(9):
        kind = "touchStart" if i == 0 else "touchMove"
        point = {"x": x + 40 * i / 8, "y": y - 30 * i / 8}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(sample(page, 2)).not_to_have_attribute("aria-label", "sample 2 of 4: x 1, y 1")
    moved = rows(page)
    assert moved[1][0] > 1.2
    assert moved[1][1] > 1.2
    assert [moved[i] for i in (0, 2, 3)] == [[0, 0], [2, 3], [3, 4]]
    assert ground(page, 0, 0)[1] == pytest.approx(bottom, abs=2), "it stays under the finger"
    page.touchscreen.tap(*ground(page, 0.75, 0.15))
    expect(page.locator(".sample")).to_have_count(5)
    page.get_by_role("button", name="Remove sample 5").tap()
    expect(page.locator(".sample")).to_have_count(4)
    assert rows(page) == moved
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator(".sample")).to_have_count(5)


def test_a_swipe_over_empty_space_scrolls_the_page(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=line&data=0:0,1:1,2:3,3:4", **PHONE)
    before = page.evaluate("scrollY")
    x, y = ground(page, 0.8, 0.2)
    session = page.context.new_cdp_session(page)
    session.send("Input.synthesizeScrollGesture", {"x": x, "y": y, "yDistance": -150, "speed": 2000})
    assert page.evaluate("scrollY") > before + 50
    expect(page.locator(".sample")).to_have_count(4)


def test_arrow_keys_move_what_the_reader_hears(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=line&data=0:0,1:1,2:3,3:4")
    point = page.get_by_role("slider", name="sample 2 of 4: x 1, y 1")
    point.focus()
    expect(sample(page, 2)).to_have_class("sample is-active")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#data")).to_have_value("0:0,1.01:1.01,2:3,3:4")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#data")).to_have_value("0:0,0.91:1,2:3,3:4")
    expect(page.get_by_role("slider", name="sample 2 of 4: x 0.91, y 1")).to_be_focused()
    expect_link(page, data="0:0,0.91:1,2:3,3:4")
    page.keyboard.press("PageDown")
    expect(sample(page, 3)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Delete")
    expect(page.locator("#data")).to_have_value("0:0,0.91:1,2:3")
    expect(sample(page, 3)).to_be_focused()
    expect(page.locator("#data-said")).to_have_text("Removed sample 4 of 4: x 3, y 4")


def test_a_key_beyond_the_edge_widens_the_axis(visit: Visit) -> None:
    page = opened(visit, FIVE)
    _, high = page.evaluate(RANGE)
    sample(page, 5).focus()
    for _ in range(10):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#data")).to_have_value("0,1,2,10,60")
    page.wait_for_timeout(600)
    assert page.evaluate(RANGE)[1] > 60 > high - 10


def test_a_click_on_empty_space_adds_and_undo_takes_back(visit: Visit) -> None:
    page = opened(visit, FIVE)
    expect(page.locator("#data-undo")).to_be_disabled()
    page.mouse.click(*ground(page, 0.5, 0.6))
    expect(page.locator(".sample")).to_have_count(6)
    low, high = page.evaluate(RANGE)
    assert rows(page)[5][0] == pytest.approx((low + high) / 2, abs=0.3)
    expect(sample(page, 6)).to_be_focused()
    drag_to(page, *place(page, 1), 40)
    page.keyboard.press("Backspace")
    expect(page.locator(".sample")).to_have_count(5)
    page.keyboard.press("Control+z")
    expect(page.locator(".sample")).to_have_count(6)
    page.keyboard.press("Control+z")
    assert rows(page)[0] == [0], "a drag is undone as a whole"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#data")).to_have_value("0,1,2,10,50")
    expect_link(page, data="0,1,2,10,50")
    expect(page.locator("#data-undo")).to_be_disabled()
    sample(page, 2).focus()
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".sample")).to_have_count(6)


def test_the_buttons_add_and_remove_down_to_the_last_sample(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=location&data=1,3")
    page.get_by_role("button", name="Add a sample").click()
    expect(page.locator("#data")).to_have_value("1,3,2")
    for _ in range(2):
        page.locator("#data-remove").click()
    expect(page.locator("#data")).to_have_value("1")
    expect(page.locator("#data-remove")).to_be_disabled()
    page.keyboard.press("Delete")
    expect(page.locator("#data")).to_have_value("1")
