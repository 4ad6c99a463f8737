"""The chapters on paper, and the page that is made to be printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit
from tests.browser.test_learn import learn, read_to

pytestmark = pytest.mark.browser


def test_on_paper_there_are_drawings_and_nothing_to_press(visit: Visit) -> None:
    page = learn(visit, color_scheme="dark")
    read_to(page, "limit-cycle")
    page.emulate_media(media="print")
    for selector in (".site", ".chapters", "button", ".plot", ".overlay", ".to-lab", "input"):
        expect(page.locator(f".learn {selector} >> visible=true, body > {selector} >> visible=true")).to_have_count(0)
    for box in page.locator("figure.shown .figure").all():
        expect(box.locator("svg.plane").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    paper = "getComputedStyle(document.querySelector('.figure')).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    document = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) >= 4


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_to_print_is_on_the_screen_as_on_paper(visit: Visit, width: int) -> None:
    page = learn(visit, viewport={"width": width, "height": 800}, color_scheme="dark")
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page).to_have_url(re.compile("/learn/print$"))
    for box in page.locator("figure.shown .figure").all():
        expect(box.locator("svg.plane").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.print = () => { document.title = 'asked to print'; }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("asked to print")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_without_script_the_page_to_print_says_how(visit: Visit) -> None:
    page = learn(visit, "/learn/print", java_script_enabled=False)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".without-script")).to_be_visible()
