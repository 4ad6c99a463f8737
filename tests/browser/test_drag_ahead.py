"""A slider that is held fetches its positions in one request, and is then drawn without the network."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.acting import SIZE, Visit

pytestmark = pytest.mark.browser

LINES = "/lab?objective=line&start=0,0&steps=40&run.1=subgradient&run.1.step.size=0.05&run.2=adam"
CURVE = "/lab?objective=location&data=0,1,2,10,50&loss=huber&loss.delta=1&start=20&steps=30"
HASTE = {"offline": False, "latency": 165, "downloadThroughput": 1_000_000, "uploadThroughput": 1_000_000}
NOTHING = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
DRAWN = """() => [...document.querySelectorAll('#figure canvas.overlay')].map((canvas) => canvas.toDataURL()).join()"""
BOXES = {LINES: SIZE, CURVE: "#loss-delta-huber"}


class Held:
    """A slider that is held by the mouse, over a slow network."""

    def __init__(self, page: Page, box: str) -> None:
        self.page, self.box = page, page.locator(box)
        self.slider: Locator = self.box.locator("xpath=preceding-sibling::input[@type='range']")
        self.slider.scroll_into_view_if_needed()
        self.network: Any = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        self.over(HASTE)
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url) if "/api/" in request.url else None)
        place = self.slider.bounding_box()
        assert place
        share = int(self.slider.input_value()) / 400
        self.x, self.y = place["x"] + 8 + (place["width"] - 16) * share, place["y"] + place["height"] / 2
        self.page.mouse.move(self.x, self.y)

    def over(self, conditions: dict[str, Any]) -> None:
        self.network.send("Network.emulateNetworkConditions", conditions)

    def take(self) -> Response:
        """Hold it until the batch of its positions has come."""
        with self.page.expect_response(re.compile("/api/v1/sweep")) as sweep:
            self.page.mouse.down()
        sweep.value.finished()
        return sweep.value

    def move(self, by: int) -> str:
        """Where the box says that it is then."""
        self.page.mouse.move(self.x + by, self.y)
        return self.box.input_value()


@pytest.mark.parametrize("path", [LINES, CURVE])
def test_after_the_batch_every_position_is_drawn_without_the_network(visit: Visit, path: str) -> None:
    page = visit(path)
    expect(page.locator("#words")).to_contain_text("Step" if path == CURVE else "Run 1")
    held = Held(page, BOXES[path])
    assert held.take().status == 200
    before = len(held.asked)
    held.over(NOTHING)
    seen = {}
    for by in [-24, -12, -5, -2, 0, 3, 6, 14, 20]:
        value = held.move(by)
        expect(page.locator(".lab")).to_have_class(re.compile("is-behind"))
        seen[value] = (page.locator("#words").inner_text(), page.evaluate(DRAWN))
        assert path == CURVE or f"constant step {value}" in page.locator(".card.run-1 header").inner_text()
    assert len(held.asked) == before
    assert len(seen) >= 6
    assert len({drawn for _, drawn in seen.values()}) >= 5, "another position is another picture"
    held.over(HASTE)
    page.mouse.up()
    expect(page.locator(".lab")).not_to_have_class(re.compile("is-behind"))
    assert [url for url in held.asked[before:] if "sweep" in url] == []


def test_what_is_drawn_ahead_is_what_the_whole_answer_says(visit: Visit) -> None:
    page = visit(LINES)
    held = Held(page, SIZE)
    held.take()
    value = held.move(9)
    expect(page.locator(".lab")).to_have_class(re.compile("is-behind"))
    told = page.locator("#words").inner_text()
    with page.expect_response(re.compile(r"/api/v1/descent.*run\.1\.step\.size=" + re.escape(value) + "&")):
        page.mouse.up()
    expect(page.locator(".lab")).not_to_have_class(re.compile("is-behind"))
    expect(page.locator("#words")).to_have_text(told)
    expect(page.locator(".card.run-1 header")).to_contain_text(f"constant step {value}")
    expect(page).to_have_url(re.compile(rf"run\.1\.step\.size={re.escape(value)}(&|$)"))


def test_a_batch_that_does_not_come_leaves_each_position_to_its_own_request(visit: Visit) -> None:
    page = visit(LINES)
    page.route("**/api/v1/sweep*", lambda route: route.fulfill(status=422, body="{}"))
    held = Held(page, SIZE)
    assert held.take().status == 422
    value = held.move(9)
    expect(page.locator(".card.run-1 header")).to_contain_text(f"constant step {value}")
    page.mouse.up()
    expect(page.locator(".lab")).not_to_have_class(re.compile("is-behind"))
