"""What other losses make of the data stands beside them, and follows a drag."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit
from tests.browser.samples import FIVE, RANGE, TRACE, drawn, fits, ground, opened, place, rows, sample

pytestmark = pytest.mark.browser


def with_mean_and_median(visit: Visit) -> Page:
    page = opened(visit, FIVE)
    page.get_by_label("mean (squared)").check()
    page.get_by_label("median (absolute)").check()
    expect(page.locator('[data-loss="squared"] output')).to_have_text("12.6")
    assert fits(page, "squared,absolute") == {"squared": [[12.6]], "absolute": [[2]]}
    return page


def drag_outlier(page: Page) -> float:
    """Take the fifth sample beyond the right edge, and hold it there; where the edge is."""
    x, y = place(page, 5)
    edge, _ = ground(page, 1, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(edge + 60, y, steps=5)
    expect(page.locator('[data-loss="squared"] output')).not_to_have_text("12.6")
    return edge


def test_beyond_the_edge_the_axis_gives_way_and_does_not_run_away(visit: Visit) -> None:
    page = opened(visit, FIVE)
    page.get_by_label("mean (squared)").check()
    expect(page.locator('[data-loss="squared"] output')).to_have_text("12.6")
    _, y = place(page, 5)
    before = page.evaluate(RANGE)
    edge = drag_outlier(page)
    page.wait_for_timeout(800)
    during = page.evaluate(RANGE)
    assert during[0] == before[0]
    assert before[1] < during[1] < 20 * before[1]
    page.mouse.move(edge - 5, y)
    page.wait_for_timeout(200)
    rested = page.evaluate(RANGE)
    page.wait_for_timeout(300)
    assert page.evaluate(RANGE) == rested, "within the panel the axis stays"


def test_an_outlier_that_is_dragged_away_takes_the_mean_along_and_leaves_the_median(visit: Visit) -> None:
    page = with_mean_and_median(visit)
    drag_outlier(page)
    page.wait_for_timeout(800)
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
