"""Penalties by their formulas, and the problems that they are part of, up to the lasso."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from app.core.catalogue import LOSSES, OBJECTIVES, PENALTIES
from app.core.fit import pose
from app.core.minimise import minimise
from tests.core import exact
from tests.core.problems import dyadic_losses
from tests.core.strategies import FITTED, any_of, data, decimals, dyadics, entries

every_penalty = pytest.mark.parametrize("kind", PENALTIES)
points = st.lists(decimals, min_size=1, max_size=4).map(np.array)
steps = st.sampled_from([1e-3, 0.1, 1.0, 30.0])
COST = {
    "none": lambda penalty, t: 0 * t,
    "l1": lambda penalty, t: penalty.weight * np.abs(t),
    "l2": lambda penalty, t: penalty.weight * t**2 / 2,
    "elastic_net": lambda penalty, t: penalty.weight * (penalty.ratio * np.abs(t) + (1 - penalty.ratio) * t**2 / 2),
}
"""What one parameter costs."""
WEIGHT, RATIO = st.integers(1, 16).map(lambda i: i / 8), st.integers(0, 8).map(lambda i: i / 8)


@st.composite
def dyadic_penalties(draw):
    """Penalties that compute exactly."""
    kind = draw(st.sampled_from(["l1", "l2", "elastic_net"]))
    ratio = {"ratio": draw(RATIO)} if kind == "elastic_net" else {}
    return PENALTIES[kind](weight=draw(WEIGHT), **ratio)


@st.composite
def penalised(draw, parameters, loss, penalty):
    """A penalised sum of losses, and its penalty."""
    objective = draw(any_of({kind: each for kind, each in FITTED.items() if len(each.names) == parameters}))
    rows, chosen = draw(data(objective, dyadics)), draw(penalty)
    return pose(objective, rows, draw(loss), "mean" if len(rows) in (1, 2, 4, 8) else "sum", chosen), chosen


@every_penalty
@given(draws=st.data(), theta=points)
def test_the_value_is_the_sum_of_what_each_parameter_costs(kind, draws, theta):
    penalty = draws.draw(entries(PENALTIES[kind]))
    assert penalty.value(theta) == pytest.approx(float(COST[kind](penalty, theta).sum()), rel=1e-14, abs=1e-300)


@every_penalty
@given(draws=st.data(), v=points, step=steps)
def test_the_prox_ends_at_the_lowest_point(kind, draws, v, step):
    penalty = draws.draw(entries(PENALTIES[kind]))
    u = penalty.prox(v, step)
    size = 1e-13 * (penalty.value(v) + penalty.value(u) + float((v**2).sum()) / step)
    for s in (v, 0 * v, u + 1e-6, u - 1e-3, -v, 2 * v):
        gained = penalty.value(s) - penalty.value(u) + float(((s - v) ** 2 - (u - v) ** 2).sum()) / (2 * step)
        assert gained >= float(((s - u) ** 2).sum()) / (2 * step) - size - 1e-13 * penalty.value(s)


@every_penalty
@given(draws=st.data(), v=decimals, step=steps)
def test_scipy_finds_no_lower_point_than_the_prox(kind, draws, v, step):
    penalty = draws.draw(entries(PENALTIES[kind]))

    def total(u):
        return float(penalty.value(np.array([u]))) + (u - v) ** 2 / (2 * step)

    u = float(penalty.prox(np.array([v]), step)[0])
    found = minimize_scalar(total, bounds=(-abs(v) - 1, abs(v) + 1), method="bounded", options={"xatol": 1e-12})
    assert total(u) <= found.fun * (1 + 1e-13) + 1e-300


@given(weight=st.floats(1e-6, 1e6), v=points, step=steps)
def test_the_ends_of_the_elastic_net_are_l1_and_l2(weight, v, step):
    for ratio, kind in ((1, "l1"), (0, "l2")):
        net, end = PENALTIES["elastic_net"](weight=weight, ratio=ratio), PENALTIES[kind](weight=weight)
        assert net.losses() == end.losses()
        assert np.array_equal(net.value(v), end.value(v))
        assert np.array_equal(net.prox(v, step), end.prox(v, step))


def charged(penalty, theta, direction):
    """The one-sided derivative of a penalty, without rounding."""
    weight, ratio = Fraction(penalty.weight), {"l1": Fraction(1), "l2": Fraction(0)}.get(penalty.kind)
    ratio = Fraction(penalty.ratio) if ratio is None else ratio
    total = Fraction(0)
    for t, d in zip(map(Fraction, theta), map(Fraction, direction), strict=True):
        total += weight * (ratio * (abs(d) if t == 0 else d * (1 if t > 0 else -1)) + (1 - ratio) * t * d)
    return total


@pytest.mark.parametrize("parameters", [1, 2])
@given(draws=st.data())
def test_slopes_of_a_penalised_problem_are_exact_sums(parameters, draws):
    posed, penalty = draws.draw(penalised(parameters, dyadic_losses(), dyadic_penalties()))
    theta = draws.draw(st.tuples(*[st.just(0.0) | dyadics] * parameters))
    for direction in draws.draw(st.lists(st.tuples(*[dyadics] * parameters), min_size=3, max_size=6)):
        expected = exact.directional(posed.data, theta, direction) + charged(penalty, theta, direction)
        assert Fraction(float(posed.directional(np.array(theta), np.array(direction)))) == expected
        # The one-sided derivative is the support function of the set.
        vertices = posed.subdifferential(np.array(theta)).vertices
        size = float(np.abs(vertices).sum()) * float(np.abs(direction).sum())
        assert float((vertices @ np.array(direction)).max()) == pytest.approx(float(expected), abs=1e-13 * size)


@pytest.mark.parametrize("parameters", [1, 2])
@given(draws=st.data())
def test_at_a_minimiser_0_is_a_subgradient(parameters, draws):
    penalty = st.sampled_from(["l1", "l2", "elastic_net"]).map(lambda kind: PENALTIES[kind](weight=0.5))
    posed, _ = draws.draw(penalised(parameters, dyadic_losses(), penalty))
    found = minimise(posed)
    assert found.kind != "none"
    for theta in found.points:
        assert posed.subdifferential(theta).distance <= 1e-9
        assert float(posed.value(theta)) == pytest.approx(found.value, rel=1e-12, abs=1e-12)


def lasso(weight, rows=((1.0, 0.0, 2.0), (0.0, 1.0, 0.5)), reduction="sum"):
    return minimise(pose(OBJECTIVES["plane"](), rows, LOSSES["squared"](), reduction, PENALTIES["l1"](weight=weight)))


def test_the_lasso_of_two_weights():
    """½‖w − (2, ½)‖² + ‖w‖₁ is least at (1, 0), where it is 1.625."""
    found = lasso(1.0)
    assert found.points.tolist() == [[1.0, 0.0]]
    assert found.value == 1.625


@given(st.floats(0.01, 3))
def test_the_path_of_the_lasso_is_soft_thresholding(weight):
    expected = [max(2 - weight, 0), max(0.5 - weight, 0)]
    assert lasso(weight).points[0] == pytest.approx(expected, abs=1e-12)


def by_coordinates(table, y, weight, sweeps=3000):
    """The lasso by cyclic coordinate descent (Friedman, Hastie & Tibshirani 2010)."""
    w = np.zeros(table.shape[1])
    for _ in range(sweeps):
        for j in range(len(w)):
            pull = table[:, j] @ (y - table @ w + table[:, j] * w[j])
            w[j] = np.sign(pull) * max(abs(pull) - weight, 0) / (table[:, j] @ table[:, j])
    return w


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("weights", [2, 5])
def test_the_lasso_is_what_coordinate_descent_finds(seed, weights):
    random = np.random.default_rng(seed)
    table, y = random.normal(size=(12, weights)), random.normal(size=12)
    found = lasso(1.5, tuple(map(tuple, np.column_stack([table, y]).tolist())))
    w = by_coordinates(table, y, 1.5)
    assert found.points[0] == pytest.approx(w, abs=1e-9)
    assert (found.points[0] == 0).tolist() == (w == 0).tolist()
    assert found.value == pytest.approx(0.5 * ((table @ w - y) ** 2).sum() + 1.5 * np.abs(w).sum(), rel=1e-12)


@pytest.mark.parametrize("weights", [2, 5])
def test_ridge_is_one_linear_system(weights):
    random = np.random.default_rng(weights)
    table, y = random.normal(size=(9, weights)), random.normal(size=9)
    rows = tuple(map(tuple, np.column_stack([table, y]).tolist()))
    posed = pose(OBJECTIVES["plane"](), rows, LOSSES["squared"](), "mean", PENALTIES["l2"](weight=0.3))
    expected = np.linalg.solve(table.T @ table / 9 + 0.3 * np.eye(weights), table.T @ y / 9)
    assert minimise(posed).points[0] == pytest.approx(expected, abs=1e-12)
