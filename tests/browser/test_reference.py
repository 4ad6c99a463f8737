"""The reference in a browser: search, one live figure at a time, formulas that fit, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.content.catalogue import REGISTRIES
from app.datasets.loader import datasets
from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

COUNT = sum(map(len, REGISTRIES.values())) + len(datasets())
SHOWN = ".entry >> visible=true"
NARROW = {"width": 390, "height": 844}
TOO_WIDE = """() => {
  for (const entry of document.querySelectorAll('.entry')) entry.style.contentVisibility = 'visible';
  const ends = (node) => node.getBoundingClientRect().right;
  return [...document.querySelectorAll('math')].filter((math) => ends(math) > ends(math.closest('p, td, dd')) + 0.5)
    .map((math) => math.closest('p, td, dd').textContent);
}"""


def reference(visit: Visit, anchor: str = "", **options: object) -> Page:
    return visit(f"/reference{anchor}", ready=".entry", **options)


def wake(page: Page, anchor: str) -> None:
    page.locator(f"#{anchor} [data-wakes]").click()
    page.locator(f"#{anchor}.entry .is-live .main-svg").first.wait_for()


def test_the_search_shows_what_has_every_word(visit: Visit) -> None:
    page = reference(visit)
    expect(page.locator(SHOWN)).to_have_count(COUNT)
    page.get_by_role("searchbox").press_sequentially("Huber loss")
    expect(page.locator("#loss-huber")).to_be_visible()
    expect(page.locator("#loss-absolute")).to_be_hidden()
    shown = page.locator(SHOWN).all_text_contents()  # what is off screen has no inner text yet
    assert 0 < len(shown) < COUNT
    assert all("huber" in each.lower() and "loss" in each.lower() for each in shown)
    expect(page.locator("#found")).to_have_text(f"{len(shown)} of {COUNT}")
    expect(page.locator(".index li >> visible=true")).to_have_count(len(shown))
    expect(page.get_by_role("heading", name="Conventions", exact=True)).to_be_hidden()
    page.get_by_role("searchbox").fill("no such words")
    expect(page.locator(SHOWN)).to_have_count(0)
    page.get_by_role("searchbox").fill("")
    expect(page.locator(SHOWN)).to_have_count(COUNT)
    expect(page.locator("#found")).to_be_empty()


def test_an_address_brings_back_an_entry_that_the_search_hides(visit: Visit) -> None:
    page = reference(visit)
    page.get_by_role("searchbox").fill("hinge")
    page.evaluate("location.hash = 'method-adam'")
    expect(page.locator("#method-adam h3")).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_one_figure_at_a_time_is_live(visit: Visit) -> None:
    page = reference(visit, "#loss-absolute")
    assert not page.evaluate("performance.getEntriesByType('resource').some(({name}) => name.includes('plotly-2d'))")
    wake(page, "loss-absolute")
    expect(page.locator("#loss-absolute .plot")).to_contain_text("ρ′(r)")
    expect(page.locator("#loss-absolute [data-wakes]")).to_have_attribute("aria-pressed", "true")
    wake(page, "method-subgradient")
    expect(page.locator("#method-subgradient .player")).to_be_visible()
    expect(page.locator("#method-subgradient .count")).to_have_text("40 / 40")
    page.locator("#method-subgradient [data-act=back]").click()
    expect(page.locator("#method-subgradient .count")).to_have_text("39 / 40")
    expect(page.locator("[data-wakes][aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".is-live")).to_have_count(1)
    expect(page.locator("#loss-absolute .picture")).to_be_visible()
    page.locator("#method-subgradient [data-wakes]").click()
    expect(page.locator(".is-live, [data-wakes][aria-pressed=true], .main-svg")).to_have_count(0)


def test_the_live_figure_follows_the_colours(visit: Visit) -> None:
    page = reference(visit, "#loss-hinge", color_scheme="light")
    wake(page, "loss-hinge")
    curve = page.locator("#loss-hinge .scatterlayer .js-line").first
    before = curve.evaluate("(node) => getComputedStyle(node).stroke")
    page.emulate_media(color_scheme="dark")
    expect(curve).not_to_have_css("stroke", before)


def test_a_figure_whose_answer_does_not_come_stays_the_servers(visit: Visit) -> None:
    page = reference(visit, "#loss-absolute")
    page.route("**/api/v1/**", lambda route: route.abort("internetdisconnected"))
    for anchor in ("loss-absolute", "method-adam"):
        page.locator(f"#{anchor} [data-wakes]").click()
        expect(page.locator(f"#{anchor} [data-wakes]")).to_have_attribute("aria-pressed", "false")
        expect(page.locator(f"#{anchor} .picture")).to_be_visible()


def test_an_entry_opens_in_the_lab_and_the_lab_leads_back(visit: Visit) -> None:
    page = reference(visit, "#loss-huber")
    page.locator("#loss-huber").get_by_role("link", name="Open in the lab").click()
    page.locator("#plot .main-svg").first.wait_for()
    expect(page.locator("#loss")).to_have_value("huber")
    page.get_by_role("link", name="Huber in the reference").click()
    expect(page).to_have_url(re.compile(r"/reference#loss-huber$"))
    expect(page.locator("#loss-huber h3")).to_be_in_viewport()


def test_all_is_there_without_script(visit: Visit) -> None:
    page = reference(visit, java_script_enabled=False)
    expect(page.locator(SHOWN)).to_have_count(COUNT)
    expect(page.locator(".needs-script >> visible=true")).to_have_count(0)
    expect(page.locator("#loss-absolute .picture svg").first).to_be_visible()
    page.locator(".index").get_by_role("link", name="Adam", exact=True).click()
    expect(page.locator("#method-adam h3")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1280, "height": 800}], ids=["narrow", "wide"])
def test_no_formula_is_cut_off(visit: Visit, viewport: dict[str, int]) -> None:
    page = reference(visit, viewport=viewport)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_formulas_are_drawn_as_formulas(visit: Visit) -> None:
    page = reference(visit, "#loss-pseudo-huber")
    root, base = (page.locator(f"#loss-pseudo-huber .formula {tag}").first.bounding_box() for tag in ("msqrt", "mi"))
    assert root
    assert base
    assert root["height"] > 1.3 * base["height"]


def test_on_paper_there_are_words_and_figures_and_no_controls(visit: Visit) -> None:
    page = reference(visit, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".site", ".index", ".search", ".acts"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#theory-linear-rate p.formula")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", "rgb(250, 249, 246)")
    assert len(page.pdf()) > 50_000
