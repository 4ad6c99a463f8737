"""No page has a fault that axe-core finds, in light or dark, wide or narrow."""

from pathlib import Path

import pytest

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
FAULTS = """axe.run().then(({violations}) =>
  violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html.slice(0, 120))]))"""
READY = {
    "/": ".hero-plot svg",
    "/reference": ".reference h1",
    "/docs": ".docs h1",
    "/learn/frameworks?outside=1": "#answers",
    "/learn/frameworks?framework=torch": "#framework-flaw",
    "/learn/frameworks/max-0-x-at-0": "#pytorch",
    "/nothing": "h1",
    "/lab/data": ".import-page h1",
    "/lab": "#history-plot .main-svg",
    "/lab?objective=line&run.1=subgradient&run.2=adam": "#history-plot .main-svg",
    "/lab?objective=scale&convention=naive&data=1:2,2:4,3:6&start=0&run.1.step.size=0.25": "#history-plot .main-svg",
    "/lab?run.1=subgradient&run.1.step.size=-1": "#error-summary",
}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", READY)
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 390
    page = visit(path, ready=READY[path], color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.evaluate(AXE.read_text())
    assert page.evaluate(FAULTS) == []
