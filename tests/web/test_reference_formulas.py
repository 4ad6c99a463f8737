"""The formulas of the reference: they render whole, and those of a loss say what it has."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from latex2mathml.converter import convert

from app.core.catalogue import LOSSES
from app.mathml import INLINE, mathml, prose
from tests.web.test_reference import CALCULUS, ENTRIES

FORMULAS = sorted(
    {latex for _, content in ENTRIES for latex in INLINE.findall(content["description"])}
    | {getattr(loss, name) for loss in LOSSES.values() for name in CALCULUS} - {""}
)


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_loses_nothing_where_it_is_cut(latex):
    said = "".join(ET.fromstring(re.sub(' xmlns="[^"]*"', "", convert(latex))).itertext())
    pieces = mathml(latex).split("<wbr>")
    assert "".join("".join(ET.fromstring(piece).itertext()) for piece in pieces) == said


@pytest.mark.parametrize("latex", [r"\unknown x", r"\frac{1", r"x_", r"a & b", r"\sqrt", r"\left( x"])
def test_a_formula_that_does_not_render_is_an_error(latex):
    with pytest.raises(ValueError, match="invalid formula"):
        mathml(latex)


def test_prose_is_text_and_never_markup():
    assert prose("a < b & `c > 1`") == "a &lt; b &amp; <code>c &gt; 1</code>"


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_has_a_formula_of_what_it_gives_in_closed_form_and_of_no_more(kind):
    loss, at = LOSSES[kind](), np.zeros(1)
    assert loss.derivative
    assert bool(loss.prox_formula) == (loss.prox(at, 1.0) is not None)
    assert bool(loss.conjugate_formula) == (loss.conjugate(at) is not None)


def letters(latex: str) -> set[str]:
    """What a formula speaks of, apart from names such as log and max."""
    markup = ET.fromstring(f"<p>{mathml(latex).replace('<wbr>', '')}</p>") if latex else ET.Element("p")
    return {each.text for each in markup.iter("mi") if len(each.text) == 1}


@pytest.mark.parametrize("kind", LOSSES)
def test_the_formulas_of_a_loss_speak_of_its_argument_and_its_parameters_alone(kind):
    loss = LOSSES[kind]
    symbols = {field.get("symbol") for field in loss.parameters_schema()["properties"].values()}
    assert letters(loss.derivative) <= symbols | {"m" if loss.margin else "r", "e"}
    assert letters(loss.prox_formula) <= symbols | set("vλρwdeWπφ")
    assert letters(loss.conjugate_formula) <= symbols | set("s∞")
