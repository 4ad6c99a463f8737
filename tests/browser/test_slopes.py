"""The subgradients at the step that is shown: they follow the player, and nothing else asks for them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.scenarios.loader import scenarios
from tests.browser.acting import SIZE, Visit

pytestmark = pytest.mark.browser

KINK = "/lab?start=-1&steps=12&run.1.step.size=0.5"
"""Iterate 2 is exactly on the kink of |θ|, and all that follow."""
TENTHS = "/lab?objective=location&data=0.1,0.7,0.9&start=0.7&steps=6&run.1.step.size=0.1&run.4=adam"
"""The start is on a kink that no float32 hits."""
LONG = "objective=line&data=0:0,1:1,2:3,3:5,4:2,5:3,6:16&start=0,0&steps=1000&run.1.step=inverse_sqrt&run.2=admm"
"""Plays for ten seconds at the least; the subgradients change on the way."""
QUERIES = {each.slug: each.query for each in scenarios()}


def asked(page: Page) -> list[str]:
    """Steps that are asked for from now on."""
    steps: list[str] = []

    def note(url: str) -> None:
        if urlsplit(url).path.endswith("/subdifferential"):
            steps.append(parse_qs(urlsplit(url).query)["step"][0])

    page.on("request", lambda request: note(request.url))
    return steps


def drawn(page: Page, trace: str) -> dict[str, list[float]]:
    """Where a trace of the figure has its points now."""
    traces = page.evaluate("document.getElementById('slopes-plot').data")
    found = next(each for each in traces if each["name"] == trace)
    return {"x": found["x"], "y": found["y"]}


def fan(page: Page) -> int:
    """Pixels of the moving layer that are shaded, below the axis of the objective."""
    return int(
        page.evaluate(
            """() => {
              const canvas = document.querySelectorAll('.figure canvas.overlay')[1];
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, i) => i % 4 === 3 && value > 0 && value < 90).length;
            }"""
        )
    )


def test_a_step_that_is_on_the_kink_has_the_interval(visit: Visit) -> None:
    page = visit(f"{KINK}&frame=1")
    words = page.locator("#slopes-words")
    expect(words).to_have_text("At step 1, θ = −0.5, the only subgradient is −1; the convention “zero” reports −1.")
    plain = fan(page)
    page.locator("[data-act=forward]").click()
    expect(words).to_have_text(
        "At step 2, θ = 0, the slopes from −1 to 1 are subgradients; 0 is among them, so this is a minimiser; "
        "the convention “zero” reports 0."
    )
    expect(page.locator("#slopes-plot")).to_contain_text("0 is inside")
    assert drawn(page, "subdifferential")["x"] == [-1, 1]
    assert drawn(page, "reported")["x"] == [0]
    assert fan(page) > 10 * plain
    page.locator("[data-act=back]").click()
    expect(page.locator("#slopes-plot")).to_contain_text("0 is outside, 1 away")
    expect(words).to_contain_text("At step 1,")


def test_it_is_the_exact_iterate_that_is_asked_about(visit: Visit) -> None:
    page = visit(f"{TENTHS}&frame=1")
    page.locator("[data-act=back]").click()
    expect(page.locator("#slopes-words")).to_contain_text("from −0.333333 to 0.333333 are subgradients")


def test_the_best_line_is_a_corner_with_0_inside(visit: Visit) -> None:
    page = visit(f"/lab?{QUERIES['optimum_is_left']}&frame=1")
    page.locator("[data-act=back]").click()
    expect(page.locator("#slopes-words")).to_have_text(
        "At step 0, (w, b) = (1.5, 0), the subgradients fill a polygon with 4 corners; 0 is among them, "
        "so this is a minimiser; the convention “zero” reports (1, 1)."
    )
    expect(page.locator("#slopes-plot")).to_contain_text("0 is inside")
    polygon = drawn(page, "subdifferential")
    assert sorted(set(zip(polygon["x"], polygon["y"], strict=True))) == [(-1, -1), (-1, 1), (3, 1), (3, 3)]
    assert drawn(page, "reported") == {"x": [1], "y": [1]}


def test_a_step_is_asked_for_once_and_the_first_not_at_all(visit: Visit) -> None:
    page = visit(f"{KINK}&frame=5")
    steps = asked(page)
    for step in (6, 7, 6, 5):
        page.locator("#scrub").fill(str(step))
        expect(page.locator("#slopes-words")).to_contain_text(f"At step {step},")
    assert steps == ["6", "7"]


def test_another_run_is_chosen(visit: Visit) -> None:
    page = visit(f"{TENTHS}&frame=6")
    page.locator("#slopes-run").select_option("4")
    expect(page.locator("#words")).to_contain_text("Run 4, step 6")
    expect(page.locator("#slopes")).to_have_class(re.compile("run-4"))
    expect(page.get_by_role("button", name="Run 4 in words")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Run 1 in words").click()
    expect(page.locator("#slopes-run")).to_have_value("1")
    expect(page.locator("#slopes")).to_have_class(re.compile("run-1"))


def test_another_experiment_is_asked_about_when_it_rests(visit: Visit) -> None:
    page = visit(KINK)
    steps = asked(page)
    for size in ("0.4", "0.41", "0.42", "0.25"):
        page.locator(SIZE).fill(size)
    expect(page.locator("#slopes-words")).to_contain_text("At step 12, θ = 0, the slopes")
    page.locator(SIZE).fill("0.35")
    expect(page.locator("#slopes-words")).to_contain_text("At step 12, θ = −0.3, the only subgradient is −1")
    assert set(steps) == {"12"}


def test_while_it_plays_the_sentence_is_not_read_out_and_the_last_step_is_shown(visit: Visit) -> None:
    page = visit(f"{KINK}&frame=0", reduced_motion="no-preference")
    page.locator("#slopes").scroll_into_view_if_needed()
    page.locator("#speed").select_option("0.25")
    page.locator("[data-act=play]").click()
    expect(page.locator("#slopes-words")).to_have_attribute("aria-live", "off")
    expect(page.locator("#slopes-words")).to_contain_text("At step 1,")
    page.locator("#speed").select_option("16")
    expect(page.locator("#count")).to_have_text("12 / 12")
    expect(page.locator("#slopes-words")).to_contain_text("At step 12,")
    expect(page.locator("#slopes-words")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("height", [2400, 600])
def test_while_the_first_run_plays_by_itself_figure_and_sentence_follow_it(visit: Visit, height: int) -> None:
    page = visit(f"/lab?{LONG}", reduced_motion="no-preference", viewport={"width": 1280, "height": height})
    page.locator("#slopes").scroll_into_view_if_needed()
    words = page.locator("#slopes-words")
    expect(words).not_to_contain_text("At step 1000,")
    expect(page.locator("#slopes-plot .main-svg").first).to_be_visible()
    first, seen = words.inner_text(), drawn(page, "subdifferential")
    expect(words).not_to_contain_text(first)
    expect(words).not_to_contain_text("At step 1000,")
    expect(page.locator("#player")).to_have_class(re.compile("is-playing"))
    page.wait_for_function(
        "before => JSON.stringify(document.getElementById('slopes-plot').data[0].y) !== JSON.stringify(before)",
        arg=seen["y"],
    )
    expect(page.locator("#slopes-plot")).to_contain_text(re.compile("0 is (inside|outside)"))
    expect(page.locator("#player")).to_have_class(re.compile("is-playing"))


def test_while_it_plays_one_step_at_a_time_is_asked_for(visit: Visit) -> None:
    page = visit(f"/lab?{LONG}&frame=0", viewport={"width": 1280, "height": 2400}, reduced_motion="no-preference")
    expect(page.locator("#slopes-plot")).to_contain_text(re.compile("0 is (inside|outside)"))
    under_way = [0, 0]

    def note(url: str, change: int) -> None:
        if urlsplit(url).path.endswith("/subdifferential"):
            under_way[0] += change
            under_way[1] = max(under_way)

    page.on("request", lambda request: note(request.url, 1))
    page.on("requestfinished", lambda request: note(request.url, -1))
    page.on("requestfailed", lambda request: note(request.url, -1))
    page.locator("[data-act=play]").click()
    words = page.locator("#slopes-words")
    for _ in range(4):
        expect(words).not_to_have_text(words.inner_text())
    assert under_way[1] == 1


@pytest.mark.parametrize("path", [f"{KINK}&frame=2", f"/lab?{QUERIES['optimum_is_left']}&frame=3", TENTHS])
def test_without_script_the_sentence_is_the_same(visit: Visit, path: str) -> None:
    plain = visit(path, ready=None, java_script_enabled=False)
    words = plain.locator("#slopes-words").inner_text()
    assert words.startswith("At step ")
    expect(plain.locator("#slopes-plot")).to_be_hidden()
    page = visit(path)
    page.locator("[data-act=back]").click()
    expect(page.locator("#slopes-words")).not_to_have_text(words)
    page.locator("[data-act=forward]").click()
    expect(page.locator("#slopes-words")).to_have_text(words)


def test_without_an_answer_it_says_so(visit: Visit) -> None:
    page = visit(f"{KINK}&frame=5")
    expect(page.locator("#slopes-plot")).to_contain_text("0 is inside")
    page.context.set_offline(True)
    page.locator("[data-act=back]").click()
    expect(page.locator("#slopes-words")).to_have_text("The subgradients at this step could not be had.")
    page.context.set_offline(False)
    page.locator("[data-act=forward]").click()
    expect(page.locator("#slopes-words")).to_contain_text("At step 5,")
