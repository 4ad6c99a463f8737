"""Methods that search along a direction: published iterates, where they get stuck, and that F never rises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES
from app.core.fit import pose
from app.core.function_problem import FunctionProblem
from tests.core.descents import descend, named, oracle
from tests.core.problems import problems, size
from tests.core.strategies import any_of, decimals, dyadics

SEARCHES = ("exact_search", "armijo", "wolfe_search", "coordinate_descent")
CONTINUOUS = [loss() for loss in LOSSES.values() if not loss().jumps()]
"""With everyday parameters: with extreme ones the values of some losses are rounded coarsely."""


def descent(kind, function, start=None, steps=100, problem=None, **chosen):
    posed = named(function, **chosen.pop("of", {}))
    return descend(posed, METHODS[kind](**chosen), start or posed.function.start, steps)


@st.composite
def posed(draw):
    """A problem of data without jumps or a named function, and a start."""
    if draw(st.booleans()):
        problem = FunctionProblem(draw(any_of(FUNCTIONS)))
    else:
        problem = draw(problems(draw(st.sampled_from((1, 2))), decimals, st.sampled_from(CONTINUOUS)))
    return problem, draw(st.tuples(*[dyadics] * problem.parameters))


def rounding(problem, point):
    """How far the rounding of F may go."""
    if isinstance(problem, FunctionProblem):
        return 1e-13 * (1 + max(np.abs(part).max() for part in problem.tape.trace(point[None])))
    return 1e-13 * size(problem, point)


@pytest.mark.parametrize("kind", SEARCHES)
@given(posed())
def test_f_never_rises(kind, drawn):
    problem, start = drawn
    found = descend(problem, METHODS[kind](), start, 8)
    fine = np.isfinite(found.values)
    assert fine.all()
    allowed = [rounding(problem, point) for point in found.path[:-1]] if kind not in ("armijo", "wolfe_search") else 0.0
    assert np.all(np.diff(found.values) <= allowed)


@given(posed())
def test_an_exact_search_ends_where_the_slope_changes_its_sign(drawn):
    problem, start = drawn
    x = np.array(start)
    direction = -oracle(problem).subgradient(x[None])[0]
    t = oracle(problem).rest(x[None], direction[None])
    if t == 0:
        assert not problem.directional(x, direction) < 0
    elif np.isfinite(t):
        before, after = x + t * (1 - 1e-6) * direction, x + t * (1 + 1e-6) * direction
        slack = 1e-9 * (1 + abs(problem.directional(x, direction)))
        assert problem.directional(before, direction) < slack
        assert problem.directional(after, direction) > -slack


@given(posed())
def test_coordinate_descent_rests_where_no_coordinate_falls(drawn):
    problem, start = drawn
    found = descend(problem, METHODS["coordinate_descent"](), start, 30)
    if "no coordinate" in found.verdict:
        axes = np.eye(problem.parameters)
        slopes = [problem.directional(found.path[-1], d) for d in (*axes, *-axes)]
        assert min(slopes) >= -1e-6 * (1 + np.max(np.abs(slopes)))


def test_exact_steps_zigzag_to_a_point_that_is_no_minimiser():
    found = descent("exact_search", "wolfe", steps=60)
    k = np.arange(61)
    published = np.stack([16 / 9 * (7 / 25) ** k, (-7 / 25) ** k], 1)
    assert found.path == pytest.approx(published, rel=1e-12, abs=0)
    assert found.verdict == ""
    assert named("wolfe").directional(np.zeros(2), np.array([-1.0, 0.0])) == -9


@pytest.mark.parametrize("start", [(3, 2), (2, 1), (1.5, 1.2), (1, -0.9)])
def test_exact_steps_zigzag_from_the_whole_sector(start):
    assert np.abs(descent("exact_search", "wolfe", start, 40).path[-1]).max() < 1e-20


def test_exact_steps_escape_from_outside_the_sector():
    assert descent("exact_search", "wolfe", (2, 0.5), 40).path[-1] == pytest.approx([-1, 0], abs=1e-12)


@pytest.mark.parametrize(("c1", "value"), [(1e-4, -7.985), (0.5, -8.0)])
def test_armijo_escapes_wolfes_function(c1, value):
    assert descent("armijo", "wolfe", steps=400, c1=c1).values[-1] == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(("weight", "value"), [(0.9, -10), (1.5, -10), (2, -10), (3, -0.5), (4, -10), (8, -10)])
def test_weak_wolfe_steps_get_stuck_on_some_wedges(weight, value):
    found = descent("wolfe_search", "overton", of={"weight": weight})
    assert found.values[-1] == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("function", "start", "end", "value"),
    [("ridge", (2, -1), (-1, -1), 2), ("stuck_diagonal", (5, -3), (-3, -3), 0.9), ("lasso", (3, 2), (1, 0), 1.625)],
)
def test_coordinate_descent_ends_where_published(function, start, end, value):
    found = descent("coordinate_descent", function, start)
    assert found.path[-1].tolist() == list(end)
    assert found.values[-1] == pytest.approx(value, abs=1e-14)
    assert "no coordinate" in found.verdict


def test_where_coordinate_descent_is_stuck_the_diagonal_falls():
    slopes = [
        named("ridge").directional(np.array([-1.0, -1.0]), np.array(d)) for d in [(1, 0), (-1, 0), (0, 1), (0, -1)]
    ]
    assert sorted(slopes) == [2, 2, 4, 4]
    assert named("ridge").directional(np.array([-1.0, -1.0]), np.array([1.0, 1.0])) == -2


def test_coordinate_descent_solves_the_lasso_with_exact_zeros():
    random = np.random.default_rng(0)
    inputs = random.normal(size=(40, 20))
    targets = inputs[:, :3] @ (3, -2, 1.5) + random.normal(size=40)
    rows = tuple(map(tuple, np.column_stack([inputs, targets]).tolist()))
    lasso = pose(OBJECTIVES["plane"](), rows, LOSSES["squared"](), "sum", PENALTIES["l1"](weight=20))
    found = descend(lasso, METHODS["coordinate_descent"](), np.zeros(20), 400)
    slope = inputs.T @ (inputs @ found.path[-1] - targets)
    used = found.path[-1] != 0
    assert 3 <= used.sum() < 20
    scale = abs(lasso.loss.slopes(np.array([1.0]))[0].item())
    assert scale * slope[used] == pytest.approx(-20 * np.sign(found.path[-1][used]), abs=1e-8)
    assert np.abs(scale * slope[~used]).max() < 20


def test_steepest_descent_leaves_no_maximum_and_goes_straight():
    assert descent("minimum_norm", "double_well", (0.0,)).verdict.startswith("0 is an element")
    tilted = descend(named("weighted_absolute"), METHODS["minimum_norm"](), (3, 0), 30, size=0.125)
    assert np.array_equal(tilted.path[:, 1], np.zeros(len(tilted.path)))
    assert tilted.path[-1].tolist() == [0, 0]


@given(posed())
def test_steepest_descent_goes_along_the_steepest_of_all_directions(drawn):
    problem, start = drawn
    if not problem.convex:
        return
    x = np.array(start)
    step = descend(problem, METHODS["minimum_norm"](), start, 1, size=0.5)
    if step.verdict:
        assert problem.subdifferential(x).stationary
        return
    shortest = oracle(problem).minimum_norm(x[None])[0]
    assert np.array_equal(step.path[1], x - 0.5 * shortest)
    steepest = problem.directional(x, -shortest / np.linalg.norm(shortest))
    turns = np.linspace(0, 2 * np.pi, 33)
    directions = np.stack([np.cos(turns), np.sin(turns)], 1) if problem.parameters == 2 else np.array([[1.0], [-1.0]])
    slopes = [problem.directional(x, d) for d in directions]
    assert steepest <= min(slopes) + 1e-3 * (1 + np.abs(slopes).max())


def test_there_is_no_shortest_subgradient_where_f_overflows():
    assert np.isnan(oracle(named("rosenbrock")).minimum_norm(np.array([[1e110, 0.0]]))).all()


def test_a_function_that_falls_for_ever_has_no_exact_step():
    found = descent("exact_search", "relu_difference", (1.0,))
    assert found.verdict.endswith("falls for ever.")
    assert descent("coordinate_descent", "relu_difference", (1.0,)).verdict == found.verdict
