"""The table of frameworks: filtered as one types, its head stays in sight, programs are copied."""

import pytest
from playwright.sync_api import Page, expect

from app.frameworks.table import chosen, lines
from tests.browser.acting import Visit, expect_link

pytestmark = pytest.mark.browser

ROWS = "#answers tbody tr >> visible=true"


def table(visit: Visit, query: str = "", **options: object) -> Page:
    return visit(f"/learn/frameworks{query}", ready="#answers", **options)


def test_rows_follow_what_is_typed_and_the_address_too(visit: Visit) -> None:
    page = table(visit)
    expect(page.locator(ROWS)).to_have_count(len(lines()))
    page.get_by_label("Expression", exact=True).fill("relu")
    expect(page.locator(ROWS)).to_have_count(len(chosen(expression="relu")))
    expect(page.locator("#count")).to_have_text(str(len(chosen(expression="relu"))))
    expect_link(page, expression="relu")
    page.get_by_label("Only where they disagree").check()
    page.get_by_label("Only with an answer").check()
    page.get_by_label("Framework", exact=True).select_option("pytorch")
    left = chosen(expression="relu", framework="pytorch", disagree=True, outside=True)
    expect(page.locator(ROWS)).to_have_count(len(left))
    expect(page.locator("#answers thead th >> visible=true")).to_have_count(2)
    page.reload()
    expect(page.locator(ROWS)).to_have_count(len(left))
    page.get_by_label("Expression", exact=True).fill("no such row")
    expect(page.locator("#nothing")).to_be_visible()


def test_it_is_a_plain_form_without_script(visit: Visit) -> None:
    page = table(visit, java_script_enabled=False)
    page.get_by_label("Expression", exact=True).fill("max")
    page.get_by_label("Only with an answer").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(ROWS)).to_have_count(len(chosen(expression="max", outside=True)))
    page.locator(ROWS).first.get_by_role("link").click()
    page.locator("#jax summary").click()
    expect(page.locator("#jax pre")).to_contain_text("jax.grad")


@pytest.mark.parametrize("width", [1280, 390])
def test_head_and_names_stay_in_sight(visit: Visit, width: int) -> None:
    page = table(visit, viewport={"width": width, "height": 800})
    box = page.locator("#answers-box")
    box.scroll_into_view_if_needed()
    box.evaluate("(node) => node.scrollTo(400, 900)")
    place, head = box.bounding_box(), page.locator("#answers thead th").first.bounding_box()
    name = page.locator("#answers tbody th").nth(20).bounding_box()
    assert place
    assert head
    assert name
    assert abs(head["y"] - place["y"]) < 3
    assert abs(head["x"] - place["x"]) < 3
    assert abs(name["x"] - place["x"]) < 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_program_is_copied(visit: Visit) -> None:
    page = visit("/learn/frameworks/abs-x-at-0", ready="#pytorch", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#pytorch summary").click()
    page.locator("#pytorch button").click()
    expect(page.locator("#pytorch button")).to_contain_text("Copied")
    assert "torch.abs(x)" in page.evaluate("navigator.clipboard.readText()")
