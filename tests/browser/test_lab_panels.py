"""The panels of the lab: paths, theorems, tables, the bias by smoothing, the data."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, expect_link

pytestmark = pytest.mark.browser


def test_many_parameters_have_paths_instead_of_a_picture(visit: Visit) -> None:
    page = visit("/lab?objective=plane&data=1:0:0:2,0:1:1:0,1:1:0:1&penalty=l1&steps=30")
    expect(page.locator("#surface-switch")).to_be_hidden()
    expect(page.locator("#words")).to_contain_text("(w1, w2, w3) =")
    page.locator("#penalty-weight-l1").fill("0.2")
    expect(page.locator("#words")).to_contain_text("Step 30 of 30")
    expect_link(page, penalty__weight="0.2", view=None)
    page.get_by_role("button", name="To the start").click()
    expect(page.locator("#words")).to_contain_text("Step 0 of 30")
    page.locator("#objective").select_option("line")
    expect(page.locator("#surface-switch")).to_be_visible()
    expect(page.locator(".handles")).to_be_visible()


def test_theorems_are_told_under_the_histories(visit: Visit) -> None:
    page = visit("/lab?run.1.step=inverse_sqrt")
    expect(page.locator("#theory > ul")).to_contain_text("bounds the best so far")
    page.get_by_text("Theorems that say nothing here").click()
    expect(page.locator("#theory details li").first).to_be_visible()


def test_every_number_is_in_the_tables(visit: Visit) -> None:
    page = visit("/lab?steps=250")
    page.get_by_text("All of it in numbers").click()
    expect(page.locator("#iterates tbody tr")).to_have_count(101)
    page.get_by_role("button", name="Later").click()
    expect(page.locator("#iterates caption")).to_contain_text("steps 100 to 200 of 250")
    expect(page.locator("#figure-summary")).to_contain_text("Kink at θ = 0")


def test_the_bias_by_smoothing_is_measured_and_predicted(visit: Visit) -> None:
    page = visit("/lab?objective=location&data=0,1,2,10,50&loss=fair&loss.epsilon=0.1")
    page.locator("#bias-figure").scroll_into_view_if_needed()
    expect(page.locator("#bias-words")).to_have_text(
        "At ε = 0.1 the minimiser moves by 0.0139765; to leading order, by 0.0135417."
    )
    expect(page.locator("#bias-plot .main-svg").first).to_be_visible()
    page.locator("#loss-epsilon-fair").fill("0.2")
    expect(page.locator("#bias-words")).to_contain_text("At ε = 0.2")
    page.locator("#loss").select_option("absolute")
    expect(page.locator("#bias-figure")).to_be_hidden()


def test_the_data_are_drawn_with_what_the_iterate_makes_of_them(visit: Visit) -> None:
    page = visit("/lab?objective=line&steps=30")
    page.locator("#data-figure").scroll_into_view_if_needed()
    expect(page.locator("#data-plot .main-svg").first).to_be_visible()
    ends = "[...document.getElementById('data-plot').data[1].y]"
    page.locator("#scrub").fill("0")
    expect(page.locator("#words")).to_contain_text("Step 0 of 30")
    page.locator("#data-plot").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert page.evaluate(ends) == [0, 0]
    page.locator("#objective").select_option("point")
    expect(page.locator("#data-figure")).to_be_hidden()
