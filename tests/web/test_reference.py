"""The reference: every entry of every registry with its formula, its parameters, its source, and a link to it."""

import inspect
import re
from html import unescape

import pytest

from app.content.catalogue import PROPERTIES, REGISTRIES, catalogue_content
from app.core.catalogue import LOSSES, OBJECTIVES, SOLVERS
from app.core.finding import spell
from app.core.minimise import minimise
from app.datasets.loader import datasets
from app.mathml import mathml
from app.pages.examples import KEYS, example
from app.pages.properties import SAYINGS
from app.pages.reference import DRAWN
from app.query import encode, link

ENTRIES = [(registry, content) for registry, contents in catalogue_content().items() for content in contents]
EVERY_ENTRY = pytest.mark.parametrize(
    ("registry", "content"), ENTRIES, ids=[f"{registry}-{content['kind']}" for registry, content in ENTRIES]
)
CALCULUS = {"derivative": "Derivative", "prox_formula": "Prox", "conjugate_formula": "Conjugate"}
"""Properties of losses that are formulas, and their names on the page."""


def anchor(registry: str, kind: str) -> str:
    return f"{registry}-{kind}".replace("_", "-")


HAS_FUNCTIONS = "function" in OBJECTIVES
NEEDS = {
    ("solver", "known"): HAS_FUNCTIONS,
    ("solver", "global_search"): not all(loss().convex for loss in LOSSES.values()),
}
"""Solvers that are asked only where there is what they are for."""


def is_reached(registry: str, kind: str) -> bool:
    """Whether a link can show it: named functions need an objective that chooses them."""
    return NEEDS.get((registry, kind), HAS_FUNCTIONS or registry != "function")


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("∞", "inf"))


def spelled(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


@pytest.fixture(scope="module")
def text(client) -> str:
    response = client.get("/reference")
    assert response.status_code == 200
    return response.text


@pytest.fixture
def article(text, registry, content) -> str:
    """The part of the page that is about an entry."""
    return re.search(rf'<article class="entry" id="{anchor(registry, content["kind"])}".*?</article>', text, re.S)[0]


@EVERY_ENTRY
def test_an_entry_has_its_title_its_formula_and_its_source(article, registry, content):
    assert f">{content['title']}</h3>" in unescape(article)
    assert "<math>" in re.search(r'<p class="formula">.*?</p>', article, re.S)[0]
    if content["source"]:
        assert f'<dd class="source">{content["source"]}</dd>' in unescape(article)


@EVERY_ENTRY
def test_an_entry_has_every_parameter_with_its_bounds_and_default(article, registry, content):
    table = article.replace("<wbr>", "")
    rows = {key: row for row, key in re.findall(r'(<tr><th scope="row">.*?<code>(.*?)</code>.*?</tr>)', table, re.S)}
    schema = content["parameters"]["properties"]
    assert set(rows) == {f"{KEYS[registry]}.{name}" for name in schema}
    for name, field in schema.items():
        row = unescape(rows[f"{KEYS[registry]}.{name}"])
        assert field.get("symbol", "") in row
        assert f"<code>{spelled(field['default'])}</code>" in row
        for bound in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
            assert bound not in field or f" {spelled(field[bound])}</code>" in row


@EVERY_ENTRY
def test_an_entry_opens_in_the_lab(article, registry, content, client):
    if not is_reached(registry, content["kind"]):
        pytest.skip("no link chooses it yet")
    (address,) = re.findall(r'<a class="button quiet small" href="(.*?)"', article)
    assert client.get(unescape(address)).status_code == 200
    key = {"function": "f", "method": "run.1", "step_rule": "run.1.step"}.get(registry, registry)
    if registry in KEYS:
        assert f"{key}={content['kind']}" in re.split("[?&]", unescape(address))


@EVERY_ENTRY
def test_an_entry_has_a_figure_without_any_script(article, registry, content):
    is_drawn = registry in DRAWN and is_reached(registry, content["kind"])
    assert ('<svg class="plane" role="img"' in article) == is_drawn
    assert ("<figure" in article) == is_drawn
    assert 'd="M' in article or not is_drawn


def test_the_page_has_these_entries_and_no_other(text):
    found = re.findall(r'<article class="entry" id="(.*?)"', text)
    sets = [anchor("data-set", each.slug) for each in datasets()]
    assert found == [anchor(registry, content["kind"]) for registry, content in ENTRIES] + sets
    sections = [anchor(name, "").rstrip("-") for name in (*REGISTRIES, "data_set")]
    assert re.findall(r'class="registry" id="(.*?)"', text) == sections


def test_no_latex_is_left(text):
    assert not re.search(r"\\[(a-zA-Z]", re.sub(r'href=".*?"', "", text))


@pytest.mark.parametrize("kind", REGISTRIES["finding"])
def test_the_example_of_a_finding_shows_it(kind, client):
    runs = client.get(f"/api/v1/descent?{link_of('finding', kind)}").json()["runs"]
    assert kind in {finding["kind"] for run in runs for finding in run["findings"]}


@pytest.mark.parametrize("kind", REGISTRIES["theory"])
def test_the_example_of_a_theory_obeys_it(kind, client):
    runs = client.get(f"/api/v1/descent?{link_of('theory', kind)}").json()["runs"]
    assert kind in {theory["kind"] for run in runs for theory in run["theory"] if theory["applies"]}


@pytest.mark.parametrize("kind", [kind for kind in SOLVERS if is_reached("solver", kind)])
def test_the_example_of_a_solver_asks_it(kind, monkeypatch):
    monkeypatch.setattr(SOLVERS[kind], "solve", lambda self, problem: self.kind)
    assert inspect.unwrap(minimise)(example("solver", kind).problem) == kind


def link_of(registry: str, kind: str) -> str:
    return link(encode(example(registry, kind)))


def test_every_property_has_its_words():
    assert set(PROPERTIES) <= set(SAYINGS)


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_tells_its_kinks_with_their_slopes(kind, text):
    article = re.search(rf'id="{anchor("loss", kind)}".*?</article>', text, re.S)[0]
    told = unescape(re.search(r"<dt>Kinks</dt><dd>(.*?)</dd>", article)[1])
    kinks = LOSSES[kind]().kinks()
    assert told.count("slopes from") == len(kinks)
    assert all(f"= {spell(at)}, slopes from" in told for at in kinks)
    for lower, upper in re.findall(r"slopes from (\S+) to ([^\s,;]+)", told):
        assert number(lower) < number(upper)


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_shows_its_derivative_its_prox_and_its_conjugate(kind, text):
    article = re.search(rf'id="{anchor("loss", kind)}".*?</article>', text, re.S)[0]
    for name, title in CALCULUS.items():
        formula = getattr(LOSSES[kind], name)
        shown = re.search(rf"<dt>{title}</dt><dd>(.*?)</dd>", article)
        assert bool(shown) == bool(formula)
        assert not shown or shown[1].endswith(mathml(f"={formula}").partition("<wbr>")[2])


def test_formulas_in_the_lab_lead_to_entries_that_are_there(client, text):
    pages = client.get("/lab").text + client.get("/lab?objective=function").text
    targets = re.findall(r'href="/reference#(.*?)"', pages)
    assert {anchor("loss", kind) for kind in LOSSES} <= set(targets)
    assert {each.partition("-")[0] for each in targets} >= {"loss", "convention", "method", "step"}
    assert all(f'<article class="entry" id="{each}"' in text for each in targets)


def test_the_page_is_light(client):
    response = client.get("/reference", headers={"Accept-Encoding": "br"})
    assert response.headers["content-encoding"] == "br"
    assert len(response.content) > 3 * int(response.headers["content-length"])
    assert int(response.headers["content-length"]) < 110_000
