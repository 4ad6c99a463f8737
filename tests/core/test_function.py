"""Named functions: their known minima are not beaten, their slopes are exact, their kinks are all there."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize

from app.core.catalogue import CONVENTIONS, FUNCTIONS
from app.core.function_problem import FunctionProblem
from app.core.minimise import minimise
from app.core.tape import Tape
from tests.core.strategies import any_of, decimals, dyadics

every_function = pytest.mark.parametrize("kind", FUNCTIONS)
PRECISIONS = (np.float16, np.float32, np.float64)


def problem(kind, **chosen):
    return FunctionProblem(FUNCTIONS[kind](**chosen))


@st.composite
def places(draw, numbers=decimals, most=4):
    """A function with any parameters, and some points."""
    function = draw(any_of(FUNCTIONS))
    point = st.tuples(*[numbers] * len(function.names))
    return FunctionProblem(function), np.array(draw(st.lists(point, min_size=1, max_size=most)))


@every_function
def test_a_function_says_what_it_is(kind):
    function, posed = FUNCTIONS[kind](), problem(kind)
    assert len(function.start) == len(function.names) == posed.parameters in (1, 2)
    assert posed.value(np.array(function.start)).shape == ()
    assert len(function.kinks()) == 0 or posed.parameters == 1
    assert len(function.centres()) == 0 or posed.parameters == 2
    assert minimise(posed).kind == function.minimisers().kind


@given(any_of(FUNCTIONS))
def test_the_known_minimum_is_the_value_at_the_known_minimisers(function):
    known, posed = function.minimisers(), FunctionProblem(function)
    assert known.points.shape[1] == posed.parameters
    assert known.source
    if known.kind == "none":
        assert len(known.points) == 0
        return
    size = max(1.0, *(abs(float(posed.value(-point))) for point in known.points))
    assert posed.value(known.points) == pytest.approx(np.full(len(known.points), known.value), abs=1e-14 * size)


@given(any_of(FUNCTIONS), st.integers(0, 2**31 - 1))
def test_no_point_lies_below_the_known_minimum(function, seed):
    posed, random = FunctionProblem(function), np.random.default_rng(seed)
    near = function.minimisers().points[:8].reshape(-1, posed.parameters)
    far = random.normal(size=(2000, posed.parameters)) * 10.0 ** random.uniform(-4, 2, (2000, 1))
    points = np.concatenate([far, *(each + far[:500] / 100 for each in near)])
    assert posed.value(points).min() >= function.minimisers().value - 1e-12


@every_function
def test_no_search_gets_below_the_known_minimum(kind):
    posed, known = problem(kind), FUNCTIONS[kind]().minimisers()
    if known.kind == "none":
        return
    for start in (FUNCTIONS[kind].start, *known.points[:4] + 0.1):
        found = minimize(posed.value, np.array(start), method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12})
        assert found.fun >= known.value - 1e-12


@every_function
def test_the_known_minimisers_are_apart_and_all_there_are_nearby(kind):
    """Around an isolated minimiser F is higher; a search from beside it comes back to it."""
    posed, known = problem(kind), FUNCTIONS[kind]().minimisers()
    if known.kind not in ("point", "points"):
        return
    around = np.array([(-1.0,), (1.0,)]) if posed.parameters == 1 else np.array(
        [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 64)]
    )  # fmt: skip
    for point in known.points:
        for distance in (1e-3, 0.1):
            assert (posed.value(point + distance * around) > known.value).all()


@given(any_of(FUNCTIONS))
def test_minimisers_of_convex_functions_are_stationary(function):
    posed = FunctionProblem(function)
    for point in function.minimisers().points if function.convex else ():
        assert posed.subdifferential(point).distance <= 1e-15  # more than 0 where the minimiser itself is rounded


@given(places(st.floats(-20, 20)), st.data())
def test_convex_functions_lie_below_their_chords(case, draws):
    posed, points = case
    if not posed.convex:
        return
    a, b = points[0], np.array(draws.draw(st.tuples(*[st.floats(-20, 20)] * posed.parameters)))
    ends = abs(posed.value(a)) + abs(posed.value(b))
    assert posed.value((a + b) / 2) <= (posed.value(a) + posed.value(b)) / 2 + 1e-13 * (1 + ends)


@given(places())
def test_off_the_switches_what_is_reported_is_the_derivative(case):
    posed, points = case
    answer = posed.ask(CONVENTIONS["zero"](), points).subgradient
    rows = np.flatnonzero(~posed.tape.near_switch(points))
    for i in range(posed.parameters):
        way = np.eye(posed.parameters)[i]
        step = 1e-5 * way.astype(np.longdouble)
        for row in rows:
            wide, ends = ([posed.value(points[row] + sign * by * step) for sign in (1, -1)] for by in (2, 1))
            rounds = np.diff(wide)[0] / 2 - np.diff(ends)[0]
            slope, difference = answer[row, i], float((ends[0] - ends[1]) / 2e-5)
            if abs(rounds) > 1e-9 * (abs(ends[0]) + 1e-6 * abs(slope)):
                continue  # a kink lies within the step, or F is bent too much for it
            assert slope == pytest.approx(difference, rel=1e-6, abs=1e-6 * (1 + abs(float(ends[0]))))
            assert posed.directional(points[row], way) == pytest.approx(slope, rel=1e-12, abs=1e-12)


@given(places(dyadics))
def test_slopes_to_both_sides_lie_in_the_set(case):
    posed, points = case
    for point in points[:2]:
        found = posed.subdifferential(point)
        for way in (np.eye(posed.parameters)[0], np.full(posed.parameters, -0.5)):
            values = found.vertices @ way
            slope = float(posed.directional(point, way))
            slack = 2 * found.tolerance + 1e-9 * (1 + abs(slope))
            assert values.min() - slack <= slope <= values.max() + slack
            if posed.convex:
                assert slope == pytest.approx(values.max(), abs=slack)


@given(places(dyadics))
def test_no_slope_exceeds_the_lipschitz_constant(case):
    posed, points = case
    for point in points[:2]:
        lengths = np.linalg.norm(posed.subdifferential(point).vertices, axis=1)
        assert lengths.max() <= posed.lipschitz() * (1 + 1e-12)


@given(any_of(FUNCTIONS), st.lists(decimals, min_size=1, max_size=8))
def test_kinks_are_where_the_slopes_differ(function, others):
    posed = FunctionProblem(function)
    if posed.parameters == 1:
        found = posed.kinks(((-5.0, 5.0),))
        left, right = posed.one_sided(found.theta[:, None])
        assert (left.tolist(), right.tolist()) == (found.left.tolist(), found.right.tolist())
        assert all(found.samples)
        assert found.theta.tolist() == sorted(found.theta.tolist())
        away = np.setdiff1d(np.array(others), found.theta)
        left, right = posed.one_sided(away[:, None])
        assert left == pytest.approx(right, abs=1e-12)
        assert not posed.ask(CONVENTIONS["zero"](), away[:, None]).kinked.any()


@pytest.mark.parametrize("kind", [kind for kind in FUNCTIONS if len(FUNCTIONS[kind].names) == 1])
def test_every_zero_of_a_switch_is_listed(kind):
    tape, grid = problem(kind).tape, np.linspace(-8, 8, 4001)
    found = []
    for node in tape.nodes:
        for switch in map(Tape, node.primitive.switches(node, *node.operands)):
            z = switch.value(grid[:, None])
            found += grid[z == 0].tolist()
            for i in np.flatnonzero(z[:-1] * z[1:] < 0):
                found.append(
                    brentq(lambda at, switch=switch: float(switch.value(np.array([at]))), grid[i], grid[i + 1])
                )
    assert sorted(set(np.round(found, 9))) == sorted(FUNCTIONS[kind]().kinks())


@given(places(), st.sampled_from(PRECISIONS), any_of(CONVENTIONS))
def test_a_batch_is_what_its_rows_are(case, dtype, convention):
    posed, points = case
    points = points.astype(dtype)
    uniform = np.random.default_rng(0).random((len(points), posed.terms))
    whole = posed.ask(convention, points, uniform)
    single = [posed.ask(convention, points[i : i + 1], uniform[i : i + 1]) for i in range(len(points))]
    for name in ("subgradient", "slopes", "kinked"):
        rows = np.concatenate([getattr(answer, name) for answer in single])
        assert np.array_equal(getattr(whole, name), rows, equal_nan=name != "kinked")
    assert np.array_equal(posed.value(points), np.array([posed.value(point) for point in points]), equal_nan=True)
    assert whole.is_hit == any(answer.is_hit for answer in single)
    assert {posed.value(points).dtype, whole.subgradient.dtype, whole.slopes.dtype} == {np.dtype(dtype)}
