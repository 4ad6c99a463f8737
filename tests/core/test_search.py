"""The minimum of what is not convex: no outside search finds a lower value, and counts agree with counting."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brute, differential_evolution

from app.core.catalogue import LOSSES, PENALTIES
from app.core.fit import pose
from app.core.minimise import minimise
from tests.core.problems import problem, problems
from tests.core.strategies import FITTED, any_of, data, decimals, losses

BENT = [kind for kind, loss in LOSSES.items() if not loss().convex]


def reach(posed):
    """Bounds beyond which a problem in one parameter has nothing new."""
    used = posed.matrix[:, 0] != 0
    at = np.abs(posed.offset[used] / posed.matrix[used, 0])
    return float(at.max(initial=0.0)) + 3.0


@given(problems(1, decimals, losses(convex=False), most=5), st.integers(0, 99))
def test_no_search_in_one_parameter_finds_less(posed, seed):
    found, far = minimise(posed), reach(posed)

    def value(theta):
        return float(posed.value(np.atleast_1d(theta)))

    grid = brute(value, ((-far, far),), Ns=2_000, finish=None, full_output=True)
    bred = differential_evolution(value, [(-far, far)], seed=seed, maxiter=60, tol=1e-12)
    slack = 1e-9 * (1 + abs(found.value))
    assert found.value <= min(grid[1], bred.fun) + slack


@given(problems(1, decimals, losses(convex=False), most=5))
def test_every_minimiser_has_the_minimal_value(posed):
    found = minimise(posed)
    assert np.all(np.diff(found.points[:, 0]) > 0)
    inside = [theta for theta in found.points if np.isfinite(theta).all()]
    for theta in inside if not posed.loss.jumps() else ():  # the end of a stretch may lie beyond a jump
        assert float(posed.value(theta)) == pytest.approx(found.value, rel=1e-9, abs=1e-9)
    if found.kind == "interval":
        low, high = np.clip(found.points[:, 0], -1e6, 1e6)
        between = np.linspace(low, high, 9)[1:-1, None]
        assert np.allclose(posed.value(between), found.value, rtol=1e-9, atol=1e-9)


@given(any_of({"line": FITTED["line"], "plane": FITTED["plane"]}), losses(convex=False), st.data())
def test_no_drawn_point_of_the_plane_is_lower(objective, loss, draws):
    posed = pose(objective, draws.draw(data(objective, decimals, 5)), loss, "sum", PENALTIES["l2"](weight=0.1))
    found = minimise(posed)
    starts = np.random.default_rng(0).normal(scale=4, size=(3_000, 2))
    assert found.value <= posed.value(starts).min() * (1 + 1e-9) + 1e-9
    assert float(posed.value(found.points[0])) == pytest.approx(found.value, rel=1e-12)


def fewest_errors(rows):
    """The least share of samples with y(w·x + b) ≤ 0, by trying every threshold both ways."""
    x, y = np.array(rows).T
    places = np.unique(x)
    thresholds = [places[0] - 1, *((a + b) / 2 for a, b in pairwise(places)), places[-1] + 1]
    scores = [way * (x - at) for at in thresholds for way in (-1, 1)]
    return min(float((y * score <= 0).mean()) for score in scores)


@given(data(FITTED["classify"](), decimals, 8))
def test_the_fewest_errors_of_two_classes_are_counted(rows):
    found = minimise(problem("classify", rows, "zero_one"))
    assert found.value == pytest.approx(fewest_errors(rows), abs=1e-15)
    assert float(problem("classify", rows, "zero_one").value(found.points[0])) == found.value


@pytest.mark.parametrize("kind", BENT)
def test_a_minimiser_moves_with_the_data(kind):
    rows = [0.0, 0.25, 0.5, 9.0] if not LOSSES[kind].margin else [-3.0, -2.0]
    here, there = (minimise(problem("location", [y + by for y in rows], kind)) for by in (0.0, 16.0))
    assert there.value == pytest.approx(here.value, rel=1e-9, abs=1e-12)
    assert there.points == pytest.approx(here.points + 16, abs=1e-5)


def test_two_equal_groups_have_two_minimisers():
    found = minimise(problem("location", [0, 0, 5, 5], "truncated"))
    assert found.kind == "points"
    assert found.points.tolist() == [[0], [5]]
