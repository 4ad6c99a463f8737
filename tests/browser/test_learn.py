"""The chapters as they are read: figures come alive on the way, play, and open in the lab."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
FAULTS = """axe.run({ preload: false }).then(({violations}) =>
  violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html.slice(0, 120))]))"""
LIVE = re.compile(r"\bis-live\b")


def learn(visit: Visit, path: str = "/learn", **options: object) -> Page:
    return visit(path, ready=".learn h1", **options)


def read_to(page: Page, slug: str) -> Locator:
    """Scroll to a figure and wait until it is live."""
    figure = page.locator(f"#figure-{slug}")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_class(LIVE)
    return figure


def test_figures_come_alive_on_the_way_and_rest_behind(visit: Visit) -> None:
    page = learn(visit)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    first, last = page.locator("figure.shown").first, page.locator("figure.shown").last
    expect(last).not_to_have_class(LIVE)
    read_to(page, "kink-of-absolute")
    last.scroll_into_view_if_needed()
    expect(last).to_have_class(LIVE)
    expect(first).not_to_have_class(LIVE)
    expect(first.locator(".picture svg").first).to_be_attached()
    assert page.locator("figure.is-live").count() < page.locator("figure.shown").count() / 2
    assert all("arrays=binary" in each for each in asked)


def test_a_figure_is_asked_for_once(visit: Visit) -> None:
    page = learn(visit)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    read_to(page, "kink-of-absolute")
    page.locator("#sources").scroll_into_view_if_needed()
    expect(page.locator("#figure-kink-of-absolute")).not_to_have_class(LIVE)
    page.locator("h1").scroll_into_view_if_needed()
    read_to(page, "kink-of-absolute")
    assert len(set(asked)) == len(asked)


def test_plotly_is_not_fetched_before_a_figure_is_near(visit: Visit) -> None:
    page = learn(visit, viewport={"width": 390, "height": 300})
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert not [name for name in loaded if "plotly-2d" in name]
    read_to(page, "kink-of-absolute")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert [name for name in loaded if "plotly-2d" in name]
    assert not [name for name in loaded if "plotly-3d" in name]


def test_the_player_moves_one_figure_alone(visit: Visit) -> None:
    page = learn(visit)
    figure = read_to(page, "limit-cycle")
    count = figure.locator("output")
    expect(count).to_have_text("40 / 40")
    figure.get_by_role("button", name="One step back").click()
    expect(count).to_have_text("39 / 40")
    figure.get_by_role("slider", name="Step").fill("3")
    expect(count).to_have_text("3 / 40")
    cursor = figure.locator(".cursor").bounding_box()
    figure.get_by_role("slider", name="Step").fill("30")
    moved = figure.locator(".cursor").bounding_box()
    assert cursor
    assert moved
    assert moved["x"] > cursor["x"] + 50
    others = page.locator("figure.is-live:not(#figure-limit-cycle) output").all_inner_texts()
    assert all(text.split(" / ")[0] == text.split(" / ")[1] for text in others)


def test_the_start_can_be_moved_and_put_back(visit: Visit) -> None:
    page = learn(visit)
    figure = read_to(page, "limit-cycle")
    link = figure.get_by_role("link", name="Open in the lab")
    reset = figure.get_by_role("button", name="Put the start back")
    expect(reset).to_be_hidden()
    figure.locator(".start").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(link).to_have_attribute("href", re.compile(r"start=-0\.9&"))
    page.keyboard.press("ArrowRight")
    expect(link).to_have_attribute("href", re.compile(r"start=-0\.89&"))
    expect(figure.locator("output")).to_have_text("40 / 40")
    reset.click()
    expect(link).to_have_attribute("href", re.compile(r"start=-1&"))
    expect(reset).to_be_hidden()


def test_it_plays_where_motion_is_welcome(visit: Visit) -> None:
    page = learn(visit, reduced_motion="no-preference")
    figure = read_to(page, "limit-cycle")
    figure.get_by_role("button", name="Play").click()
    expect(figure.get_by_role("button", name="Pause")).to_be_visible()
    expect(figure.locator("output")).to_have_text(re.compile(r"^[5-9] / 40|^1\d / 40"))
    figure.get_by_role("button", name="Pause").click()
    expect(figure.get_by_role("button", name="Play")).to_be_visible()


def test_a_figure_opens_in_the_lab(visit: Visit) -> None:
    page = learn(visit)
    figure = read_to(page, "naive-division")
    figure.get_by_role("link", name="Open in the lab").click()
    page.locator("#plot .main-svg").first.wait_for()
    expect(page.locator("#story-title")).to_be_visible()
    page.go_back()
    expect(page.locator(".learn h1")).to_be_visible()


def test_another_scheme_repaints_what_is_live(visit: Visit) -> None:
    page = learn(visit)
    figure = read_to(page, "kink-of-absolute")
    stroke = "() => document.querySelector('#figure-kink-of-absolute .scatterlayer path.js-line').style.stroke"
    before = page.evaluate(stroke)
    page.locator("#theme-switch").click()
    page.locator("#theme-switch").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(figure).to_have_class(LIVE)
    expect(figure.locator(".scatterlayer path.js-line").first).not_to_have_css("stroke", before)


def test_all_is_there_without_script(visit: Visit) -> None:
    page = learn(visit, java_script_enabled=False)
    figures = page.locator("figure.shown")
    assert figures.count() == page.locator("figure.shown a.to-lab").count()
    for box in page.locator("figure.shown .figure").all():
        expect(box.locator("svg.plane").first).to_be_visible()
    expect(page.locator(".player >> visible=true")).to_have_count(0)
    page.locator(".chapters a").nth(2).click()
    expect(page.locator("section.chapter").nth(2)).to_be_in_viewport()


def test_the_picture_and_what_takes_its_place_show_the_same_axes(visit: Visit) -> None:
    page = learn(visit)
    for slug in ("kink-of-absolute", "limit-cycle"):
        figure = read_to(page, slug)
        numbers = "(all) => all.map((each) => each.textContent).sort()"
        drawn = figure.locator(".picture .numbers-x text").evaluate_all(numbers)
        live = figure.locator(".plot .xtick text").evaluate_all(numbers)
        assert drawn == live


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_reaches_beyond_the_screen(visit: Visit, width: int) -> None:
    page = learn(visit, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(visit: Visit, scheme: str, width: int) -> None:
    page = learn(visit, color_scheme=scheme, viewport={"width": width, "height": 800})
    read_to(page, "limit-cycle")
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
