"""Germs: one-sided derivatives decided to any order, against rational arithmetic and by hand."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from app.core.expression import (
    applied,
    clip,
    cos,
    exp,
    log,
    maximum,
    minimum,
    norm,
    parameters,
    relu,
    sign,
    sin,
    sqrt,
    tanh,
    where,
)  # fmt: skip
from app.core.germ import jets, one_sided, trace
from app.core.tape import Tape
from tests.core.expressions import exact, exact_slope, piecewise_linear
from tests.core.strategies import losses

whole = st.integers(-3, 3)
(x,) = parameters(1)
ROOT = math.sqrt(2)

NASTY = {
    # expression, where, slope to the left, slope to the right
    "a quotient of the same order": (abs(x) ** 3 / x**2, 0, -1, 1),
    "a root of a square": (sqrt(x**2), 0, -1, 1),
    "kinks that cancel to first order": (abs(sin(x)) - abs(x), 0, 0, 0),
    "a tie broken at second order": (where(x * x < abs(x) ** 3, x, -x), 0, -1, -1),
    "a tie beyond the first order": (where(x > sin(x), x, -x), 0, -1, 1),
    "a tie on one side": (where(x < abs(x), -x, x), 0, -1, 1),
    "a removable kink": (relu(x) - relu(-x), 0, 1, 1),
    "relu of relu": (relu(relu(x)) - relu(x), 0, 0, 0),
    "the larger of two slopes": (maximum(2 * x, 3 * x), 0, 2, 3),
    "the larger of the same": (maximum(x, x), 0, 1, 1),
    "the larger at second order": (maximum(x**2, x), 0, 0, 1),
    "the smaller at second order": (minimum(x**2, x), 0, 1, 0),
    "a sign taken back": (abs(x) * sign(x), 0, 1, 1),
    "x|x|": (x * abs(x), 0, 0, 0),
    "a power above 1": (abs(x) ** 1.5, 0, 0, 0),
    "a cusp": (abs(x) ** 0.5, 0, -math.inf, math.inf),
    "a root of a cube": (sqrt(abs(x) ** 3), 0, 0, 0),
    "powers that make one": (abs(x) ** (1 / 3) * abs(x) ** (2 / 3), 0, -1, 1),
    "a quotient with a hole": (abs(tanh(x) - sin(x)) / abs(x) ** 3, 0, 0, 0),
    "flatter than every power": (exp(-1 / x**2) + x, 0, 1, 1),
    "a root of what is small to second order": (sqrt(1 - cos(x)), 0, -1 / ROOT, 1 / ROOT),
    "half of it": ((1 - cos(x)) / abs(x), 0, -0.5, 0.5),
    "a logarithm": (log(1 + abs(x)), 0, -1, 1),
    "a crossing": (abs(abs(x) - x**2), 1, -1, 1),
    "a jump up": (sign(x), 0, math.inf, math.inf),
    "a step": (where(x >= 0, 1, 0), 0, math.inf, 0),
    "a clip": (clip(x, -1, 1), 1, 1, 0),
    "a norm": (norm(x, 2 * x), 0, -math.sqrt(5), math.sqrt(5)),
    "a rounded root": (abs(x**2 - 2), ROOT, -2 * ROOT, 2 * ROOT),
    "a rounded sum": (abs(0.1 + 0.2 * (x / x) - x), 0.3, -1, 1),
    "a rounded multiple of pi": (abs(sin(math.pi * x)), 1, -math.pi, math.pi),
    "a tie far out": (abs(x / 3 - 1e6 / 3), 1e6, -1 / 3, 1 / 3),
    "a branch that is not taken": (where(x > 0, sqrt(x), x), 0, 1, math.inf),
    "an undefined branch": (where(x >= -1, x, log(x)), 0, 1, 1),
    "a power with a variable exponent": ((1 + abs(x)) ** (2 + x), 0, -2, 2),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_cases(name):
    expression, at, left, right = NASTY[name]
    tape, at = Tape(expression), np.array([float(at)])
    assert -one_sided(tape, at, -np.ones(1)) == pytest.approx(left, abs=1e-12, rel=1e-12)
    assert one_sided(tape, at, np.ones(1)) == pytest.approx(right, abs=1e-12, rel=1e-12)


def test_nothing_is_said_where_the_function_is_undefined():
    assert math.isnan(one_sided(Tape(sqrt(x)), np.zeros(1), -np.ones(1)))
    assert math.isnan(one_sided(Tape(log(x)), np.zeros(1), np.ones(1)))
    assert math.isnan(one_sided(Tape(maximum(x, log(x))), -np.ones(1), np.ones(1)))


def test_neighbours_in_float64_are_not_the_kink():
    tape = Tape(abs(x - 1))
    for away, slope in ((math.nextafter(1, 2), 1), (math.nextafter(1, 0), -1)):
        assert one_sided(tape, np.array([away]), np.ones(1)) == slope


@given(piecewise_linear(2), st.tuples(whole, whole), st.tuples(whole, whole))
def test_piecewise_linear_compositions_are_exact(expression, point, direction):
    slope = one_sided(Tape(expression), np.array(point, float), np.array(direction, float))
    assert Fraction(slope) == exact_slope(expression, list(point), list(direction))


@given(piecewise_linear(2), st.tuples(whole, whole))
def test_the_direction_nowhere_gives_the_value(expression, point):
    along = trace(Tape(expression), np.array(point, float), np.zeros(2))[-1]
    assert Fraction(along.limit) == exact(expression, [Fraction(c) for c in point])


@given(losses(), st.integers(-24, 24).map(lambda i: i / 8), st.sampled_from((-2.0, 1.0)))
def test_a_loss_of_an_expression_has_the_slope_of_the_loss(loss, at, way):
    tape = Tape(applied(loss, x))
    for place in (at, *loss.kinks(), *loss.breaks()):
        left, right = (float(side) for side in loss.slopes(np.array(place)))
        slope = right if way > 0 else left
        if not math.isfinite(slope):
            continue  # a cusp, of which the loss does not say how steep it is
        found = one_sided(tape, np.array([place]), np.array([way]))
        assert found == pytest.approx(way * slope, rel=1e-12, abs=1e-300)
        (limit,) = jets(tape, np.array([place]), np.array([way]))[-1].gradient
        assert limit == pytest.approx(slope, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_is_followed_to_second_order(kind):
    loss, (t,) = LOSSES[kind](), parameters(1)
    at, size = 0.25, 2.0**-12
    along = trace(Tape(applied(loss, t)), np.array([at]), np.ones(1), (math.inf,))[-1]
    taylor = sum(along.term(k).number * size**k for k in range(3))
    assert taylor == pytest.approx(float(loss.value(np.array(at + size))), abs=4 * size**3)


@given(st.floats(-3, 3), st.sampled_from(("exp", "sin", "cos", "tanh", "log", "sqrt", "power", "quotient")))
def test_smooth_functions_are_their_taylor_series(at, name):
    u = x + 4 if name in ("log", "sqrt", "power", "quotient") else x
    made = {"exp": exp, "sin": sin, "cos": cos, "tanh": tanh, "log": log, "sqrt": sqrt,
            "power": lambda u: u**2.5, "quotient": lambda u: 1 / u}[name](u)  # fmt: skip
    tape, step = Tape(made), 2.0**-8
    along = trace(tape, np.array([at]), np.ones(1), (math.inf,))[-1]
    full = sum(term.number * step**power for power, term in along.terms.items())
    assert full == pytest.approx(float(tape.value(np.array([at + step]))), rel=1e-10, abs=1e-10)
    slope = (tape.value(np.array([at + 1e-6])) - tape.value(np.array([at - 1e-6]))) / 2e-6
    assert one_sided(tape, np.array([at]), np.ones(1)) == pytest.approx(float(slope), rel=1e-6, abs=1e-6)
