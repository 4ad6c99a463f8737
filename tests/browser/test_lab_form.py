"""The form of the lab, its link, its findings, and what it says when something is wrong."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import SIZE, Visit, expect_link, window

pytestmark = pytest.mark.browser


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


def test_a_function_takes_the_place_of_data_and_loss(visit: Visit) -> None:
    page = visit("/lab?loss=huber&penalty=l1")
    page.locator("#objective").select_option("function")
    expect(page.locator("#lab-title")).to_contain_text("Weighted absolute values")
    expect_link(page, objective="function", f="weighted_absolute", loss=None, penalty=None, start="9.7,1.3")
    expect(page.locator("#loss-figure")).to_be_hidden()
    page.get_by_text("Choose a function").click()
    page.get_by_role("link", name="Two valleys").click()
    expect(page.locator("#words")).to_contain_text("x = ")
    expect_link(page, f="two_valleys", f__weight=None)
    page.go_back()
    expect(page.locator("#f")).to_have_value("weighted_absolute")
    page.locator("#objective").select_option("location")
    expect(page.locator("#loss-figure")).to_be_visible()
    expect_link(page, f=None, loss="absolute")


def test_two_classes_begin_with_a_loss_of_margins(visit: Visit) -> None:
    page = visit()
    page.locator("#objective").select_option("classify")
    expect(page.locator("#loss")).to_have_value("hinge")
    expect(page.locator("#lab-title")).to_contain_text("hinge")


def test_a_penalty_and_its_weight_are_in_the_link(visit: Visit) -> None:
    page = visit("/lab?objective=location")
    page.locator("#penalty").select_option("l1")
    expect_link(page, penalty="l1", penalty__weight="0.1")
    page.locator("#penalty-weight-l1").fill("0.5")
    expect_link(page, penalty__weight="0.5")
    page.locator("#penalty").select_option("none")
    expect_link(page, penalty="none", penalty__weight=None)


def test_minibatches_are_asked_for(visit: Visit) -> None:
    page = visit("/lab?objective=location")
    page.get_by_text("Minibatches, seed, precision").click()
    page.locator("#batch").fill("2")
    expect_link(page, batch="2")
    page.locator("#batch").fill("9")
    expect(page.locator("#batch-error")).to_contain_text("at most 5")


def test_a_method_that_finds_its_steps_has_no_step_rule(visit: Visit) -> None:
    page = visit("/lab?objective=location")
    page.locator("#run-1").select_option("exact_search")
    expect_link(page, run__1="exact_search", run__1__step=None, run__1__step__size=None)
    expect(page.locator(SIZE)).to_be_hidden()
    expect(page.locator("#lab-title")).to_contain_text("Exact line search")
    page.locator("#run-1").select_option("sign")
    expect(page.locator(SIZE)).to_be_visible()
    expect_link(page, run__1__step="constant", run__1__step__size="0.3")


def test_a_method_that_stops_by_itself_says_why(visit: Visit) -> None:
    page = visit("/lab?objective=line&run.1=coordinate_descent")
    expect(page.locator(".card .outcome")).to_contain_text("coordinate descent goes no further")
    expect(page.locator("#words")).to_contain_text("coordinate descent goes no further")


def test_long_lists_are_grouped(visit: Visit) -> None:
    page = visit()
    for choice, family in (("#loss", "Of a margin"), ("#run-1", "Adaptive")):
        expect(page.locator(f'{choice} optgroup[label="{family}"] option').first).to_be_attached()


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


def test_dark_is_dark_until_one_chooses_light(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme-switch").click()
    assert page.evaluate(ground) != dark
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
