"""No page has a fault that axe-core finds, in light or dark, wide or narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
FAULTS = """axe.run().then(({violations}) =>
  violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html.slice(0, 120))]))"""
PATHS = [
    "/lab",
    "/lab?objective=line&run.1=subgradient&run.2=adam",
    "/lab?objective=scale&convention=naive&data=1:2,2:4,3:6&start=0&run.1=subgradient&run.1.step.size=0.25",
    "/lab?run.1=subgradient&run.1.step.size=-1",
]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(visit: Callable[..., Page], path: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 390
    ready = "#error-summary" if path.endswith("-1") else "#history-plot .main-svg"
    page = visit(path, ready=ready, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.get_by_text("All of it in numbers").click()
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
