"""Laws of the implicit step of a whole objective."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from app.core.prox import prox
from tests.core.problems import dyadic_losses, problem, problems, size
from tests.core.strategies import decimals, losses

weights = st.sampled_from([1e-3, 0.1, 0.3, 1.0, 10.0, 1e3])
points = st.tuples(decimals, decimals)
moderate = dyadic_losses() | losses(degree=None, convex=True)
COMPASS = np.array([[np.cos(a), np.sin(a)] for a in np.linspace(0, 2 * np.pi, 25)[:-1]])


def total(posed, u, x, weight):
    return posed.value(u) + ((u - x) ** 2).sum(-1) / (2 * weight)


def rounding(posed, s, x, weight):
    """Of `total` at s, and at a point that is known as well as x and s are."""
    return 1e-13 * (size(posed, np.abs(s) + np.abs(x)) + float((s**2 + x**2).sum()) / weight)


def slope_along(posed, u, x, weight, d):
    """F′(u; d), a sample being at a kink where the digits of u, of x and of the longest step leave that open."""
    r = posed.residual(u)
    for kink in posed.loss.kinks():
        reach = np.abs(u) + np.abs(x) + weight * posed.lipschitz()
        blur = 1e-14 * (np.abs(posed.matrix) @ reach + np.abs(posed.offset) + abs(kink))
        r = np.where(np.abs(r - kink) <= blur, kink, r)
    left, right = posed.loss.slopes(r)
    change = posed.matrix @ d
    return (np.where(change >= 0, right, left) * change).sum() / posed.parts[0].divisor


@pytest.mark.parametrize("parameters", [1, 2])
@given(draws=st.data(), weight=weights)
def test_the_step_ends_at_the_lowest_point(parameters, draws, weight):
    """F(s) + ‖s − x‖²/2λ ≥ F(u) + ‖u − x‖²/2λ + ‖s − u‖²/2λ for every s: the three-point inequality."""
    posed = draws.draw(problems(parameters, decimals, moderate, most=7), label="problem")
    x, *others = np.array(draws.draw(st.lists(points, min_size=4, max_size=4)))[:, :parameters]
    u = prox(posed, x[None], weight)[0]
    near = [u + d * h for d in COMPASS[:, :parameters] for h in (1e-7, 1e-4, 1e-2, 1.0)]
    for s in (*others, *near, np.zeros(parameters), x):
        gained = total(posed, s, x, weight) - total(posed, u, x, weight)
        slack = rounding(posed, s, x, weight) + rounding(posed, u, x, weight)
        assert gained >= ((s - u) ** 2).sum() / (2 * weight) - slack


@pytest.mark.parametrize("parameters", [1, 2])
@given(draws=st.data(), weight=weights)
def test_what_the_step_leaves_over_is_a_subgradient_where_it_ends(parameters, draws, weight):
    """(x − u)/λ ∈ ∂F(u): no direction of the compass has more slope than F there."""
    posed = draws.draw(problems(parameters, decimals, moderate, most=7), label="problem")
    x = np.array(draws.draw(points))[:parameters]
    u = prox(posed, x[None], weight)[0]
    left = (x - u) / weight
    bend = posed.loss.curvature(posed.residual(u)) @ (posed.matrix**2).sum(1)
    steep = np.abs(posed.loss.slopes(posed.residual(u))).max(0) @ np.abs(posed.matrix).sum(1)
    slack = 1e-10 * (1 + steep) + 1e-14 * (bend + 1 / weight) * (1 + np.abs(u).max() + np.abs(x).max())
    for d in COMPASS[:, :parameters]:
        assert left @ d <= slope_along(posed, u, x, weight, d) + slack


@pytest.mark.parametrize("parameters", [1, 2])
@given(draws=st.data(), weight=weights)
def test_steps_from_two_points_do_not_part_them(parameters, draws, weight):
    posed = draws.draw(problems(parameters, decimals, moderate, most=5), label="problem")
    x, y = np.array(draws.draw(st.lists(points, min_size=2, max_size=2)))[:, :parameters]
    u, v = prox(posed, np.array([x, y]), weight)
    slack = 1e-10 * (1 + np.abs(x).max() + np.abs(y).max())
    assert ((u - v) ** 2).sum() <= (u - v) @ (x - y) + slack


@given(problems(2, decimals, dyadic_losses((1,)), most=5), points, weights)
def test_an_independent_solver_finds_no_lower_point(posed, x, weight):
    """SLSQP on the epigraph: min Σt/d + ‖u − x‖²/2λ under tᵢ ≥ each linear piece of ρ."""
    x = np.array(x)
    u = prox(posed, x[None], weight)[0]
    found = minimize(lambda s: total(posed, s, x, weight), u + 1e-3, method="Nelder-Mead",
                     options={"xatol": 1e-9, "fatol": 1e-13, "maxiter": 400})  # fmt: skip
    assert found.fun >= total(posed, u, x, weight) - rounding(posed, u, x, weight)


def test_a_long_step_ends_at_a_minimiser():
    posed = problem("line", zip(range(7), (0, 1, 3, 5, 2, 3, 16), strict=True))
    assert prox(posed, np.array([[9.0, -7.0]]), 1e4)[0] == pytest.approx([1.5, 0], abs=1e-9)
    x, y = np.array([(float(i), float(v)) for i, v in enumerate((0, 1, 3, 5, 2, 3, 16))]).T
    lines = np.column_stack([x, np.ones(7)])
    epigraph = np.vstack([np.hstack([lines, -np.eye(7)]), np.hstack([-lines, -np.eye(7)])])
    found = linprog(np.r_[0, 0, np.ones(7) / 7], A_ub=epigraph, b_ub=np.r_[y, -y], bounds=(None, None))
    assert posed.value(np.array([1.5, 0.0])) == pytest.approx(found.fun)


@pytest.mark.parametrize(("x", "expected"), [(1.0, 0.7), (0.2, 0.0), (-0.3, 0.0), (-2.0, -1.7)])
def test_one_absolute_value_is_soft_thresholding(x, expected):
    assert prox(problem("point", [()]), np.array([[x]]), 0.3).tolist() == [[pytest.approx(expected, abs=1e-16)]]


@pytest.mark.parametrize("objective", ["point", "location", "scale", "line"])
def test_the_shape_of_the_batch_is_kept(objective):
    rows = {"point": [()], "location": [1, 2, 4], "scale": [(1, 2), (2, 1)], "line": [(1, 2), (2, 1), (3, 3)]}
    posed = problem(objective, rows[objective])
    x = np.linspace(-1, 1, 3 * posed.parameters).reshape(3, posed.parameters)
    whole = prox(posed, x, 0.5)
    assert whole.shape == x.shape
    assert np.array_equal(whole, np.concatenate([prox(posed, x[i : i + 1], 0.5) for i in range(3)]))


def test_a_constant_objective_pulls_nowhere():
    assert prox(problem("scale", [(0, 3), (0, 1)]), np.array([[2.5]]), 0.5).tolist() == [[2.5]]


@pytest.mark.parametrize("kind", ["absolute", "huber", "log_cosh", "hinge", "squared"])
@pytest.mark.parametrize("objective", ["location", "line"])
def test_a_step_of_next_to_no_weight_moves_nothing(kind, objective):
    posed = problem(objective, [1, 2, 3] if objective == "location" else [(0, 1), (1, 2), (4, 4)], kind)
    x = np.full((1, posed.parameters), 0.3)
    for weight in (0.0, 5e-324, 1e-310, 1e-300):
        assert np.array_equal(prox(posed, x, weight), x)


def test_samples_that_all_have_x_zero_leave_the_slope_alone():
    assert prox(problem("line", [(0, 0), (0, 0)]), np.array([[1.0, 0.0]]), 0.5) == pytest.approx(np.array([[1.0, 0.0]]))
