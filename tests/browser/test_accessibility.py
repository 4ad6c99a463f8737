"""No page has a fault that axe-core finds, in light or dark, wide or narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.acting import Visit

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
FAULTS = """axe.run({ preload: false }).then(({violations}) =>
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
    "/lab?objective=function&f=abs(x*a-y)&data=1:2,2:5,4:7": "#history-plot .main-svg",
    "/lab?objective=function&f=a-log(a)%2Babs(b)": "#history-plot .main-svg",
    "/lab?objective=function&f=abs(x*a%20y)": "#f-caret mark",
    "/lab/apply?was=function.abs(x*a-y)&objective=function&f=abs(a)&data=1:2,2:5": "#carried",
    "/formulas": "h1",
}
PASTED = {"a table": "x;y\n1 234,5;2\nfoo;3\n2;n/a\n7;8", "nothing": "foo\nbar"}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", READY)
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 390
    page = visit(path, ready=READY[path], color_scheme=scheme, viewport={"width": width, "height": 800})
    assert faults(page) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_axe_finds_nothing_where_data_are_read(visit: Visit, text: str, scheme: str) -> None:
    page = visit("/lab/data", ready="#paste", color_scheme=scheme, viewport={"width": 390, "height": 844})
    page.locator("#paste-text").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.locator("#read").wait_for()
    assert faults(page) == []
    page.goto("/lab?objective=line")
    page.locator(".lab-head [data-opens='data-import']").click()
    page.locator("#import-text").fill(text)
    page.locator("#import-said").filter(has_text="row").wait_for()
    assert faults(page) == []


def faults(page: Page) -> list[list[str]]:
    """What axe-core has against a page, with all that can be opened open."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.evaluate(AXE.read_text())
    return list(page.evaluate(FAULTS))
