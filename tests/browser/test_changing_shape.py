"""A formula that gets other parameters or data while it is typed: figures follow, nothing of the reader's is lost."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit, expect_link, link
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser

OWN = "1:2,2:5,4:7"


def opened(visit: Visit, text: str, keys: str = "", **options: object) -> Page:
    return visit(f"/lab?objective=function&f={quote(text)}{keys}", **options)


def expect_slopes(page: Page, parameters: int) -> None:
    """The figure is that of so many parameters, and fills its box."""
    box = page.locator("#slopes-plot")
    names = {1: "slope", 2: "g₁, along a"}
    expect(box).to_contain_text(names[parameters])
    page.wait_for_function(
        """(wide) => {
          const box = document.getElementById('slopes-plot'), drawn = box.querySelector('.main-svg');
          const fits = ['clientWidth', 'clientHeight'].every((side) => Math.abs(drawn[side] - box[side]) < 2);
          return fits && (box.clientWidth > 2 * box.clientHeight) === wide;
        }""",
        arg=parameters == 1,
    )


@pytest.mark.parametrize("is_playing", [False, True])
def test_the_slopes_follow_a_parameter_that_comes_and_goes(visit: Visit, is_playing: bool) -> None:
    page = opened(visit, "abs(a)", "&steps=400", reduced_motion="no-preference")
    page.locator("#slopes").scroll_into_view_if_needed()
    expect_slopes(page, 1)
    for text, parameters in (("abs(a)+abs(b)", 2), ("abs(a)", 1), ("abs(x*a+b-y)", 2), ("abs(x*a-y)", 1)):
        if is_playing:
            page.locator('[data-act="first"]').click()
            page.locator('[data-act="play"]').click()
        page.locator("#f").fill(text)
        expect_slopes(page, parameters)


def test_data_of_a_column_are_read_on_and_undo_brings_all_back(visit: Visit) -> None:
    page = opened(visit, "abs(x*a - y)", f"&data={OWN}&view=0:3")
    page.locator("#f").fill("abs(a - y)")
    told = page.locator("#carried")
    expect(told).to_contain_text("F reads y alone now. It is taken from your 3 samples; x is set aside.")
    expect(page.locator("#data")).to_have_value("2,5,7")
    expect(page.locator("#f")).to_be_focused()
    expect(page.locator("#words")).to_contain_text("a = ")
    expect_link(page, f="abs%28a+-+y%29", data="2,5,7")
    page.locator("#carried a").click()
    expect(page.locator("#data")).to_have_value(OWN)
    expect(page.locator("#f")).to_have_value("abs(x*a - y)")
    expect(told).to_have_count(0)
    assert link(page)["view"] == "0:3"


def test_what_is_set_aside_comes_back_as_the_formula_is_typed_on(visit: Visit) -> None:
    page = opened(visit, "abs(x*a - y)", f"&data={OWN}")
    page.locator("#f").fill("abs(a)")
    expect(page.locator("#carried")).to_contain_text("Your 3 samples of x and y are set aside.")
    expect(page.locator("#data")).to_have_count(0)
    page.locator("#f").press_sequentially(" + abs(b)")
    expect(page.locator("#words")).to_contain_text("(a, b) =")
    expect(page.locator("#carried")).to_be_visible()
    page.locator("#f").fill("abs(x*a + b - y)")
    expect(page.locator("#data")).to_have_value(OWN, timeout=PATIENCE)
    expect(page.locator("#carried")).to_have_count(0)


def test_back_leads_to_the_formula_that_read_them(visit: Visit) -> None:
    page = opened(visit, "abs(x*a - y)", f"&data={OWN}")
    page.locator("#f").fill("abs(a)")
    expect(page.locator("#carried")).to_be_visible()
    page.go_back()
    expect(page.locator("#f")).to_have_value("abs(x*a - y)")
    expect(page.locator("#data")).to_have_value(OWN)


def test_without_a_script_it_is_said_and_undone(visit: Visit) -> None:
    page = opened(visit, "abs(x*a - y)", f"&data={OWN}", ready=None, java_script_enabled=False)
    page.locator("#f").fill("abs(a)")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#carried")).to_contain_text("Your 3 samples of x and y are set aside.")
    page.get_by_role("link", name="Undo").click()
    expect(page.locator("#data")).to_have_value(OWN)
