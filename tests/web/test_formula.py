"""Functions as mathematics: well-formed for every one, and saying what the function computes."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.content.formula import formula, formula_latex
from app.content.latex import latex
from app.content.transcript import transcript
from app.core.catalogue import FUNCTIONS, LOSSES
from app.core.expression import parameters
from app.core.parser import parse
from app.core.syntax import Binary, Call, Name, Negation, Number, nodes
from app.core.vocabulary import WORDS
from app.core.written import Written
from app.mathml import mathml
from app.pages.formulas import words
from tests.core.expressions import exact as exact_of_expression
from tests.core.expressions import piecewise_linear
from tests.core.formulas import WHOLE, calls, conditional, exact, trees, written_functions
from tests.web.latex_reading import read


def well_formed(markup):
    """The formula as a tree, each part of which is a whole."""
    root = ET.fromstring(f"<p>{markup.replace('<wbr>', '')}</p>")
    assert {node.tag for node in root} == {"math"}
    assert not [node for node in root.iter() if "\\" in (node.text or "")]
    return root


def _rational_step(inner):
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Binary, st.just("^"), inner, st.sampled_from((2.0, 3.0)).map(Number)),
        st.sampled_from(("abs", "relu", "max", "min", "sign", "clip")).flatmap(lambda name: calls(name, inner)),
        conditional(inner),
    )


RATIONAL = st.recursive(st.sampled_from("ab").map(Name) | WHOLE, _rational_step, max_leaves=10)


@given(RATIONAL, st.integers(-3, 3), st.integers(-3, 3))
def test_what_is_shown_is_what_is_written(tree, a, b):
    at = {"a": a, "b": b}
    try:
        value = exact(tree, at)
    except ZeroDivisionError:
        assume(False)
    assert exact(read(latex(tree)), at) == value


@given(trees())
def test_any_formula_is_well_formed(tree):
    shown = latex(tree)
    read(shown)
    well_formed(mathml(shown))


@given(written_functions())
def test_any_function_that_is_written_is_shown(function):
    names = ", ".join(function.names)
    assert formula_latex(function).startswith(f"F({names})=")
    root = well_formed(formula(function))
    assert any(node.text == "∑" for node in root.iter()) == bool(function.columns)


@pytest.mark.parametrize("kind", FUNCTIONS)
def test_every_named_function_is_shown_with_its_numbers(kind):
    function = FUNCTIONS[kind]()
    root = well_formed(formula(function))
    assert set(function.names[0][0]) <= set("".join(root.itertext()))


@given(piecewise_linear(2), st.integers(-3, 3), st.integers(-3, 3))
def test_the_transcript_of_an_expression_says_the_same(expression, a, b):
    tree = transcript(expression, ("a", "b"))
    assume(not any(isinstance(node, Call) and node.name == "norm" for node in nodes(tree)))
    assert exact(tree, {"a": a, "b": b}) == exact_of_expression(expression, [a, b])


def test_every_operation_has_its_way_of_being_written():
    (a,) = parameters(1)
    for name in [*WORDS, *LOSSES]:
        text = {"where": "where(a<1,a,2)", "clip": "clip(a,1,2)", "max": "max(a,1)", "min": "min(a,1)"}.get(
            name, f"{name}(a)"
        )
        written = Written(text=text)
        well_formed(mathml(latex(transcript(written.body(a), ("a",)))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2*a", "2a"), ("-2*a", "-2a"), ("a*2", r"a \cdot 2"), ("a*b", "a b"), ("-a^2", "-a^{2}"),
        ("(-a)^2", r"\left(-a\right)^{2}"), ("a-(b-1)", r"a-\left(b-1\right)"), ("a-b-1", "a-b-1"),
        ("a*(b+1)", r"a \cdot \left(b+1\right)"), ("3*(b+1)", r"3\left(b+1\right)"), ("exp(-a)", "e^{-a}"),
        ("pi*a", r"\pi a"), ("1e-9*a", "10^{-9}a"),
        ("where(a<0,-a,where(a<1,a,b))",
         r"\begin{cases}-a & \text{if }a<0 \\ a & \text{if }a<1 \\ b & \text{otherwise}\end{cases}"),
    ],
)  # fmt: skip
def test_formulas_look_as_one_writes_them(text, shown):
    assert latex(parse(text)) == shown


def test_data_have_an_index_and_are_averaged():
    assert formula_latex(Written(text="abs(a - y) + b")) == (
        r"F(a, b)=\frac{1}{n}\sum_{i=1}^{n}\left(\left|a-y_{i}\right|+b\right)"
    )


@pytest.mark.parametrize("query", ["objective=function&f=ridge", "objective=function&f=abs(a)", "objective=line", ""])
def test_the_answer_carries_the_formula_of_a_function_alone(client, query):
    shown = client.get(f"/api/v1/landscape?{query}").json()["formula"]
    assert (shown is not None) == ("function" in query)


def test_all_that_the_page_of_the_grammar_offers_can_be_opened(client):
    text = client.get("/formulas").text
    for row in words():
        assert client.get("/api/v1/landscape", params={"objective": "function", "f": row.text}).status_code == 200, row
    for name in [*WORDS, *LOSSES]:
        assert f"{name}(" in text


def guide():
    """The rows of the guide's table: a formula, its slopes at 0, and what is reported."""
    text = (Path(__file__).parents[2] / "docs/own-function.md").read_text()
    return re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", text, re.M)


@pytest.mark.parametrize(("text", "slopes", "reported"), guide())
def test_the_guide_tells_what_is_so(client, text, slopes, reported):
    query = {"objective": "function", "f": text, "view": "-1:1"}
    (kink,) = client.get("/api/v1/landscape", params=query).json()["kinks"] or [{"left": 1, "right": 1, "reported": 1}]
    told = [float(each.replace("−", "-")) for each in slopes.split(" and ")]
    assert [told[0], told[-1]] == [kink["left"], kink["right"]]
    assert kink["reported"] == (None if "not a number" in reported else float(reported))


def test_the_guide_shows_an_error_as_it_is(client):
    text = (Path(__file__).parents[2] / "docs/own-function.md").read_text()
    shown = json.loads(re.search(r"```json\n(.*?)\n```", text, re.S)[1])
    body = client.get("/api/v1/landscape", params={"objective": "function", "f": shown["input"]}).json()
    assert body["errors"] == [shown]
