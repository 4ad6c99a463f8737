"""What a visitor does, and how one sees what came of it."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
SIZE = "#run-1-step-size-constant"
"""The box of the first run's step size."""


def link(page: Page) -> dict[str, str]:
    """What the address bar says now."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def expect_link(page: Page, **keys: str | None) -> None:
    """The address bar follows within a moment."""
    for key, value in keys.items():
        pattern = f"[?&]{re.escape(key.replace('__', '.'))}=" + ("" if value is None else f"{re.escape(value)}(&|$)")
        if value is None:
            expect(page).not_to_have_url(re.compile(pattern))
        else:
            expect(page).to_have_url(re.compile(pattern))


def slider(page: Page, box: str) -> dict[str, float]:
    """Where the slider beside a number box is."""
    place = page.locator(box).locator("xpath=preceding-sibling::input[@type='range']").bounding_box()
    assert place
    return {"x": place["x"] + place["width"] / 2, "y": place["y"] + place["height"] / 2, "width": place["width"]}


def drag_to(page: Page, x: float, y: float, by: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x + by * step / 10, y)
    page.mouse.up()


def window(page: Page) -> list[float]:
    return list(page.evaluate("[...document.getElementById('plot')._fullLayout.xaxis.range]"))
