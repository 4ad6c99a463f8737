"""Minimisers in one parameter, against sorted formulas, rational arithmetic and brute force."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.minimise import minimise
from tests.core.problems import dyadic_losses, problem, problems
from tests.core.strategies import decimals, losses, wild

five = (0, 1, 2, 10, 50)
taus = st.integers(1, 15).map(lambda i: i / 16)


def ends(posed):
    found = minimise(posed).points[:, 0]
    return float(found[0]), float(found[-1])


@given(st.lists(decimals, min_size=1, max_size=9))
def test_medians(y):
    assert ends(problem("location", y)) == (sorted(y)[(len(y) - 1) // 2], sorted(y)[len(y) // 2])


@given(st.lists(decimals, min_size=1, max_size=12), taus)
def test_quantiles(y, tau):
    ordered, place = sorted(y), Fraction(tau) * len(y)
    low = ordered[math.ceil(place) - 1]
    high = ordered[int(place)] if place == int(place) else low
    assert ends(problem("location", y, "quantile", tau=tau)) == (low, high)


def weighted_median(x, y):
    """The lowest kinks of Σ|xᵢθ − yᵢ|, in rational arithmetic."""
    places = sorted({Fraction(b, a) for a, b in zip(x, y, strict=True) if a})
    values = [sum(abs(a * t - b) for a, b in zip(x, y, strict=True)) for t in places]
    lowest = [t for t, value in zip(places, values, strict=True) if value == min(values)]
    return float(lowest[0]), float(lowest[-1]), float(min(values))


def test_weighted_medians_of_random_integers():
    random = np.random.default_rng(1)
    for n in range(400):
        x = random.integers(-5, 6, n % 7 + 1).tolist()
        y = random.integers(-9, 10, n % 7 + 1).tolist()
        if any(x):
            found = minimise(problem("scale", zip(x, y, strict=True), reduction="sum"))
            low, high, value = weighted_median(x, y)
            assert (found.points[0, 0], found.points[-1, 0]) == pytest.approx((low, high), abs=1e-15)
            assert found.value == pytest.approx(value, abs=1e-13)
            assert found.exact
            assert found.kind == ("point" if low == high else "interval")


@given(problems(1, loss=dyadic_losses((1,)), most=6))
def test_piecewise_linear_ones_by_brute_force(posed):
    """The lowest values over all kinks; an unbounded set ends where the slope in rational arithmetic is not 0."""
    found, kinks = minimise(posed), posed.loss.kinks()
    used = posed.matrix[:, 0] != 0
    if not used.any():
        assert found.kind == "interval"
        assert not found.bounded
        return
    places = ((posed.offset[used, None] + np.array(kinks)) / posed.matrix[used]).ravel()
    values = posed.value(places[:, None])
    if found.kind == "none":
        assert found.value == pytest.approx(0, abs=1e-12)
        assert posed.value(np.array([1e9])) != posed.value(np.array([-1e9]))
        return
    lowest = places[values <= values.min() + 1e-12 * (1 + values.min())]
    for end, edge in zip(ends(posed), (lowest.min(), lowest.max()), strict=True):
        if math.isfinite(end):
            assert end == pytest.approx(edge, abs=1e-12)
        else:
            assert posed.value(np.array([math.copysign(1e6, end)])) == pytest.approx(found.value, abs=1e-13)
    assert found.value == pytest.approx(values.min(), rel=1e-13, abs=1e-13)


@given(problems(1, decimals, losses(convex=True)))
def test_at_a_minimiser_the_slopes_change_sign(posed):
    found = minimise(posed)
    for theta in found.points[np.isfinite(found.points).all(1)]:
        left, right = posed.one_sided(theta)
        r = posed.residual(theta)
        size = 1 + np.abs(posed.matrix[:, 0]) @ np.abs(posed.loss.slopes(r)).max(0)
        bend = posed.curvature(r) @ posed.matrix[:, 0] ** 2  # what rounding θ does to the slope
        slack = 1e-13 * size + 4e-16 * bend * abs(float(theta[0]))
        assert left <= slack
        assert right >= -slack


@given(problems(1, wild, losses(convex=True), most=5), st.lists(wild, max_size=5))
def test_nothing_is_lower_whatever_the_data(posed, others):
    found = minimise(posed)
    low, high = (float(found.points[i, 0]) for i in (0, -1)) if len(found.points) else (0.0, 0.0)
    middle = low if math.isfinite(low) else high if math.isfinite(high) else 0.0
    near = [middle * (1 + h) + tiny for h in (0, 1e-14, -1e-14, 1e-6, -1e-6, 0.5, -0.5) for tiny in (0, 1e-12, -1e-12)]
    theta = np.array([*near, *others])[:, None]
    if not np.isfinite(found.value):  # more than float64 holds: everywhere
        assert np.isposinf(posed.value(theta)).all()
        return
    r, blur = posed.residual(theta), 1e-15 * (np.abs(theta * posed.columns[0]) + np.abs(posed.offset))
    steep = np.maximum(np.abs(posed.loss.slopes(r + blur)[1]), np.abs(posed.loss.slopes(r - blur)[0]))
    with np.errstate(over="ignore"):  # of a loss that grows exponentially
        rounding = (steep * blur).sum(-1) / posed.parts[0].divisor
        assert np.all(posed.value(theta) >= found.value - rounding - 1e-14 * found.value)


@given(problems(1, decimals, losses(convex=True)))
def test_beyond_an_end_the_objective_rises(posed):
    found = minimise(posed)
    if found.kind != "interval":
        return
    low, high = ends(posed)
    assert low < high
    extent = min(high - low, 1.0)
    inside = np.array([[max(low, -1e6)], [min(high, 1e6)], [max(low, -1e6) / 2 + min(high, 1e6) / 2]])
    assert np.allclose(posed.value(inside), found.value, rtol=1e-12, atol=1e-12)
    for end, side in ((low, -1), (high, 1)):
        if math.isfinite(end):
            assert posed.value(np.array([end + side * extent])) > found.value


def test_sets_of_the_literature():
    assert ends(problem("location", five)) == (2, 2)
    assert ends(problem("location", (0, 1, 3, 9))) == (1, 3)
    assert ends(problem("location", (0, 1, 3, 9), "huber", delta=0.25)) == (1.25, 2.75)
    assert ends(problem("location", (1, 2, 3, 4, 1e6), "squared")) == (200002, 200002)
    assert ends(problem("location", (1, 2, 3, 4, 1e6), "huber")) == (3, 3)
    assert ends(problem("location", (1, 2, 3, 1e9, 1e9))) == (3, 3)
    assert ends(problem("location", (1, 2, 1e9, 1e9, 1e9))) == (1e9, 1e9)
    assert ends(problem("scale", [(1 / y, 1) for y in (1, 2, 3, 4, 100)])) == (2, 2)
    assert ends(problem("point", [()], "epsilon_insensitive", epsilon=0.5)) == (-0.5, 0.5)
    assert ends(problem("scale", [(1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8)])) == (1.95, 1.95)
    assert ends(problem("scale", [(1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8)], "squared")) == pytest.approx((1.99, 1.99))


def test_hinge_is_flat_for_ever_and_logistic_never_there():
    assert ends(problem("location", (0, 3), "hinge")) == (4, math.inf)
    assert ends(problem("scale", [(-1, 0)], "hinge")) == (-math.inf, -1)
    assert ends(problem("scale", [(1, 0), (-1, 0)], "hinge", "sum")) == (-1, 1)
    found = minimise(problem("location", (0, 3), "logistic"))
    assert (found.kind, found.value, found.bounded) == ("none", 0, False)
    found = minimise(problem("scale", [(1, 0), (-1, 0)], "logistic", "sum"))
    assert found.kind == "point"
    assert found.value == pytest.approx(2 * math.log(2), rel=1e-15)
    assert found.points[0, 0] == pytest.approx(0, abs=1e-15)


def test_a_constant_objective_is_minimal_everywhere():
    for kind in ("absolute", "huber", "logistic", "squared", "log_cosh"):
        found = minimise(problem("scale", [(0, 3), (0, -1)], kind))
        assert (found.kind, found.bounded) == ("interval", False)
        assert found.points.ravel().tolist() == [-math.inf, math.inf]
