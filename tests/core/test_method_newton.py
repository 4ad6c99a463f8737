"""Newton's method and its kin: closed forms of their iterates, and where published runs end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import FUNCTIONS, METHODS
from app.core.function_problem import FunctionProblem
from tests.core.descents import descend, named, oracle
from tests.core.problems import problem, problems
from tests.core.strategies import any_of, decimals, dyadics


def newton(posed, start, steps=10):
    return descend(posed, METHODS["newton"](), start, steps)


@pytest.mark.parametrize("r", [0.11, 0.1, 0.05, -0.0625])
@pytest.mark.parametrize(
    ("loss", "step"), [("charbonnier", lambda r: -(r**3) / 0.1**2), ("fair", lambda r: -r * abs(r) / 0.1)]
)
def test_rounded_corners_have_newton_steps_in_closed_form(loss, step, r):
    found = newton(problem("location", [0], loss, epsilon=0.1), (r,), 6).path[:, 0]
    expected = [r]
    for _ in range(len(found) - 1):
        expected.append(step(expected[-1]))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-16)
    assert (abs(found[-1]) > 1) == (r == 0.11)


@pytest.mark.parametrize(("start", "converges"), [(1.08865, True), (1.08867, False)])
def test_log_cosh_has_a_threshold(start, converges):
    found = newton(problem("location", [0], "log_cosh"), (start,), 18).path[:, 0]
    assert found[1] == pytest.approx(start - np.sinh(2 * start) / 2, rel=1e-12)
    assert (np.abs(found).max() < 2) == converges


@pytest.mark.parametrize("objective", ["location", "line"])
def test_there_is_no_step_where_nothing_bends(objective):
    rows = [1, 2, 4] if objective == "location" else [(0, 1), (1, 3)]
    posed = problem(objective, rows)
    found = newton(posed, (0.5,) * posed.parameters)
    assert len(found.path) == 1
    assert "curvature of F is 0" in found.verdict


def test_a_singular_hessian_is_told():
    found = newton(problem("plane", [(0, 1, 1), (0, 2, 3)], "squared"), (1, 1))
    assert "rank 1 of 2" in found.verdict


@given(problems(2, loss=st.just(problem("point", [()], "squared").loss)), st.tuples(dyadics, dyadics))
def test_one_step_solves_least_squares(posed, start):
    found = newton(posed, start, 1)
    if len(found.path) > 1 and np.linalg.cond(posed.matrix) < 1e4:
        assert np.linalg.norm(posed.pull_back(posed.residual(found.path[1]))) <= 1e-6


@given(any_of(FUNCTIONS), st.integers(0, 2**31))
def test_the_hessian_is_the_change_of_the_gradient(function, seed):
    posed = FunctionProblem(function)
    theta = np.random.default_rng(seed).normal(size=posed.parameters)
    step = 1e-6
    if posed.tape.near_switch(theta).any():
        return
    ahead, behind = (posed.tape.gradient(theta + side * np.eye(posed.parameters)) for side in (step, -step))
    change, hessian = (ahead - behind) / (2 * step), posed.hessian(theta)
    values = np.abs(posed.tape.trace(theta[None])[0]).max()
    kinked = np.abs(change - hessian) > 1e-4 * (1 + np.abs(hessian).max() + values)
    assert np.array_equal(hessian, hessian.T)
    assert not kinked.any() or np.abs(change).max() > 1e4  # a kink lies between the two points


def test_newton_runs_into_a_saddle_and_a_maximum():
    assert newton(named("saddle"), (1, 0)).path[-1].tolist() == [0, 0]
    assert newton(named("rosenbrock"), (-1.2, 1)).path[-1] == pytest.approx([1, 1], abs=1e-9)


def quasi(kind, function, start=None, steps=400, of=None, **chosen):
    posed = named(function, **(of or {}))
    return descend(posed, METHODS[kind](**chosen), start or posed.function.start, steps)


def test_bfgs_finds_a_kink_as_published():
    values = quasi("bfgs", "weighted_absolute", (9.7, 1.3), 200).values
    assert values[[5, 10, 20, 40]] == pytest.approx([4.9, 0.28, 2e-4, 6.7e-10], rel=0.05)
    assert values[200] ** (1 / 200) == pytest.approx(0.47, abs=0.02)


def test_bfgs_follows_the_nonsmooth_valley():
    values = quasi("bfgs", "nonsmooth_rosenbrock").values
    assert values[205] < 1e-7
    assert values[-1] < 1e-10


def test_bfgs_is_not_taken_in_by_wolfes_function():
    found = quasi("bfgs", "wolfe", steps=40)
    assert found.values[37] == pytest.approx(-8, abs=1e-12)
    assert found.path[-1] == pytest.approx([-1, 0], abs=1e-7)


WEDGES = [(0.9, -10), (1.5, -10), (2, -1.41), (3, -0.21), (4, -0.31), (8, 0.12)]


@pytest.mark.parametrize(("weight", "value"), WEDGES)
def test_a_memory_of_one_step_gets_stuck_on_steep_wedges(weight, value):
    found = quasi("lbfgs", "overton", of={"weight": weight}, memory=1)
    assert found.values[-1] == pytest.approx(value, abs=0.005)
    for able in (quasi("lbfgs", "overton", of={"weight": weight}), quasi("bfgs", "overton", of={"weight": weight})):
        assert able.values[-1] == -10


def test_after_one_step_both_ways_are_one():
    bfgs, limited = (quasi(kind, "rosenbrock", steps=2).path for kind in ("bfgs", "lbfgs"))
    assert bfgs == pytest.approx(limited, rel=1e-12)


@pytest.mark.parametrize("kind", ["bfgs", "lbfgs"])
@given(st.one_of(problems(1, decimals), problems(2, decimals)), st.data())
def test_f_falls_at_every_step(kind, posed, draws):
    start = draws.draw(st.tuples(*[dyadics] * posed.parameters))
    assert np.all(np.diff(descend(posed, METHODS[kind](), start, 12).values) < 0)


@given(problems(2, decimals), st.tuples(dyadics, dyadics))
def test_the_estimate_maps_the_change_of_the_slope_to_the_step(posed, start):
    answers, method = oracle(posed), METHODS["bfgs"]()
    before = method.init(np.array([start]))
    for _ in range(3):
        after = method.step(before, answers, 1)
        if after.verdict or after.inverse is before.inverse:
            return
        step, change = (after.x - before.x)[0], (answers.subgradient(after.x) - answers.subgradient(before.x))[0]
        size = np.abs(after.inverse).max() * np.abs(change).max()
        assert after.inverse @ change == pytest.approx(step, abs=1e-9 * size)
        before = after
