"""All kinks of formulas: where they are known, against breakpoints in fractions, and what kind each is."""

import math
from fractions import Fraction
from functools import cache
from itertools import pairwise
from operator import attrgetter

import numpy as np
import pytest
from hypothesis import given

from app.core.boxes import Field
from app.core.catalogue import FUNCTIONS
from app.core.function_problem import FunctionProblem
from app.core.kink_kind import KINDS
from app.core.kink_search import kinks_between
from app.core.tape import Tape
from app.core.written import Written
from tests.core.expressions import exact, piecewise_linear

LOW, HIGH = -10.3, 10.0
ROOT = math.sqrt(2)


def field(expression):
    return Field(Tape(expression), np.zeros((1, 0)), attrgetter("switches"))


def written(text):
    return FunctionProblem(Written(text=text)).switches


def found(text, low=LOW, high=HIGH):
    kinks = kinks_between(written(text), low, high)
    assert kinks.complete
    assert set(kinks.kinds) <= set(KINDS)
    return list(zip(kinks.theta.tolist(), kinks.kinds, strict=True))


TURNS = [(k * math.pi, "convex") for k in range(-3, 4)]
KNOWN = {
    "abs(a)": [(0, "convex")],
    "-abs(a)": [(0, "concave")],
    "abs(abs(abs(a) - 2) - 1)": [(k, "convex" if k % 2 else "concave") for k in range(-3, 4)],
    "relu(a) - relu(-a)": [(0, "removable")],
    "max(abs(a), 1)": [(-1, "convex"), (0, "removable"), (1, "convex")],
    "abs(a)*sign(a)": [(0, "removable")],
    "abs(a - 0.5) + abs(a - 0.5000001)": [(0.5, "convex"), (0.5000001, "convex")],
    "sqrt((a - sqrt(2))^2)": [(ROOT, "convex")],
    "sqrt(a*a - 2*sqrt(2)*a + 2)": [(ROOT, "convex")],
    "norm(a - 1)": [(1, "convex")],
    "norm(a - 1, a - 2)": [],
    "abs(sin(a))": TURNS,
    "abs(sin(a)) - abs(a)": [(at, kind) for at, kind in TURNS if at] + [(0, "curvature")],
    "abs(a)^3": [(0, "curvature")],
    "abs((a - 1)^3)": [(1, "curvature")],
    "huber(a, 2)": [(-2, "curvature"), (2, "curvature")],
    "tukey(a)": [(-1, "curvature"), (1, "curvature")],
    "log_cosh(a)": [],
    "where(a < 1, a, 2 - a)": [(1, "concave")],
    "max(a^2, a)": [(0, "convex"), (1, "convex")],
    "min(a^2, a)": [(0, "concave"), (1, "concave")],
    "abs(a^2 - 2)": [(-ROOT, "convex"), (ROOT, "convex")],
    "abs(exp(a) - 2)": [(math.log(2), "convex")],
    "abs(0.1*a - 0.3)": [(3, "convex")],
    "clip(a, -1, 1) + abs(a - 1)": [(-1, "convex"), (1, "convex")],
    "1/a": [(0, "pole")],
    "1/(a^2 - 2)": [(-ROOT, "pole"), (ROOT, "pole")],
    "log(a)": [(0, "pole")],
    "a*log(a)": [(0, "cusp")],
    "sqrt(abs(a))": [(0, "cusp")],
    "power(a - 1, 0.5)": [(1, "cusp")],
    "where(a >= 0, sqrt(a), a)": [(0, "cusp")],
    "sign(a - 3)": [(3, "jump")],
    "where(a <= 1, 0, a)": [(1, "jump")],
    "zero_one(a)": [(0, "jump")],
    "abs(sign(a))": [(0, "isolated")],
    "sin(a)/a": [(0, "isolated")],
    "tanh(1/a)": [(0, "jump")],
    "1/(1 + exp(1/a))": [(0, "jump")],
    "exp(1/a)": [(0, "pole")],
    "exp(-1/a)": [(0, "pole")],
    "exp(-1/abs(a))": [(0, "isolated")],
    "exp(-1/a^2)": [(0, "isolated")],
    "where(abs(a) > 0, exp(-1/abs(a)), 0)": [(0, "removable")],
    "a*sin(1/a)": [(0, "isolated")],
    "a^2*sin(1/a)": [(0, "isolated")],
    "where(abs(a) > 0, a*log(abs(a)), 0)": [(0, "cusp")],
    "where(a < 0, log(11 - a), log(a + 12))": [(0, "jump")],
    "1/log(abs(a) + 1)": [(0, "pole")],
    "relu(relu(a)) + relu(a + 1 - 1 - a)": [(0, "convex")],
    "a^3 - 2*a": [],
}


@pytest.mark.parametrize("text", KNOWN)
def test_kinks_that_are_known(text):
    kinks, known = found(text), sorted(KNOWN[text])
    assert [kind for _, kind in kinks] == [kind for _, kind in known]
    assert [at for at, _ in kinks] == pytest.approx([at for at, _ in known], rel=1e-14, abs=1e-300)


def test_a_number_that_somebody_wrote_is_met_exactly():
    assert [at for at, _ in found("abs(0.1*a - 0.3) + abs(a - 0.7) + abs(3*a + 1.2)")] == [-0.4, 0.7, 3.0]


@pytest.mark.parametrize("kind", [kind for kind, function in FUNCTIONS.items() if len(function.names) == 1])
def test_named_functions_have_the_kinks_that_they_name(kind):
    problem = FunctionProblem(FUNCTIONS[kind]())
    kinks = kinks_between(problem.switches, LOW, HIGH)
    assert kinks.theta.tolist() == pytest.approx(list(problem.function.kinks()), abs=1e-15)
    if len(kinks.theta):
        named = problem.kinks(((LOW, HIGH),))
        for side in ("left", "right", "value"):
            assert getattr(kinks, side) == pytest.approx(getattr(named, side), rel=1e-12, abs=1e-12)


def breakpoints(expression):
    """Every zero of a switch of a piecewise linear expression of one parameter, ascending, in fractions."""
    value = cache(lambda node, at: exact(node, [at]))
    places = set()
    for node in Tape(expression).nodes:
        for switch in node.primitive.switches(node, *node.operands):
            ends = sorted(places)
            middles = [(a + b) / 2 for a, b in pairwise(ends)]
            far = [ends[0] - 1, *middles, ends[-1] + 1] if ends else [Fraction(0)]
            new = set(ends)
            for at in far:  # between two breakpoints so far the switch is affine
                start, slope = value(switch, at), (value(switch, at + AHEAD) - value(switch, at)) / AHEAD
                if slope:
                    new.add(at - start / slope)
            places = new
    return sorted(places)


AHEAD = Fraction(1, 10**12)


def slopes(expression, at):
    here = exact(expression, [at])
    return [(exact(expression, [at + way * AHEAD]) - here) / AHEAD * way for way in (-1, 1)]


@given(piecewise_linear(1))
def test_kinks_of_piecewise_linear_formulas_are_their_breakpoints(expression):
    kinks = kinks_between(field(expression), LOW, HIGH)
    bent = [at for at in breakpoints(expression) if LOW <= at <= HIGH and len(set(slopes(expression, at))) > 1]
    shown = [i for i, kind in enumerate(kinks.kinds) if kind != "removable"]
    assert kinks.complete
    assert kinks.theta[shown].tolist() == pytest.approx([float(at) for at in bent], rel=1e-14, abs=1e-300)
    for i, at in zip(shown, bent, strict=True):
        left, right = slopes(expression, at)
        assert (kinks.left[i], kinks.right[i]) == pytest.approx((float(left), float(right)), rel=1e-13)
        assert kinks.kinds[i] == ("convex" if right > left else "concave")
