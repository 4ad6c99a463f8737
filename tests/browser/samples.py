"""The samples on the figure of the data: where they are, and what the field and the API say of them."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.acting import Visit, link

FIVE = "/lab?objective=location&data=0,1,2,10,50"
RANGE = "[...document.getElementById('data-plot')._fullLayout.xaxis.range]"
TRACE = "(name) => document.getElementById('data-plot').data.find((trace) => trace.name === name)"


def opened(visit: Visit, path: str, **options: object) -> Page:
    """The lab with the figure of its data in view and drawn."""
    page = visit(path, **options)
    page.locator("#data-figure").scroll_into_view_if_needed()
    page.locator("#data-plot .main-svg").first.wait_for()
    page.locator("#data-plot-box").scroll_into_view_if_needed()
    return page


def sample(page: Page, number: int) -> Locator:
    return page.locator(f'.sample[data-sample="{number - 1}"]')


def place(page: Page, number: int) -> tuple[float, float]:
    """The middle of a sample, in pixels of the window, once it rests: what is said above it may take another line."""
    dot, before = sample(page, number).locator(".sample-dot"), None
    while (box := dot.bounding_box()) != before:
        before = box
        page.wait_for_timeout(250)
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ground(page: Page, across: float, up: float) -> tuple[float, float]:
    """A place of the panel, by shares of its size."""
    box = page.locator(".samples-ground").bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * (1 - up)


def rows(page: Page) -> list[list[float]]:
    """The samples as the field has them."""
    return [[float(cell) for cell in row.split(":")] for row in page.locator("#data").input_value().split(",")]


def pixels(page: Page, by: float) -> float:
    """How much a number of pixels is on the horizontal axis."""
    low, high = page.evaluate(RANGE)
    box = page.locator(".samples-ground").bounding_box()
    assert box
    return float(by * (high - low) / box["width"])


def fits(page: Page, losses: str) -> dict[str, Any]:
    """What the API says of the link in the address bar, by loss."""
    answer = page.request.get("/api/v1/fits", params={**link(page), "losses": losses})
    assert answer.ok, answer.text()
    return {fit["loss"]: fit["points"] for fit in answer.json()["fits"]}


def drawn(page: Page, name: str) -> dict[str, Any]:
    return dict(page.evaluate(TRACE, name))
