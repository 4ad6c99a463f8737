"""The data are edited on their figure: by mouse, finger and keys; what other losses make of them stands beside."""

import zlib
from base64 import urlsafe_b64decode
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import Visit, drag_to, expect_link, link
from tests.browser.test_accessibility import AXE, FAULTS

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
FIVE = "/lab?objective=location&data=0,1,2,10,50"
RANGE = "[...document.getElementById('data-plot')._fullLayout.xaxis.range]"
TRACE = "(name) => document.getElementById('data-plot').data.find((trace) => trace.name === name)"


def opened(visit: Visit, path: str, **options: object) -> Page:
    """The lab with the figure of its data in view and drawn."""
    page = visit(path, **options)
    page.locator("#data-figure").scroll_into_view_if_needed()
    page.locator("#data-plot .main-svg").first.wait_for()
    page.locator("#data-plot-box").scroll_into_view_if_needed()
    return page


def sample(page: Page, number: int) -> Locator:
    return page.locator(f'.sample[data-sample="{number - 1}"]')


def place(page: Page, number: int) -> tuple[float, float]:
    """The middle of a sample, in pixels of the window, once it rests: what is said above it may take another line."""
    dot, before = sample(page, number).locator(".sample-dot"), None
    while (box := dot.bounding_box()) != before:
        before = box
        page.wait_for_timeout(250)
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ground(page: Page, across: float, up: float) -> tuple[float, float]:
    """A place of the panel, by shares of its size."""
    box = page.locator(".samples-ground").bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * (1 - up)


def rows(page: Page) -> list[list[float]]:
    """The samples as the field has them."""
    return [[float(cell) for cell in row.split(":")] for row in page.locator("#data").input_value().split(",")]


def pixels(page: Page, by: float) -> float:
    """How much a number of pixels is on the horizontal axis."""
    low, high = page.evaluate(RANGE)
    box = page.locator(".samples-ground").bounding_box()
    assert box
    return float(by * (high - low) / box["width"])


def fits(page: Page, losses: str) -> dict[str, Any]:
    """What the API says of the link in the address bar, by loss."""
    answer = page.request.get("/api/v1/fits", params={**link(page), "losses": losses})
    assert answer.ok, answer.text()
    return {fit["loss"]: fit["points"] for fit in answer.json()["fits"]}


def drawn(page: Page, name: str) -> dict[str, Any]:
    return dict(page.evaluate(TRACE, name))


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


def test_an_outlier_that_is_dragged_away_takes_the_mean_along_and_leaves_the_median(visit: Visit) -> None:
    page = opened(visit, FIVE)
    page.get_by_label("mean (squared)").check()
    page.get_by_label("median (absolute)").check()
    expect(page.locator('[data-loss="squared"] output')).to_have_text("12.6")
    assert fits(page, "squared,absolute") == {"squared": [[12.6]], "absolute": [[2]]}
    x, y = place(page, 5)
    edge, _ = ground(page, 1, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(edge + 60, y, steps=5)
    before = page.evaluate(RANGE)
    expect(page.locator('[data-loss="squared"] output')).not_to_have_text("12.6")
    page.wait_for_timeout(800)
    during = page.evaluate(RANGE)
    assert during[0] == before[0]
    assert before[1] < during[1] < 20 * before[1], "it gives way, and does not run away"
    page.mouse.move(edge - 5, y)
    page.wait_for_timeout(200)
    rested = page.evaluate(RANGE)
    page.wait_for_timeout(300)
    assert page.evaluate(RANGE) == rested, "within the panel the axis stays"
    page.mouse.up()
    outlier = rows(page)[4][0]
    assert outlier > 60
    found = fits(page, "squared,absolute")
    assert found["squared"][0][0] == pytest.approx((13 + outlier) / 5)
    assert found["absolute"] == [[2]]
    expect(page.locator('[data-loss="squared"] output')).to_have_text(f"{found['squared'][0][0]:.4g}")
    assert drawn(page, "mean (squared)")["x"][0] == pytest.approx(found["squared"][0][0], rel=1e-6)
    assert drawn(page, "median (absolute)")["x"][0] == 2


def test_lines_of_other_losses_are_those_of_the_api(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=line")
    for loss in ("squared", "absolute", "huber"):
        page.locator(f'[data-loss="{loss}"] input').check()
    expect(page.locator('[data-loss="huber"] output')).to_have_text("(δ = 1) (1.4, −0.1)")
    sample(page, 7).focus()
    page.keyboard.press("Shift+ArrowDown")
    found = fits(page, "squared,absolute")
    (slope, intercept) = found["squared"][0]
    expect(page.locator('[data-loss="squared"] output')).to_contain_text(f"({slope:.4g}, ")
    page.wait_for_timeout(300)
    line = drawn(page, "squared")
    assert line["y"][0] == pytest.approx(slope * line["x"][0] + intercept, rel=1e-5)
    page.locator('[data-loss="squared"] input').uncheck()
    expect(page.locator('[data-loss="squared"] output')).to_have_text("")
    page.wait_for_timeout(300)
    assert page.evaluate(f"({TRACE})('squared') === undefined")


def test_a_label_flips_by_a_click_or_a_key_and_x_alone_moves(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=classify&data=-1:-1,1:1,2:1")
    page.mouse.click(*place(page, 2))
    expect(page.locator("#data")).to_have_value("-1:-1,1:-1,2:1")
    expect(page.locator("#data-said")).to_have_text("sample 2 of 3: x 1, y −1")
    page.keyboard.press("Enter")
    expect(page.locator("#data")).to_have_value("-1:-1,1:1,2:1")
    x, y = place(page, 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y + 80, steps=5)
    page.mouse.up()
    moved = rows(page)[1]
    assert moved[0] < 1
    assert moved[1] == 1
    page.mouse.click(*ground(page, 0.9, 0.2))
    assert rows(page)[3][1] == -1
    page.get_by_label("logistic").check()
    expect(page.locator('[data-loss="logistic"] output')).not_to_have_text("")


def test_the_columns_of_a_written_function_are_edited(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=function&f=abs(a*x-y)&data=1:1,2:2,3:5")
    sample(page, 3).focus()
    page.keyboard.press("Shift+ArrowDown")
    assert rows(page)[2] == [3, pytest.approx(4.9)]
    expect_link(page, data="1:1,2:2,3:4.9")
    expect(page.locator("#fits")).to_be_hidden()
    page = opened(visit, "/lab?objective=function&f=abs(a-x)&data=1,2,5")
    expect(page.get_by_role("slider", name="sample 3 of 3: x 5")).to_be_visible()


def test_numbers_that_nobody_touched_keep_their_text(visit: Visit) -> None:
    page = opened(visit, FIVE)
    page.locator("#data").fill("1.50,2e0,3")
    expect(page.locator(".sample")).to_have_count(3)
    sample(page, 3).focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#data").input_value().startswith("1.50,2e0,2.9")
    page.locator("#data").fill("1.50,nothing,3")
    expect(page.locator('[data-error="data"]')).to_contain_text("invalid number")
    expect(page.locator(".samples")).to_be_hidden()


def test_many_samples_are_packed_and_those_near_the_pointer_are_taken(visit: Visit) -> None:
    many = ",".join(f"{i % 40}:{(i * 7) % 31}.{i % 10}" for i in range(400))
    page = opened(visit, f"/lab?objective=line&data={many}")
    packed = page.locator("#data").input_value()
    assert packed.startswith("z1:")
    expect(page.locator(".sample")).to_have_count(1)
    sample(page, 1).focus()
    page.keyboard.press("Shift+ArrowUp")
    first, rest = page.locator("#data").input_value().split(",", 1)
    assert first == "0:1"
    assert [row.split(":") for row in rest.split(",")][:2] == [["1", "7.1"], ["2", "14.2"]]
    page.wait_for_timeout(800)
    body = link(page)["data"].removeprefix("z1:")
    text = zlib.decompress(urlsafe_b64decode(body + "=" * (-len(body) % 4))).decode()
    assert text == f"0:1,{rest}"
    page.mouse.move(*ground(page, 0.5, 0.5))
    count = page.locator(".sample").count()
    assert 1 <= count <= 21
    page.keyboard.press("Control+z")
    expect(page.locator("#data")).to_have_value(packed)


def test_a_plane_is_a_picture(visit: Visit) -> None:
    page = opened(visit, "/lab?objective=plane")
    expect(page.locator(".samples")).to_be_hidden()
    expect(page.locator("#samples-help")).to_contain_text("predicted")
    expect(page.get_by_role("button", name="Add a sample")).to_be_hidden()
    page.locator("#objective").select_option("point")
    expect(page.locator("#data-figure")).to_be_hidden()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [FIVE, "/lab?objective=classify"])
def test_axe_finds_nothing_in_the_editor(visit: Visit, path: str, scheme: str) -> None:
    page = opened(visit, path, color_scheme=scheme)
    page.locator('[data-loss="absolute"] input').check()
    sample(page, 2).focus()
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
