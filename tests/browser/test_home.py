"""The front page: every scenario opens from it and shows what its card says."""

from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from app.scenarios.loader import by_group, scenarios
from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

GROUPS = {group: [each.slug.replace("_", "-") for each in members] for group, members in by_group()}


@pytest.fixture(scope="module", autouse=True)
def _made(site: str) -> None:
    """The page is made once, after the start, which takes a busy machine longer than a visit may."""
    urlopen(site, timeout=120).read()


def home(visit: Visit, **options: object) -> Page:
    return visit("/", ready=".hero-plot svg", **options)


@pytest.mark.parametrize("group", GROUPS)
def test_a_scenario_of_each_group_opens_with_the_verdicts_of_its_card(visit: Visit, group: str) -> None:
    """One of each: what every card and every page says is held to the API without a browser, in tests/web."""
    page = home(visit)
    card = page.locator(f"#{GROUPS[group][0]}")
    title, verdicts = card.locator("h3").inner_text(), card.locator(".verdicts li").all_inner_texts()
    card.get_by_role("link").click()
    page.locator("#plot .main-svg").first.wait_for()
    expect(page.locator("#story-title")).to_have_text(title)
    expect(page.locator(".card")).to_have_count(len(verdicts))
    shown = page.locator(".card").all_inner_texts()
    assert all(verdict.strip() in text for verdict, text in zip(verdicts, shown, strict=True)), shown
    expect(page.locator("#error-summary")).to_be_hidden()
    page.go_back()
    expect(card).to_be_attached()


def test_every_scenario_has_its_card_with_a_picture(visit: Visit) -> None:
    page = home(visit)
    expect(page.locator(".scenario")).to_have_count(len(scenarios()))
    expect(page.locator(".scenario .scenario-picture svg.picture, .scenario .scenario-picture > *")).not_to_have_count(
        0
    )
    for picture in page.locator(".scenario-picture").all():
        box = picture.bounding_box()
        assert box
        assert min(box["width"], box["height"]) > 80


@pytest.mark.parametrize("asked", ["median", "Adam cycle", "no such scenario", "ε"])
def test_what_one_types_is_found_as_the_server_finds_it(visit: Visit, asked: str) -> None:
    page = home(visit)
    page.locator("#asked").press_sequentially(asked)
    typed = page.locator(".scenario:visible h3").all_inner_texts()
    expect(page.locator("#found")).to_have_text(str(len(typed)))
    assert page.locator("#nothing").is_visible() == (not typed)
    groups = page.locator(".contents a:visible").all_inner_texts()
    plain = visit(page.url, ready="#asked", java_script_enabled=False)
    assert plain.locator(".scenario:visible h3").all_inner_texts() == typed
    assert plain.locator(".contents a:visible").all_inner_texts() == groups
    expect(plain.locator("#found")).to_have_text(str(len(typed)))


def test_back_from_the_lab_finds_again_what_was_found(visit: Visit) -> None:
    page = home(visit)
    page.locator("#asked").fill("median")
    found = page.locator(".scenario:visible h3").all_inner_texts()
    assert 1 < len(found) < len(scenarios())
    page.locator(".scenario:visible a").first.click()
    page.locator("#plot .main-svg").first.wait_for()
    page.go_back()
    expect(page.locator("#asked")).to_have_value("median")
    expect(page.locator("#found")).to_have_text(str(len(found)))
    page.locator("#asked").fill("")
    expect(page.locator("#found")).to_have_text(str(len(scenarios())))


def test_one_can_search_without_script(visit: Visit) -> None:
    page = home(visit, java_script_enabled=False)
    page.get_by_role("searchbox").fill("median")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#asked")).to_have_value("median")
    assert 1 < page.locator(".scenario:visible").count() < len(scenarios())


def test_the_figure_on_top_plays_and_stops(visit: Visit) -> None:
    page = home(visit, reduced_motion="no-preference")
    button = page.locator("#hero-play")
    expect(page.locator("#hero-words")).to_contain_text("Step ")
    if button.get_attribute("aria-label") == "Play":
        button.click()
    expect(button).to_have_attribute("aria-label", "Pause")
    button.click()
    expect(button).to_have_attribute("aria-label", "Play")
    told = page.locator("#hero-words").inner_text()
    page.wait_for_timeout(600)
    expect(page.locator("#hero-words")).to_have_text(told)


def test_nothing_moves_where_motion_is_unwelcome(visit: Visit) -> None:
    page = home(visit)
    before = page.locator("#hero").inner_html()
    page.wait_for_timeout(1500)
    assert page.locator("#hero").inner_html() == before


def test_it_tells_all_without_script(visit: Visit) -> None:
    page = home(visit, java_script_enabled=False)
    expect(page.locator("#hero-play")).to_be_hidden()
    expect(page.locator("#hero-words")).not_to_be_empty()
    page.get_by_role("link", name="Open in the lab").click()
    expect(page.locator("#picture svg").first).to_be_visible()
