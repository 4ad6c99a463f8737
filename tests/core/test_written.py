"""Laws of written functions: their slopes are exact, against fractions and complex steps; a text has no power."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.expression import parameters
from app.core.function_problem import FunctionProblem
from app.core.kinked import Absolute
from app.core.lexer import FormulaError
from app.core.parser import parse
from app.core.syntax import Binary, Name, nodes, printed
from app.core.tape import Tape
from app.core.written import MOST_OPERATIONS, Written, read
from tests.core.formulas import complex_value, exact, naming, piecewise_linear, smooth

A, B = st.just(Name("a")), st.just(Name("b"))
whole = st.integers(-4, 4)
AHEAD = Fraction(1, 2**40)
"""A step along a ray within which nothing switches a second time."""


def written(tree):
    """The function of a tree, if it is one."""
    try:
        return Written(text=printed(tree))
    except ValidationError:
        assume(False)


def rational_slope(tree, at, way):
    """The one-sided derivative by rational differences; infinite at a jump."""
    here, near, far = (exact(tree, {name: at[name] + t * way[name] for name in at}) for t in (0, AHEAD / 2, AHEAD))
    slope = (far - near) / (AHEAD / 2)
    jump = near - slope * AHEAD / 2 - here
    return math.copysign(math.inf, jump) if jump else float(slope)


@given(piecewise_linear(A).map(lambda tree: naming(tree, "a")), whole, st.sampled_from((-1, 1)))
def test_slopes_of_piecewise_linear_formulas_are_rational_differences(tree, at, way):
    problem = FunctionProblem(written(tree))
    slope = problem.directional(np.array([float(at)]), np.array([float(way)])).item()
    assert slope == rational_slope(tree, {"a": Fraction(at)}, {"a": way})


@given(piecewise_linear(A | B).map(lambda tree: naming(tree, "ab")), st.tuples(whole, whole), st.tuples(whole, whole))
def test_so_are_those_along_any_direction_of_the_plane(tree, at, way):
    function = written(tree)
    assume(any(way))
    slope = FunctionProblem(function).directional(np.array(at, float), np.array(way, float)).item()
    assert slope == rational_slope(
        tree, dict(zip("ab", map(Fraction, at), strict=True)), dict(zip("ab", way, strict=True))
    )


@given(piecewise_linear(A | B).map(lambda tree: naming(tree, "ab")), st.tuples(whole, whole))
def test_values_are_those_of_the_fractions(tree, at):
    function = written(tree)
    point = np.array(at[: len(function.names)], float)
    assert FunctionProblem(function).value(point) == float(exact(tree, dict(zip("ab", map(Fraction, at), strict=True))))


@given(smooth(A).map(lambda tree: Binary("+", tree, Name("a"))), st.sampled_from((0.25, 0.7, 1.5, 3.0, -0.6)))
def test_slopes_of_smooth_formulas_are_complex_steps(tree, at):
    problem = FunctionProblem(written(tree))
    with np.errstate(all="ignore"):
        complex_step = complex_value(tree, {"a": np.complex128(at + 1e-200j)})
        around = [abs(complex_value(node, {"a": np.complex128(at)})) for node in nodes(tree)]
    value = problem.value(np.array([at]))
    assume(np.isfinite(value) and np.isfinite(complex_step) and min(around) > 1e-6 and max(around) < 1e4)
    assert value == pytest.approx(complex_step.real, rel=1e-9, abs=1e-9)
    left, right = (side.item() for side in problem.one_sided(np.array([at])))
    assert left == pytest.approx(complex_step.imag / 1e-200, rel=1e-6, abs=1e-6)
    assert left == pytest.approx(right, rel=1e-9, abs=1e-9)


def test_a_function_names_its_parameters_and_data():
    assert Written(text="abs(a)").names == ("a",)
    assert Written(text="b").names == ("a", "b")
    assert Written(text="y*a - x").columns == ("x", "y")
    assert Written(text="(a - y)^2").columns == ("y",)
    assert Written(text=" abs(a) \n").text == "abs(a)"
    assert Written(text="b").start == (1.0, 1.0)


def test_equal_parts_stay_apart():
    tape = Tape(Written(text="abs(a) - abs(a)").body(*parameters(1)))
    assert sum(isinstance(operation.primitive, Absolute) for operation in tape.operations) == 2


def test_what_does_not_vary_is_one_number():
    assert len(Tape(Written(text="2^0.5*pi*sin(1)*a").body(*parameters(1))).operations) == 3


VALUES = {
    "a^-1": -0.5, "(-a)^3": 8.0, "a^2": 4.0, "abs(a)^2": 4.0, "abs(a)^0.5": 2**0.5, "2^a": 0.25, "abs(a)^a": 0.25,
    "relu(a)": 0.0, "sign(a)": -1.0, "clip(a, -1, 1)": -1.0, "max(a, 1, 3)": 3.0, "min(a, 1, -3)": -3.0,
    "where(a < 0, 5, 6) + 0*a": 5.0, "norm(a, 1, 2)": 3.0, "e^a": math.exp(-2), "cos(pi*a)": 1.0, "-a^2": -4.0,
    "huber(a)": 1.5, "huber(a, 3)": 2.0, "quantile(a, 1/4)": 1.5, "squared(a)": 2.0, "tanh(a)": math.tanh(-2),
    "a - -1": -1.0, "10/4*a": -5.0,
}  # fmt: skip
"""Formulas, and what they are at a = −2."""


@pytest.mark.parametrize("text", VALUES)
def test_formulas_mean_what_they_say(text):
    assert FunctionProblem(Written(text=text)).value(np.array([-2.0])) == pytest.approx(VALUES[text], rel=1e-15)


WRONG = {
    "5": (0, "no parameter is named; a or b has to be"), "x + y": (0, "no parameter is named"),
    "a^65": (2, "the exponent 65 is out of range; -64 to 64 is allowed"), "a^9^9": (2, "the exponent"),
    "10^9^9*a": (3, "the exponent"), "a^(1e3)": (3, "the exponent 1000"), "(-2)^a": (1, "only a base above 0"),
    "0^a": (0, "only a base above 0"), "a + 1/0": (4, "the value inf is out of range"),
    "log(-1)*a": (0, "the value nan is out of range"), "a*(1e12*1e12)": (3, "the value 1e+24 is out of range"),
    "huber(a, 0)": (9, "delta of huber"), "huber(a, a)": (9, "delta of huber has to be a number"),
    "quantile(a, 2)": (12, "tau of quantile"), "a + exp(1000)": (4, "the value inf"),
}  # fmt: skip
"""Formulas that read, mean nothing, and where."""


@pytest.mark.parametrize("text", WRONG)
def test_what_means_nothing_is_named_with_its_place(text):
    position, words = WRONG[text]
    with pytest.raises(FormulaError) as caught:
        read(text)
    assert caught.value.position == position
    assert words in str(caught.value)


def test_no_formula_has_too_many_operations():
    text = f"max({','.join(['a^b'] * 120)})"
    with pytest.raises(FormulaError, match=f"operations are too many; {MOST_OPERATIONS} are allowed"):
        read(text)
    assert parse(text)


def test_a_long_formula_has_a_short_title():
    assert Written(text="abs(a)").heading == "abs(a)"
    assert len(Written(text="+".join(["abs(a)"] * 40)).heading) == 60
