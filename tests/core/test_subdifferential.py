"""Laws of the subdifferential: its support function, its shape, its element nearest to 0, Fermat's rule."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize

from app.core.catalogue import CONVENTIONS
from app.core.convention import Convention
from app.core.fit import ask
from app.core.subdifferential import subdifferential
from tests.core.problems import dyadic_losses, problem, problems
from tests.core.strategies import decimals, dyadics, losses

ANGLES = np.linspace(0, 2 * np.pi, 73)[:-1]
PICKING = [kind for kind, convention in CONVENTIONS.items() if convention.report is Convention.report]
COMPASS = np.column_stack([np.cos(ANGLES), np.sin(ANGLES)])


@st.composite
def cases(draw, parameters, loss=None):
    """A problem and a point of it, with up to five samples on a kink."""
    posed = draw(problems(parameters, loss=dyadic_losses() if loss is None else loss))
    theta = np.array([draw(dyadics) for _ in range(parameters)])
    kinks, on = posed.loss.kinks(), draw(st.lists(st.integers(0, posed.samples - 1), max_size=5))
    offset = posed.offset.copy()
    for i in on if kinks else ():
        offset[i] = posed.matrix[i] @ theta - kinks[i % len(kinks)]
    return replace(posed, offset=offset), theta


def interval(posed, theta):
    """For each sample the slopes that it may have at θ."""
    return np.sort(posed.sides(theta), axis=0)


def scale(posed, theta):
    lower, upper = posed.sides(theta)
    steep = np.maximum(np.abs(lower), np.abs(upper))
    return float((steep[:, None] * np.abs(posed.matrix)).sum() / posed.parts[0].divisor) + 1e-300


@given(cases(2, losses(convex=True)))
def test_the_directional_derivative_is_the_support_function(case):
    posed, theta = case
    vertices = subdifferential(posed, theta).vertices
    support = (vertices @ COMPASS.T).max(0)
    slopes = np.array([posed.directional(theta, d) for d in COMPASS])
    assert np.allclose(slopes, support, rtol=0, atol=1e-13 * scale(posed, theta))


@given(cases(1, losses(convex=True)))
def test_an_interval_ends_at_the_one_sided_derivatives(case):
    posed, theta = case
    found = subdifferential(posed, theta)
    left, right = posed.one_sided(theta)
    assert found.vertices[0, 0] == pytest.approx(float(left), abs=1e-13 * scale(posed, theta))
    assert found.vertices[-1, 0] == pytest.approx(float(right), abs=1e-13 * scale(posed, theta))
    assert found.kind == ("interval" if left < right else "point")


@given(cases(2))
def test_a_polygon_is_convex_and_counter_clockwise(case):
    posed, theta = case
    found = subdifferential(posed, theta)
    assert found.kind == {1: "point", 2: "interval"}.get(len(found.vertices), "polygon")
    assert np.isfinite(found.vertices).all()
    edges = np.roll(found.vertices, -1, axis=0) - found.vertices
    following = np.roll(edges, -1, axis=0)
    turn = edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0]
    if found.kind == "polygon":
        assert np.all(turn > 0)
        assert len(found.vertices) % 2 == 0  # a zonotope is symmetric
        centre = found.vertices.mean(0)
        half = len(found.vertices) // 2
        mirrored = 2 * centre - np.roll(found.vertices, half, axis=0)
        assert np.allclose(found.vertices, mirrored, rtol=0, atol=1e-13 * scale(posed, theta))


@given(cases(2))
def test_the_area_is_that_of_the_zonotope(case):
    """Σ over pairs of |det| of the generators (McMullen 1984): no vertex is missing, none is made up."""
    posed, theta = case
    lower, upper = posed.sides(theta)
    g = (upper - lower)[:, None] * posed.matrix / posed.parts[0].divisor
    expected = np.abs(np.triu(np.outer(g[:, 0], g[:, 1]) - np.outer(g[:, 1], g[:, 0]))).sum()
    x, y = subdifferential(posed, theta).vertices.T
    area = (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
    assert area == pytest.approx(expected, rel=1e-12, abs=1e-12 * scale(posed, theta) ** 2)


@given(cases(2))
def test_the_nearest_element_is_that_of_bounded_least_squares(case):
    posed, theta = case
    lower, upper = posed.sides(theta)
    wide = upper > lower
    fixed = posed.matrix[~wide].T @ lower[~wide]
    found = subdifferential(posed, theta)
    nearest = fixed
    if wide.any():
        solved = lsq_linear(posed.matrix[wide].T, -fixed, (lower[wide], upper[wide]), method="bvls", tol=1e-14)
        nearest = fixed + posed.matrix[wide].T @ solved.x
    size = scale(posed, theta)
    assert np.allclose(found.minimum_norm, nearest / posed.parts[0].divisor, rtol=0, atol=1e-9 * size)
    assert found.distance == pytest.approx(np.linalg.norm(nearest) / posed.parts[0].divisor, abs=1e-12 * size)


@given(cases(2, losses(convex=True)))
def test_no_element_is_nearer_than_the_minimum_norm(case):
    """g·(v − g) ≥ 0 for every vertex v: the variational inequality of a projection."""
    posed, theta = case
    found = subdifferential(posed, theta)
    g = found.minimum_norm
    size = scale(posed, theta)
    assert np.all((found.vertices - g) @ g >= -1e-12 * size**2)


@given(cases(2, losses(convex=True)))
def test_minus_the_nearest_element_is_the_steepest_way_down(case):
    posed, theta = case
    found = subdifferential(posed, theta)
    slopes = np.array([posed.directional(theta, d) for d in COMPASS])
    assert slopes.min() >= -found.distance - 1e-12 * scale(posed, theta)
    if not found.stationary:
        down = -found.minimum_norm / found.distance
        slope = float(posed.directional(theta, down))
        assert slope == pytest.approx(-found.distance, abs=1e-12 * scale(posed, theta))


@given(cases(2, dyadic_losses(degrees=(1,))))
def test_a_point_is_a_minimiser_exactly_if_zero_is_an_element(case):
    """Fermat's rule, against a linear programme's answer to: can F be lowered from here?"""
    posed, theta = case
    here = float(posed.value(theta))
    lowest = min(
        float(minimize(posed.value, theta + start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12}).fun)
        for start in ([0.0, 0.0], [1.0, -1.0])
    )
    if subdifferential(posed, theta).stationary:
        assert here <= lowest + 1e-9 * (1 + here)
    else:
        d = -subdifferential(posed, theta).minimum_norm
        assert posed.value(theta + 1e-6 * d) < here


@pytest.mark.parametrize("kind", PICKING)
@given(case=cases(2), draws=st.data())
def test_what_is_reported_of_the_whole_is_an_element(kind, case, draws):
    posed, theta = case
    uniform = np.array([draws.draw(st.lists(st.floats(0, 0.99), min_size=posed.samples, max_size=posed.samples))])
    convention = CONVENTIONS[kind]()
    g = ask(posed, convention, theta[None], uniform).subgradient[0]
    support = (subdifferential(posed, theta).vertices @ COMPASS.T).max(0)
    assert np.all(COMPASS @ g <= support + 1e-12 * scale(posed, theta))
    if convention.whole:
        assert np.allclose(g, subdifferential(posed, theta).minimum_norm, rtol=0, atol=1e-12 * scale(posed, theta))


def test_the_line_through_two_samples():
    """Of x = 0…6, y = (0, 1, 3, 5, 2, 3, 16) the best line is y = 3x/2; there sign(0) = 0 reports (1, 1)."""
    posed = problem("line", zip(range(7), (0, 1, 3, 5, 2, 3, 16), strict=True), reduction="sum")
    best = np.array([1.5, 0.0])
    found = subdifferential(posed, best)
    assert found.stationary
    assert found.kind == "polygon"
    reported = {
        kind: ask(posed, CONVENTIONS[kind](), best[None]).subgradient[0].tolist() for kind in ("zero", "minimum_norm")
    }
    assert reported == {"zero": [1, 1], "minimum_norm": [0, 0]}
    assert np.isnan(ask(posed, CONVENTIONS["naive"](), best[None]).subgradient).all()


def test_the_descent_direction_that_minus_g_is_not():
    """|x| + 10|y| at (1, 0): the subgradient (1, 10) leads up, the least one leads down."""
    posed = replace(problem("line", [(1, 0), (0, 0)], reduction="sum"), matrix=np.array([[1.0, 0.0], [0.0, 10.0]]))
    found = subdifferential(posed, np.array([1.0, 0.0]))
    assert found.vertices.tolist() == [[1, -10], [1, 10]]
    assert found.minimum_norm.tolist() == [1, 0]
    assert posed.directional(np.array([1.0, 0.0]), np.array([-1.0, -10.0])) == 99


@given(cases(1, losses(convex=True)), decimals)
def test_one_parameter_is_one_row_of_two(case, other):
    posed, theta = case
    wide = replace(posed, matrix=np.column_stack([posed.matrix, np.zeros(posed.samples)]))
    found = subdifferential(wide, np.array([theta[0], other]))
    assert found.kind != "polygon"
    assert not found.vertices[:, 1].any()
