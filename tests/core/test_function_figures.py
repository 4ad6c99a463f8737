"""Named functions: sets at known places, and where descent ends under each convention, as published."""

import math

import numpy as np
import pytest

from app.core.catalogue import CONVENTIONS, FUNCTIONS
from app.core.function_problem import FunctionProblem


def problem(kind):
    return FunctionProblem(FUNCTIONS[kind]())


SETS = {
    # kind, where, corners counter-clockwise from the leftmost
    "ridge": ((-1, -1), [(-4, 2), (2, -4)]),
    "saddle": ((0, 0), [(0, -1), (0, 1)]),
    "weighted_absolute": ((0, 0), [(-1, -10), (1, -10), (1, 10), (-1, 10)]),
    "stuck_diagonal": ((-3, -3), [(-1.3, 0.7), (0.7, -1.3)]),
    "lasso": ((0, 0), [(-3, -1.5), (-1, -1.5), (-1, 0.5), (-3, 0.5)]),
    "overton": ((0, -10), [(-2, 1), (0, 0), (2, 1)]),
    "nonsmooth_rosenbrock": ((1, 1), [(-16, 8), (16, -8)]),
}


@pytest.mark.parametrize("kind", SETS)
def test_subdifferentials_at_known_places(kind):
    at, corners = SETS[kind]
    assert problem(kind).subdifferential(np.array(at, float)).vertices == pytest.approx(np.array(corners, float))


def test_coordinates_stick_on_the_ridge():
    posed, at = problem("ridge"), np.array([-1.0, -1.0])
    assert [float(posed.directional(at, np.array(way, float))) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))] == [
        2,
        4,
        2,
        4,
    ]
    assert posed.directional(at, np.ones(2) / math.sqrt(2)) == pytest.approx(-math.sqrt(2))
    assert posed.subdifferential(at).distance == pytest.approx(math.sqrt(2))


def test_wolfe_falls_from_where_its_exact_searches_lead():
    posed = problem("wolfe")
    assert posed.directional(np.zeros(2), np.array([-1.0, 0.0])) == -9
    assert posed.subdifferential(np.zeros(2)).distance == pytest.approx(9)
    for k in range(6):
        at = np.array([16 / 9 * (7 / 25) ** k, (-7 / 25) ** k])
        gradient = posed.ask(CONVENTIONS["zero"](), at[None]).subgradient[0]
        scale = 8 / 75 * math.sqrt(9 * at[0] ** 2 + 16 * at[1] ** 2) / math.sqrt(9 * (16 / 9) ** 2 + 16)
        assert at - scale * gradient == pytest.approx([16 / 9 * (7 / 25) ** (k + 1), (-7 / 25) ** (k + 1)], rel=1e-12)


def test_the_anchor_that_weiszfeld_lands_on():
    posed = problem("geometric_median")
    assert posed.value(np.zeros(2)) == pytest.approx(6 + 6 * math.sqrt(2))
    assert posed.subdifferential(np.zeros(2)).distance == pytest.approx(math.sqrt(2) - 1, abs=1e-3)
    assert posed.function.minimisers().value == pytest.approx(14.1962, abs=5e-5)


def descended(kind, convention, start, size, steps):
    """Where subgradient descent with a constant step ends; None when it meets a NaN."""
    posed, x = problem(kind), np.array([start], float)
    for _ in range(steps):
        g = posed.ask(CONVENTIONS[convention](), x).subgradient
        if not np.isfinite(g).all():
            return None
        x = x - size * g
    return x[0]


STALLS = {
    # kind, start, step size, where it ends: zero, right, left, midpoint, naive
    "a maximum": ("double_well", (0,), 0.25, 0, 1, -1, 0, None),
    "a maximum, met on the way": ("double_well", (3,), 1.5, 0, 1, -1, 0, None),
    "a ridge": ("two_valleys", (0,), 0.125, 0, 1, -1, 0, None),
    "a smooth function": ("relu_quadratic", (1,), 0.5, 0, -1, 0, -1, None),
    "another step": ("relu_quadratic", (1,), 0.3, -1, -1, -1, -1, -1),
}


@pytest.mark.parametrize("name", STALLS)
def test_conventions_stall_where_published(name):
    kind, start, size, *ends = STALLS[name]
    for convention, end in zip(("zero", "right", "left", "midpoint", "naive"), ends, strict=True):
        found = descended(kind, convention, start, size, 120)
        assert found is None if end is None else found == pytest.approx([end], abs=1e-9)


def test_a_saddle_keeps_what_never_moves():
    assert descended("saddle", "zero", (1, 0), 0.125, 250) == pytest.approx([0, 0], abs=1e-9)
    assert descended("saddle", "right", (1, 0), 0.125, 250) == pytest.approx([0, 1], abs=1e-9)
    assert descended("saddle", "left", (1, 0), 0.125, 250) == pytest.approx([0, -1], abs=1e-9)


def test_a_minimiser_that_is_left():
    for convention in ("zero", "left", "right", "midpoint"):
        assert descended("tilted_absolute", convention, (0,), 0.25, 1) != 0
    assert descended("tilted_absolute", "minimum_norm", (0,), 0.25, 9) == 0


def test_dead_units_leave_one_parameter():
    end = descended("dead_relu", "zero", (-3, 0), 0.5, 100)
    assert end == pytest.approx([-3, 1.2])
    assert problem("dead_relu").value(end) == pytest.approx(0.28)
    assert problem("dead_relu").value(descended("dead_relu", "zero", (-0.5, 0), 0.3, 1000)) < 1e-9


def test_weights_that_start_at_zero_move_only_by_convention():
    posed = problem("zero_init")
    stuck = descended("zero_init", "zero", (0, 0), 0.5, 100)
    assert stuck == pytest.approx([0, 0.6])
    assert posed.value(stuck) == pytest.approx(0.32)
    assert posed.ask(CONVENTIONS["zero"](), stuck[None]).kinked.sum() == 10
    assert posed.ask(CONVENTIONS["zero"](), np.zeros((1, 2))).kinked.sum() == 4  # two samples have a residual
    for convention in ("midpoint", "right"):
        assert posed.value(descended("zero_init", convention, (0, 0), 0.3, 300)) < 1e-9
