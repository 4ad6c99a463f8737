"""A function of one's own: typed, broken and mended; the picture follows, and what is wrong is marked at its place."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit, expect_link, link

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
"""A phone's screen."""


def opened(visit: Visit, text: str = "abs(a)", keys: str = "", **options: object) -> Page:
    return visit(f"/lab?objective=function&f={quote(text)}{keys}", **options)


def selection(page: Page) -> list[int]:
    return list(
        page.evaluate("(() => { const f = document.activeElement; return [f.selectionStart, f.selectionEnd]; })()")
    )


def shown(page: Page) -> str:
    """The formula as mathematics, as text."""
    return "".join(page.locator("#f-shown").text_content().split())


def test_the_picture_follows_what_is_typed(visit: Visit) -> None:
    page = opened(visit)
    before = page.evaluate("history.length")
    page.locator("#f").press("End")
    page.locator("#f").press_sequentially(" + a/2")
    expect(page.locator("#lab-title")).to_contain_text("abs(a) + a/2")
    expect(page.locator("#f-shown math").first).to_be_visible()
    assert shown(page) == "F(a)=|a|+a2"
    assert link(page)["f"] == "abs(a) + a/2"
    assert page.evaluate("history.length") == before, "typing is no way back"


def test_what_is_wrong_is_marked_at_its_character_and_the_last_picture_stays(visit: Visit) -> None:
    page = opened(visit, "abs(x*a - y)")
    drawn, box = page.locator("#lab-title").inner_text(), page.locator("#f")
    box.fill("abs(x*a y)")
    error = page.locator("#f-error")
    expect(error).to_contain_text("position 8")
    expect(error).to_contain_text("'y' found")
    expect(page.locator("#f-caret mark")).to_have_text("y")
    assert page.locator("#f-caret pre").text_content() == "abs(x*a y)"
    expect(box).to_have_attribute("aria-invalid", "true")
    assert (box.get_attribute("aria-describedby") or "").split()[0] == "f-error"
    assert error.get_attribute("role") == "status"
    expect(page.locator("#error-summary")).to_be_hidden()
    assert page.locator("#lab-title").inner_text() == drawn
    expect(page.locator("#plot .main-svg").first).to_be_visible()
    page.locator("#f-go").click()
    expect(box).to_be_focused()
    assert selection(page) == [8, 9]
    page.keyboard.type("- y")
    expect(error).to_be_hidden()
    expect(page.locator("#f-caret")).to_be_hidden()
    expect(box).not_to_have_attribute("aria-invalid", "true")


def test_the_end_is_a_place_too(visit: Visit) -> None:
    page = opened(visit)
    page.locator("#f").fill("abs(a")
    expect(page.locator("#f-error")).to_contain_text("the end found")
    page.locator("#f-go").click()
    assert selection(page) == [5, 5]


def test_another_parameter_brings_its_fields_while_one_types_on(visit: Visit) -> None:
    page = opened(visit, keys="&start=3")
    page.locator("#f").press("End")
    page.locator("#f").press_sequentially(" + 2*abs(b)")
    expect(page.locator("#words")).to_contain_text("(a, b) =")
    expect(page.locator("#start")).to_have_value("1,1")
    expect(page.locator("#f")).to_be_focused()
    page.keyboard.type(" + b")
    expect(page.locator("#f")).to_have_value("abs(a) + 2*abs(b) + b")
    expect_link(page, start="1,1")


def test_a_formula_that_names_data_gets_them(visit: Visit) -> None:
    page = opened(visit)
    expect(page.locator("#data")).to_have_count(0)
    page.locator("#f").fill("abs(x*a - y)")
    expect(page.locator("#data")).to_be_visible()
    expect_link(page, f="abs%28x*a+-+y%29")
    page.locator("#data").fill("1:2,2:4,3:6")
    expect(page.locator("#words")).to_contain_text("a = ")
    page.locator("#f").fill("abs(a)")
    expect(page.locator("#data")).to_have_count(0)
    expect_link(page, data=None)


def test_a_function_is_chosen_from_the_list_with_its_parameters(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_text("Choose a function").click()
    page.get_by_role("link", name="Lasso in two weights").click()
    expect(page.locator("#f")).to_have_value("lasso")
    expect(page.locator("#f-weight-lasso")).to_be_visible()
    expect_link(page, f="lasso", f__weight="1")
    page.go_back()
    expect(page.locator("#f")).to_have_value("abs(a)")


def test_a_name_that_is_typed_is_a_choice_too(visit: Visit) -> None:
    page = opened(visit)
    page.locator("#f").fill("tilted_absolute")
    expect(page.locator("#lab-title")).to_contain_text("Tilted absolute")
    expect_link(page, f="tilted_absolute")


def test_where_there_is_no_value_is_shaded_and_explained(visit: Visit) -> None:
    page = opened(visit, "a - log(a)", "&view=-1:3")
    expect(page.locator("#plot .shapelayer path, #plot .layer-below .shape-group path").first).to_be_attached()
    expect(page.locator("#plot")).to_contain_text("no value")
    expect(page.locator('#key [data-kind="gap"]')).to_be_visible()
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#figure-summary")).to_contain_text(
        "F has no value for a from −1 to 0: logarithm of a negative"
    )


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("abs(a)", "convex", "Kink at a = 0"), ("-abs(a) + a^2", "concave", "Concave kink at a = 0"),
        ("max(a, 0)^2", "curvature", "Break of the curvature at a = 0"), ("relu(a) - relu(-a)", "removable", "no kink"),
        ("sqrt(abs(a))", "cusp", "Cusp at a = 0"), ("where(a < 0, -a, a + 1)", "jump", "Jump at a = 0"),
        ("a^2 + 1/a", "pole", "Pole at a = 0"), ("a^2/a", "isolated", "Hole at a = 0"),
    ],
)  # fmt: skip
def test_kinks_say_what_they_are(visit: Visit, text: str, kind: str, says: str) -> None:
    page = opened(visit, text, "&view=-2:2")
    expect(page.locator(f'#key [data-kind="{kind}"]')).to_be_visible()
    expect(page.locator("#key [data-kind] >> visible=true")).to_have_count(1)
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#figure-summary li").first).to_contain_text(says)


def test_that_what_is_reported_is_no_slope_is_a_finding_with_a_remedy(visit: Visit) -> None:
    page = opened(visit, "relu(a) - relu(-a)", "&start=1&steps=6&run.1.step.size=0.25")
    card = page.locator(".card").first
    expect(card).to_contain_text("the true slope is 1 on both sides; automatic differentiation")
    expect(card).to_contain_text("reports 0")
    card.get_by_role("link", name="Report by the rule “Midpoint”").click()
    expect_link(page, convention="midpoint")
    expect(page.locator(".card").first).not_to_contain_text("true slope")


def test_without_a_script_it_is_applied_marked_and_kept(visit: Visit) -> None:
    page = opened(visit, "abs(a)", "&start=3", ready=None, java_script_enabled=False)
    apply = page.get_by_role("button", name="Apply")
    page.locator("#f").fill("abs(a) +")
    apply.click()
    expect(page.locator("#f-error")).to_contain_text("position 8")
    expect(page.locator("#f-caret mark")).to_be_visible()
    expect(page.locator("#f-go")).to_be_hidden()
    expect(page.locator("#f")).to_have_value("abs(a) +")
    expect(page.locator("#start")).to_have_value("3")
    page.locator("#f").fill("abs(a) + a/2")
    apply.click()
    expect(page.locator("h1")).to_contain_text("abs(a) + a/2")
    expect(page.locator("#start")).to_have_value("3")
    expect(page.locator("#f-shown math").first).to_be_visible()
    page.locator("#f").fill("two_valleys")
    apply.click()
    expect(page.locator("h1")).to_contain_text("Two valleys")
    page.get_by_text("Choose a function").click()
    page.get_by_role("link", name="Lasso in two weights").click()
    expect(page.locator("h1")).to_contain_text("Lasso in two weights")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_has_room(visit: Visit, scheme: str) -> None:
    long = " + ".join(f"abs(a - {i})" for i in range(24))
    page = opened(visit, long, color_scheme=scheme, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#f").fill(f"{long} +")
    expect(page.locator("#f-caret mark")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_grammar_opens_its_examples(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_role("link", name="What may be written").click()
    expect(page.locator("h1")).to_have_text("A function of your own")
    page.get_by_role("link", name="clip(a, -1, 2)").click()
    expect(page.locator("#f")).to_have_value("clip(a, -1, 2)")
