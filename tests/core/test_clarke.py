"""Clarke's subdifferential: known sets, and the hull of gradients beside a point."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clarke import clarke
from app.core.expression import maximum, minimum, norm, parameters, relu, sqrt, where
from app.core.germ import jets, one_sided
from app.core.hull import hull
from app.core.tape import Tape
from tests.core.expressions import piecewise_linear

x, y = parameters(2)
(t,) = parameters(1)
whole = st.integers(-3, 3)

KNOWN = {
    # expression, where, corners counter-clockwise from the leftmost
    "a weighted sum": (abs(x) + 10 * abs(y), (0, 0), [(-1, -10), (1, -10), (1, 10), (-1, 10)]),
    "an edge": (abs(x) + 10 * abs(y), (3, 0), [(1, -10), (1, 10)]),
    "a smooth point": (abs(x) + 10 * abs(y), (3, -1), [(1, -10)]),
    "a ridge": (abs(x + y) + 3 * abs(x - y), (-1, -1), [(-4, 2), (2, -4)]),
    "the largest norm": (maximum(abs(x), abs(y)), (0, 0), [(-1, 0), (0, -1), (1, 0), (0, 1)]),
    "one kink inside another": (abs(abs(x) - abs(y)), (0, 0), [(-1, -1), (1, -1), (1, 1), (-1, 1)]),
    "a minimum of two": (minimum(abs(x) + y, 2 * y), (0, 0), [(-1, 1), (1, 1), (0, 2)]),
    "kinks that are removable": (relu(x) - relu(-x) + y, (0, 0), [(1, 1)]),
    "a kink along a parabola": (8 * abs(x**2 - y) + (1 - x) ** 2, (1, 1), [(-16, 8), (16, -8)]),
    "kinks that only rounding hides": (abs(x + y - 0.3), (0.1, 0.2), [(-1, -1), (1, 1)]),
    "a product of kinks": (abs(x * y) + abs(x), (0, 0), [(-1, 0), (1, 0)]),
    "a branch along a ray": (where(x <= abs(y), -x, -abs(y)), (0, 0), [(-1, 0), (0, -1), (0, 1)]),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_sets(name):
    expression, at, corners = KNOWN[name]
    found = clarke(Tape(expression), tuple(map(float, at)))
    assert found.kind == {1: "point", 2: "interval"}.get(len(corners), "polygon")
    assert found.vertices == pytest.approx(np.array(corners, float), abs=1e-12)
    assert found.tolerance < 1e-11


@pytest.mark.parametrize("expression", [norm(x, y), sqrt(x**2 + y**2), norm(x - y, x + y) / math.sqrt(2)])
def test_the_centre_of_a_norm_has_the_unit_ball(expression):
    found = clarke(Tape(expression), (0.0, 0.0))
    lengths = np.linalg.norm(found.vertices, axis=1)
    assert lengths == pytest.approx(np.ones(len(lengths)), abs=1e-12)
    middles = (found.vertices + np.roll(found.vertices, 1, axis=0)) / 2
    assert 1 - np.linalg.norm(middles, axis=1).min() <= found.tolerance <= 1e-3
    assert found.stationary


@pytest.mark.parametrize("scale", [1e-305, 1e-163, 1.0, 1e200])
def test_the_gradient_of_a_norm_is_the_same_at_every_scale(scale):
    found = clarke(Tape(norm(x, y)), (3 * scale, -4 * scale))
    assert found.vertices == pytest.approx(np.array([[0.6, -0.8]]), abs=1e-12)
    assert jets(Tape(norm(x, y)), np.array([3 * scale, -4 * scale]), np.ones(2))[-1].gradient == pytest.approx(
        [0.6, -0.8]
    )


def test_the_smallest_number_is_not_the_centre():
    assert clarke(Tape(norm(x, y)), (5e-324, 0.0)).vertices == pytest.approx(np.array([[1.0, 0.0]]))


def test_a_norm_that_is_pulled_away():
    # ∂F is the unit ball around (1, −1): its distance from 0 is √2 − 1.
    found = clarke(Tape(norm(x, y) + x - y), (0.0, 0.0))
    assert found.distance == pytest.approx(math.sqrt(2) - 1, abs=1e-3)
    assert found.minimum_norm == pytest.approx(np.array([1, -1]) * (1 - math.sqrt(0.5)), abs=2e-3)


def test_in_one_parameter_it_is_the_interval_of_the_limits():
    for expression, at, ends in (
        (abs(t) + t / 2, 0.0, [-0.5, 1.5]),
        (t**2 / 2 - abs(t), 0.0, [-1, 1]),
        (abs(abs(t) - 1), 1.0, [-1, 1]),
        (relu(t) - relu(-t), 0.0, [1]),
        (abs(t - 0.3), 0.1 + 0.2, [-1, 1]),
    ):
        assert clarke(Tape(expression), (at,)).vertices[:, 0] == pytest.approx(ends, abs=1e-12)


def test_what_has_no_finite_limits_has_no_set():
    for expression, at in ((abs(t) ** 0.5, (0.0,)), (abs(x) ** 0.5 + abs(y) ** 0.5, (0.0, 0.0))):
        found = clarke(Tape(expression), at)
        assert found.kind == "point"
        assert np.isnan(found.vertices).all()
        assert not found.stationary
    with pytest.raises(ValueError, match="3 parameters: one or two"):
        clarke(Tape(parameters(3)[2]), (0.0, 0.0, 0.0))


def beside(tape, point):
    """The gradients at many points beside a whole point, in every sector of a piecewise linear function."""
    angles = np.linspace(0, 2 * math.pi, 2000, endpoint=False) + 1e-3
    near = np.array(point) + 2.0**-20 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return tape.gradient(near)


@given(piecewise_linear(2), st.tuples(whole, whole))
def test_piecewise_linear_compositions_have_the_hull_of_their_gradients(expression, point):
    tape = Tape(expression)
    found = clarke(tape, tuple(map(float, point)))
    assert found.vertices == pytest.approx(hull(beside(tape, point), 1e-9), abs=1e-12)


@given(piecewise_linear(2), st.tuples(whole, whole), st.tuples(whole, whole))
def test_one_sided_derivatives_lie_in_the_set(expression, point, direction):
    tape, way = Tape(expression), np.array(direction, float)
    slope = one_sided(tape, np.array(point, float), way)
    values = clarke(tape, tuple(map(float, point))).vertices @ way
    assert values.min() - 1e-9 <= slope <= values.max() + 1e-9


@given(st.lists(st.tuples(whole, whole), min_size=1, max_size=12))
def test_the_hull_holds_all_points_and_turns_left(points):
    corners = hull(np.array(points, float), 1e-9)
    assert {tuple(corner) for corner in corners.tolist()} <= {(float(a), float(b)) for a, b in points}
    if len(corners) > 2:
        edges = np.roll(corners, -1, axis=0) - corners
        for each in points:
            away = np.array(each) - corners
            assert (edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0] >= -1e-9).all()
        turns = edges[:, 0] * np.roll(edges, -1, axis=0)[:, 1] - edges[:, 1] * np.roll(edges, -1, axis=0)[:, 0]
        assert (turns > 0).all()
