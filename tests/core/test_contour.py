"""Kink curves: on the zeros of the switches, and only where the function has a kink."""

import numpy as np
import pytest

from app.core.catalogue import FUNCTIONS
from app.core.contour import kink_curves
from app.core.expression import maximum, parameters, relu
from app.core.function_problem import FunctionProblem
from app.core.tape import Tape

x, y = parameters(2)
WINDOW = ((-3.0, 3.0), (-2.0, 2.5))


def curves(kind, window=WINDOW, **chosen):
    return FunctionProblem(FUNCTIONS[kind](**chosen)).kink_curves(window)


LINES = {
    # kind, parameters, what is 0 on each line
    "weighted_absolute": ({}, [lambda x, y: x, lambda x, y: y]),
    "ridge": ({}, [lambda x, y: x + y, lambda x, y: x - y]),
    "stuck_diagonal": ({}, [lambda x, y: x - y]),
    "saddle": ({}, [lambda x, y: y]),
    "lasso": ({}, [lambda x, y: x, lambda x, y: y]),
    "mckinnon": ({"power": 1.0}, [lambda x, y: x]),
    "dead_relu": ({}, [lambda x, y, k=k: x - k for k in (-2, -1, 0, 1, 2)]),
    "zero_init": ({}, [lambda x, y: x]),
}


@pytest.mark.parametrize("kind", LINES)
def test_straight_lines_run_through_the_window_and_have_two_points(kind):
    chosen, lines = LINES[kind]
    found = curves(kind, **chosen)
    assert len(found) == len(lines)
    for curve in found:
        assert curve.points.shape == (2, 2)
        on = [line for line in lines if np.abs(line(*curve.points.T)).max() < 1e-12]
        assert len(on) == 1
        lows, highs = np.array(WINDOW).T
        assert (np.abs(curve.points - lows).min(1) < 1e-9).any() or (np.abs(curve.points - highs).min(1) < 1e-9).any()


def test_a_curve_follows_the_parabola():
    (curve,) = curves("nonsmooth_rosenbrock")
    u, v = curve.points.T
    assert len(curve.points) > 100
    assert v == pytest.approx(u**2, abs=1e-12)
    assert np.abs(np.diff(curve.points, axis=0)).max() < 0.1
    assert (u.min(), u.max()) == pytest.approx((-(2.5**0.5), 2.5**0.5), abs=0.03)


def test_a_switch_across_which_nothing_changes_is_no_kink():
    assert curves("rosenbrock") == ()
    assert curves("mckinnon", power=2.0) == ()
    assert kink_curves(Tape(relu(x) - relu(-x) + abs(x) * x), WINDOW) == ()


def test_only_a_part_of_a_switch_may_be_a_kink():
    # The kink of |y| is hidden to the right of 0.
    found = curves("wolfe")
    assert len(found) == 2
    line, centre = found
    assert line.points[:, 1] == pytest.approx([0, 0], abs=1e-12)
    assert (line.points.min(), line.points.max()) == pytest.approx((-3, 0), abs=0.04)
    assert centre.points.tolist() == [[0, 0]]


def test_two_switches_on_one_line_are_one_curve_of_both():
    (curve,) = kink_curves(Tape(abs(x - y) + maximum(x, y)), WINDOW)
    assert curve.samples == (0, 1)


def test_a_corner_of_two_pieces():
    assert {curve.samples for curve in curves("overton", ((-20.0, 20.0), (-30.0, 5.0)))} == {(0,), (1,)}


def test_centres_are_shown_in_the_window_alone():
    assert len(curves("geometric_median", ((-5.0, 5.0), (-5.0, 5.0)))) == 5
    assert len(curves("geometric_median", ((-1.0, 1.0), (-1.0, 1.0)))) == 1
