"""Minimisers of written functions: by hand, against breakpoints in fractions, grids and SciPy."""

import math
from operator import attrgetter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from app.core.boxes import Field
from app.core.expression import cos, exp, norm, parameters, sin, tanh
from app.core.lowest import lowest
from app.core.mean_enclosure import Mean
from app.core.minimise import minimise
from app.core.sampled_problem import pose_function
from app.core.tape import Tape
from app.core.written import Written
from tests.core.expressions import exact, piecewise_linear
from tests.core.test_kink_search import breakpoints

INF = math.inf


def field(expression):
    return Field(Tape(expression), np.zeros((1, 0)), attrgetter("switches"))


def least(text, rows=()):
    return minimise(pose_function(Written(text=text), rows))


KNOWN = {
    # formula: kind, points, value
    "abs(a)": ("point", [0], 0),
    "abs(a - 500)": ("point", [500], 0),
    "abs(abs(abs(a) - 2) - 1)": ("points", [-3, -1, 1, 3], 0),
    "a^2 - 3*a": ("point", [1.5], -2.25),
    "(a^2 - 1)^2": ("points", [-1, 1], 0),
    "(a - 1e-6)^2": ("point", [1e-6], 0),
    "(a - 12345.678)^2 + 0.001*abs(a)": ("point", [12345.6775], 12.34567775),
    "abs(a - 0.1) + abs(a - 0.3) + abs(a - 0.7)": ("point", [0.3], 0.6),
    "exp(a) - 2*a": ("point", [math.log(2)], 2 - 2 * math.log(2)),
    "a*log(a)": ("point", [1 / math.e], -1 / math.e),
    "sqrt(a) + a": ("point", [0], 0),
    "sqrt(abs(a)) + a^2": ("point", [0], 0),
    "abs(exp(a) - 2)": ("point", [math.log(2)], 0),
    "tukey(a - 1) + tukey(a + 2)": ("points", [-2, 1], 1 / 6),
    "log(1 + a^2)": ("point", [0], 0),
    "1 + (a/100)^8": ("point", [0], 1),
    "relu(a)": ("interval", [-INF, 0], 0),
    "max(abs(a) - 1, 0)": ("interval", [-1, 1], 0),
    "huber(a - 2, 1) + abs(a)": ("interval", [0, 1], 1.5),
    "epsilon_insensitive(a - 1, 0.5)": ("interval", [0.5, 1.5], 0),
    "3 + 0*a": ("interval", [-INF, INF], 3),
    "-a": ("none", [], -INF),
    "-abs(a)": ("none", [], -INF),
    "a^3": ("none", [], -INF),
    "1/a": ("none", [], -INF),
    "a^2*sin(1/a)": ("none", [], -INF),
    "a*sin(1/a)": ("points", [-0.22254815844566, 0.22254815844566], -0.217233628211222),
    "log(a)": ("none", [], -INF),
}


@pytest.mark.parametrize("text", KNOWN)
def test_minimisers_that_are_known(text):
    kind, points, value = KNOWN[text]
    found = least(text)
    assert (found.kind, found.exact) == (kind, True)
    assert found.points.ravel().tolist() == pytest.approx(points, rel=1e-9, abs=1e-12)
    assert found.value == pytest.approx(value, rel=1e-12, abs=1e-15)
    assert found.bounded == bool(len(points) and np.isfinite(points).all())


FALLING = {
    # formula: infimum, whether it is proved
    "exp(-a)": (0, True),
    "tanh(a)": (-1, True),
    "where(a < 1, -a, 5)": (-1, True),
    "tanh(1/a)": (-1, True),
    "exp(-1/abs(a))": (0, True),
    "exp(-1/a^2)": (0, True),
    "exp(1/a)": (0, True),
    "exp(-1/a)": (0, True),
    "1/(1 + exp(1/a))": (0, True),
    "1/(a^2 + 0.0001)": (0, True),
    "abs(a)^-0.5": (0, True),
    "3 + exp(-a)": (3, True),
    "a^2*exp(1/a)": (0, True),
    "logistic(a)": (0, False),
    "sqrt(a^2 + 1) - a": (0, False),
}


@pytest.mark.parametrize("text", FALLING)
def test_an_infimum_may_not_be_attained(text):
    found, (value, exact) = least(text), FALLING[text]
    assert (found.kind, found.points.shape, found.exact) == ("none", (0, 1), exact)
    assert found.value == pytest.approx(value, abs=1e-12)


def test_a_value_that_rounding_cannot_tell_from_a_limit_may_be_attained():
    found = least("where(a < 1, exp(-1/abs(a - 1)), abs(a - 3))")
    assert (found.kind, found.points.tolist(), found.value) == ("point", [[3.0]], 0.0)
    filled = least("where(abs(a) > 0, exp(-1/abs(a)), 0)")
    assert (filled.kind, filled.points.tolist(), filled.value) == ("point", [[0.0]], 0.0)


@pytest.mark.parametrize(("text", "value"), [("sign(a)", -1), ("where(a < 0, 1, 2)", 1)])
def test_an_interval_that_ends_at_a_jump_is_open(text, value):
    found = least(text)
    assert (found.kind, found.value, found.closed, found.exact) == ("interval", value, False, True)
    assert found.points.ravel().tolist() == [-INF, 0]


@pytest.mark.parametrize(("text", "period"), [("abs(sin(a))", math.pi), ("cos(a)", 2 * math.pi)])
def test_of_very_many_minimisers_some_are_named_and_it_is_not_exact(text, period):
    found = least(text)
    assert (found.kind, found.exact) == ("points", False)
    assert np.diff(found.points[:, 0]) == pytest.approx(period)


@given(piecewise_linear(1))
def test_of_piecewise_linear_formulas_none_is_lower(expression):
    found = lowest(field(expression), 0.0)
    places = breakpoints(expression)
    ends = [places[0] - 100, *places, places[-1] + 100] if places else [-100, 0, 100]
    values = [exact(expression, [at]) for at in ends]
    falls = len(ends) > 1 and (values[0] < values[1] or values[-1] < values[-2])
    if falls:
        assert (found.kind, found.value) == ("none", -INF)
    else:
        assert found.value == pytest.approx(float(min(values)), rel=1e-13, abs=1e-13)
        lows = [float(at) for at, value in zip(ends[1:-1], values[1:-1], strict=True) if value == min(values)]
        for at in found.points[np.isfinite(found.points)].tolist():
            assert min((abs(at - low) for low in lows), default=0.0) <= 1e-11 * max(1.0, abs(at))


@st.composite
def curves(draw):
    """Smooth and kinked formulas that rise on both sides."""
    (a,) = parameters(1)
    numbers = st.integers(-20, 20).map(lambda i: i / 4)
    bells = (lambda u: exp(-u * u), lambda u: -norm(u, 1), lambda u: u * abs(u) / (1 + u * u))
    parts = st.sampled_from((abs, sin, cos, tanh, lambda u: abs(sin(u)), *bells))
    total = (a - draw(numbers)) ** 2 / 4 + abs(a) * abs(a) * abs(a) / 50
    for _ in range(draw(st.integers(1, 3))):
        total = total + draw(numbers) * draw(parts)(draw(numbers) * a + draw(numbers))
    return total


def _valleys(values):
    """The lowest points of a grid below their neighbours: the first one may be in the second lowest valley."""
    inner = np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:])) + 1
    return inner[np.argsort(values[inner])[:12]]


def _by_brent(mean, low, high):
    """The lowest value that Brent’s method meets, and how far off: its steps end at √ε of the point’s size."""
    found = minimize_scalar(
        lambda at: float(mean.value(np.array([at]))[0]), bounds=(low, high), method="bounded", options={"xatol": 1e-12}
    )
    beside = found.x + 1e-6 * np.array([[-1.0], [1.0]])
    steepest = np.abs(mean.field.tape.gradient(beside)).max()
    return float(found.fun), 3e-8 * (1 + abs(found.x)) * (1 + steepest)


@given(curves())
def test_no_point_of_a_dense_grid_is_lower_and_brent_agrees(expression):
    found = lowest(field(expression), 0.0)
    mean = Mean(field(expression))
    grid = np.linspace(-60, 60, 40_001)
    values = mean.value(grid)
    brent, near = min(_by_brent(mean, grid[i - 1], grid[i + 1]) for i in _valleys(values))
    assert found.kind in ("point", "points")
    assert found.value <= min(values.min(), brent) + 1e-12 * max(1.0, abs(found.value))
    assert found.value >= brent - near  # beside a kink
    assert mean.value(found.points[:, 0]) == pytest.approx(found.value, rel=1e-12, abs=1e-13)


def test_with_data_the_mean_is_minimised():
    rows = tuple((float(x), float(y)) for x, y in np.random.default_rng(4).normal(size=(41, 2)).round(2))
    found = least("abs(a*x - y)", rows)
    ratios = np.array([y / x for x, y in rows if x])
    problem = pose_function(Written(text="abs(a*x - y)"), rows)
    assert found.exact
    assert found.value == pytest.approx(problem.value(ratios[:, None]).min(), rel=1e-13)
    squares = least("(a*x - y)^2", rows)
    x, y = np.array(rows).T
    assert squares.points[0, 0] == pytest.approx((x @ y) / (x @ x), rel=1e-9)
