"""Minimisers in two parameters, against another linear programme, all lines through two points, and Fermat's rule."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from app.core.minimise import minimise
from app.core.subdifferential import subdifferential
from tests.core.problems import dyadic_losses, problem, problems, size
from tests.core.strategies import decimals, losses

PRESET = list(zip(range(7), (0, 1, 3, 5, 2, 3, 16), strict=True))
SQUARE = [(-1, -1), (-1, 1), (1, -1), (1, 1)]
integers = st.integers(-9, 9).map(float)
rows = st.lists(st.tuples(integers, integers), min_size=2, max_size=7)


def split_programme(posed, tau=0.5):
    """min Σ τuᵢ + (1 − τ)vᵢ with y − Aθ = u − v and u, v ≥ 0: Koenker and Bassett's programme, equalities only."""
    n = posed.samples
    a, y = -posed.matrix, -posed.offset  # the loss eats target − prediction
    cost = np.concatenate([np.zeros(2), np.full(n, tau), np.full(n, 1 - tau)])
    equal = np.hstack([a, np.eye(n), -np.eye(n)])
    free = [(None, None)] * 2 + [(0, None)] * (2 * n)
    return float(linprog(cost, A_eq=equal, b_eq=y, bounds=free, method="highs").fun)


def lines_through_two_points(points):
    """All (w, b) of a line through two of the points with different x."""
    pairs = [(p, q) for p, q in combinations(points, 2) if p[0] != q[0]]
    slopes = [((q[1] - p[1]) / (q[0] - p[0]), p) for p, q in pairs]
    return np.array([[w, p[1] - w * p[0]] for w, p in slopes]).reshape(-1, 2)


@given(rows)
def test_the_best_line_is_among_those_through_two_points(points):
    candidates = lines_through_two_points(points)
    posed, least = problem("line", points, reduction="sum"), None
    if len(candidates):
        least = float(posed.value(candidates).min())
        found = minimise(posed)
        assert found.value == pytest.approx(least, abs=1e-9)
        assert np.allclose(posed.value(found.points), found.value, rtol=0, atol=1e-9)


@given(rows, st.integers(1, 15).map(lambda i: i / 16))
def test_quantile_lines_by_another_programme(points, tau):
    posed = problem("line", points, "quantile", "sum", tau=tau)
    assert minimise(posed).value == pytest.approx(split_programme(posed, tau), abs=1e-8)


@given(problems(2, decimals, dyadic_losses() | losses(degree=None, convex=True), most=7))
def test_every_corner_of_the_set_is_a_minimiser(posed):
    """0 ∈ ∂F at each, up to the rounding of θ, which tilts a curved F; unbounded sets are cut off somewhere."""
    found = minimise(posed)
    assert found.kind == {0: "none", 1: "point", 2: "interval"}.get(len(found.points), "polygon")
    for theta in found.points:
        r = posed.residual(theta)
        steep = np.abs(posed.loss.slopes(r)).max(0) @ np.abs(posed.matrix).sum(1)
        bend = posed.loss.curvature(r) @ (posed.matrix**2).sum(1)
        slack = 1e-10 * (1 + steep) + 1e-14 * bend * (1 + np.abs(theta).max())
        assert subdifferential(posed, theta).distance <= slack or not found.bounded
        assert posed.value(theta) == pytest.approx(found.value, abs=1e-11 * size(posed, theta))


@given(problems(2, decimals, losses(convex=True), most=7), st.lists(st.tuples(decimals, decimals), max_size=9))
def test_nothing_is_lower(posed, others):
    found = minimise(posed)
    points = [*others, *(found.points + 1e-5), *(found.points - 1e-5), *(found.points * 1.5), (0.0, 0.0)]
    values = posed.value(np.array(points))
    rounding = 1e-14 * np.array([size(posed, theta) for theta in points])
    assert np.all(values >= found.value * (1 - 1e-12) - rounding)


@given(problems(2, decimals, dyadic_losses((1,)), most=7), st.lists(st.tuples(decimals, decimals), min_size=9))
def test_all_minimisers_are_in_the_set(posed, others):
    """Walking from the set's centre, F rises exactly when the set is left."""
    found = minimise(posed)
    if found.kind == "none" or not found.bounded:
        return
    centre = found.points.mean(0)
    slack = 1e-12 * size(posed, np.abs(found.points).max(0))
    assert posed.value(centre) == pytest.approx(found.value, abs=slack)
    for other in np.array(others) - centre:
        corners = found.points - centre
        if found.kind == "point":
            inside = False
        elif found.kind == "interval":
            along = corners[1]
            inside = abs(other @ [-along[1], along[0]]) < 1e-12 and abs(other @ along) <= along @ along
        else:
            edges = np.roll(corners, -1, 0) - corners
            side = edges[:, 0] * (other - corners)[:, 1] - edges[:, 1] * (other - corners)[:, 0]
            inside = bool(np.all(side >= -1e-9) or np.all(side <= 1e-9))
        rise = float(posed.value(centre + other)) - found.value
        assert not inside or rise <= slack + 1e-8
        assert inside or np.abs(other).max() < 1e-6 or rise > 1e-13


@given(problems(2, decimals, losses(degree=1), most=7))
def test_a_certificate_proves_its_point(posed):
    found = minimise(posed)
    if found.certificate is None:
        return
    theta, held = found.points[0], list(found.certificate.samples)
    slopes = np.array(posed.loss.slopes(posed.residual(theta))[0])
    slopes[held] = found.certificate.multipliers
    slack = 1e-9 * (1 + np.abs(posed.matrix).sum())
    assert np.abs(posed.matrix.T @ slopes).max() <= slack
    lower, upper = (side[held] for side in posed.sides(theta))
    assert np.all((slopes[held] >= lower - slack) & (slopes[held] <= upper + slack))


def test_the_line_of_the_literature():
    found = minimise(problem("line", PRESET, reduction="sum"))
    assert (found.kind, found.exact, found.value) == ("point", True, 16.5)
    assert found.points.tolist() == [[1.5, 0]]
    assert found.certificate.samples == (0, 2)
    assert found.certificate.multipliers == pytest.approx((-0.5, -0.5), abs=1e-15)


def test_a_far_point_takes_over_at_its_leverage():
    ten = [(x, 1 + 2 * x) for x in range(10)]
    for far, stays in ((5, True), (28.5, True), (29.5, False), (60, False)):
        points = minimise(problem("line", [*ten, (far, 0)])).points
        assert np.allclose(points, [[2, 1]], rtol=0, atol=1e-15) == stays
    corners = minimise(problem("line", [*ten, (29, 0)])).points
    assert np.abs(corners - [2, 1]).max(axis=1).min() <= 1e-15
    high = [(x, 1 + 2 * x if x < 9 else -1000) for x in range(10)]
    assert minimise(problem("line", high)).points.tolist() == [[2, 1]]


def test_four_points_of_a_square_leave_a_square_of_lines():
    found = minimise(problem("line", SQUARE, reduction="sum"))
    assert (found.kind, found.value, found.bounded) == ("polygon", 4, True)
    assert sorted(found.points.tolist()) == [[-1, 0], [0, -1], [0, 1], [1, 0]]


@given(rows)
def test_least_squares_lines(points):
    x, y = np.array(points).T
    if len(set(x)) > 1:
        slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
        found = minimise(problem("line", points, "squared"))
        assert found.points[0] == pytest.approx([slope, y.mean() - slope * x.mean()], rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("kind", ["absolute", "quantile", "epsilon_insensitive", "huber", "squared", "log_cosh"])
def test_one_x_leaves_a_line_or_a_strip(kind):
    found = minimise(problem("line", [(2, 1), (2, 2), (2, 5)], kind))
    assert found.kind in ("interval", "polygon")
    assert not found.bounded
    theta = found.points
    assert np.allclose(minimise(problem("line", [(2, 1), (2, 2), (2, 5)], kind)).value, found.value)
    inner = minimise(problem("location", (1, 2, 5), kind))
    assert found.value == pytest.approx(inner.value, rel=1e-12)
    heights = sorted({round(float(h), 6) for h in theta @ [2, 1]})
    assert heights == pytest.approx(sorted(set(inner.points[:, 0].tolist())), abs=1e-6)


def test_separable_margins_have_no_logistic_minimiser():
    rows = [(-2, -1), (1, -2), (3, -1)]
    found = minimise(problem("line", [(x, 0) for x, _ in rows], "logistic"))
    assert (found.kind, found.value) == ("none", 0)
    found = minimise(problem("line", rows, "hinge"))
    assert found.value == 0
    assert not found.bounded
