"""The figure in a page of another site: it plays, tells its height, shows what is chosen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.acting import Visit
from tests.browser.framing import LINK, Framed, Visitor, figure_in, served

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as address:
        yield address


@pytest.fixture
def framed(browser: Browser, site: str, elsewhere: str, tmp_path: Path) -> Iterator[Framed]:
    """Open a page of another site that frames a path of ours; in the end, neither may have complained."""
    visitor = Visitor(browser, site, tmp_path, elsewhere)
    yield visitor
    visitor.leave()


def height(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box
    return box["height"]


def test_the_figure_plays_in_a_page_of_another_site(framed: Framed) -> None:
    frame = figure_in(framed(f"/embed?{LINK}"))
    count = frame.locator("output.count")
    expect(count).to_have_text("40 / 40")
    expect(frame.locator("#words")).to_contain_text("Step 40 of 40")
    frame.get_by_role("button", name="One step back").click()
    expect(count).to_have_text("39 / 40")
    expect(frame.locator("#words")).to_contain_text("Step 39 of 40: θ = −0.1")
    frame.get_by_role("slider", name="Step", exact=True).fill("3")
    expect(frame.locator("#words")).to_contain_text("Step 3 of 40")


def test_with_motion_play_runs_to_the_end(framed: Framed) -> None:
    frame = figure_in(framed("/embed?steps=6", reduced_motion="no-preference"))
    frame.get_by_role("slider", name="Step", exact=True).fill("0")
    frame.get_by_role("button", name="Play").click()
    expect(frame.get_by_role("button", name="Pause")).to_be_visible()
    expect(frame.locator("output.count")).to_have_text("6 / 6")
    expect(frame.get_by_role("button", name="Play")).to_be_visible()


def test_the_frame_is_as_high_as_the_figure(framed: Framed) -> None:
    page = framed(f"/embed?{LINK}")
    frame = figure_in(page)
    expect(frame.locator(".colophon")).to_be_visible()
    sizes = "[document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]"
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    inside, room, wide, width = page.frames[1].evaluate(sizes)
    assert (inside, wide) == (room, width)
    before = height(page)
    page.locator("iframe").evaluate("frame => { frame.width = 340; }")
    page.wait_for_function(f"document.querySelector('iframe').clientHeight !== {before}")
    inside, room, wide, width = page.frames[1].evaluate(sizes)
    assert (inside, wide) == (room, width)


def test_only_a_number_is_told_and_only_of_this_kind(framed: Framed, tmp_path: Path) -> None:
    page = framed(f"/embed?{LINK}")
    page.evaluate("window.heard = []; addEventListener('message', ({ data }) => heard.push(data))")
    figure_in(page)
    page.locator("iframe").evaluate("frame => { frame.width = 380; }")
    page.wait_for_function("heard.length > 0")
    assert all(set(each) == {"type", "height"} for each in page.evaluate("heard"))
    assert {each["type"] for each in page.evaluate("heard")} == {"losscope:height"}
    before = height(page)
    page.evaluate("postMessage({ type: 'losscope:height', height: 5000 }, '*')")
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert height(page) == before, "the guide's script listens to the figure alone"


def test_what_is_hidden_is_not_there(framed: Framed) -> None:
    frame = figure_in(framed(f"/embed?{LINK}&hide=title,key,player,words,findings"))
    for part in ("h1", "#key", ".player", "#words", "#verdicts", "#controls", ".histories"):
        expect(frame.locator(part)).not_to_be_visible()
    expect(frame.locator(".main-svg").first).to_be_visible()
    expect(frame.get_by_role("link", name="Open in Losscope")).to_be_visible()


def test_a_slider_moves_the_descent_and_the_link(framed: Framed) -> None:
    frame = figure_in(framed(f"/embed?{LINK}&show=controls,history"))
    box = frame.locator("#run-1-step-size-constant")
    expect(frame.locator(".histories .main-svg").first).to_be_visible()
    expect(frame.locator("#verdicts")).to_contain_text("amplitude 0.15")
    box.fill("0.5")
    expect(frame.locator("#verdicts")).to_contain_text("Reaches the minimum")
    lab = frame.get_by_role("link", name="Open in Losscope")
    assert "run.1.step.size=0.5&" in str(lab.get_attribute("href"))
    assert "show=" not in str(lab.get_attribute("href"))
    box.fill("-1")
    expect(frame.locator("#error-summary")).to_contain_text("run.1.step.size")
    frame.get_by_role("button", name="Put the start back").click()
    expect(frame.locator("#error-summary")).not_to_be_visible()
    expect(box).to_have_value("0.3")
    expect(frame.locator("#verdicts")).to_contain_text("amplitude 0.15")


def test_start_and_slider_go_together(framed: Framed) -> None:
    frame = figure_in(framed(f"/embed?{LINK}&show=controls"))
    frame.locator("#run-1-step-size-constant").fill("0.2")
    lab = frame.get_by_role("link", name="Open in Losscope")
    expect(lab).to_have_attribute("href", re.compile(r"size=0\.2&"))
    frame.locator(".start").press("Shift+ArrowRight")
    expect(lab).to_have_attribute("href", re.compile(r"start=-0\.9&.*size=0\.2&"))
    frame.locator("#run-1-step-size-constant").fill("0.25")
    expect(lab).to_have_attribute("href", re.compile(r"start=-0\.9&.*size=0\.25&"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_link_fixes_the_colours_and_else_the_system_does(framed: Framed, scheme: str) -> None:
    other = "light" if scheme == "dark" else "dark"
    background = "getComputedStyle(document.body).backgroundColor"
    system = framed(f"/embed?{LINK}", color_scheme=scheme)
    figure_in(system)
    fixed = framed(f"/embed?{LINK}&scheme={scheme}", color_scheme=other)
    figure_in(fixed)
    assert system.frames[1].evaluate(background) == fixed.frames[1].evaluate(background)


def test_what_is_wrong_is_said_in_the_frame(framed: Framed) -> None:
    page = framed("/embed?loss=foo&hide=everything")
    frame = page.frame_locator("iframe")
    expect(frame.locator("li")).to_have_count(2)
    expect(frame.locator("li").first).to_contain_text("hide: unknown part 'everything'; allowed: title, key")
    page.wait_for_function("document.querySelector('iframe').clientHeight !== 150")


def test_nothing_large_is_fetched_before_it_is_seen(framed: Framed, site: str) -> None:
    page = framed("/embed?steps=5", more=' style="margin-top: 6000px"')
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.locator("p").scroll_into_view_if_needed()
    figure_in(page)
    assert any("plotly-2d" in each for each in asked)
    assert not any("plotly-3d" in each or "/api/" in each for each in asked), "the answer is in the page"


def test_it_is_accessible(visit: Visit) -> None:
    page = visit(f"/embed?{LINK}&show=controls,history", ready="#embed.is-live")
    page.evaluate(AXE.read_text("utf-8"))
    faults = page.evaluate(
        "axe.run({ preload: false }).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"
    )
    assert faults == []


def test_the_keys_play_when_it_stands_alone(visit: Visit) -> None:
    page = visit(f"/embed?{LINK}", ready="#embed.is-live")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("output.count")).to_have_text("39 / 40")


def test_a_page_on_a_disk_may_frame_it_too(framed: Framed, tmp_path: Path) -> None:
    figure_in(framed(f"/embed?{LINK}", address=f"file://{tmp_path}"))
