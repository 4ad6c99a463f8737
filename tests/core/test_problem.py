"""Laws of the objective: values, one-sided and directional derivatives, against rational arithmetic."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.core import exact
from tests.core.probe import EPS
from tests.core.problems import dyadic_losses, problem, problems
from tests.core.strategies import FITTED, any_of, data, decimals, dyadics, losses

directions = st.tuples(dyadics, dyadics).filter(any)


@st.composite
def kinked_points(draw, parameters):
    """A problem and a point of it, often on the kinks of one or two samples."""
    posed = draw(problems(parameters, loss=dyadic_losses()))
    theta = [draw(dyadics) for _ in range(parameters)]
    rows = [row for row in posed.matrix.tolist() if row[-1] in (1, -1)]
    if rows and posed.loss.kinks() and draw(st.booleans()):
        i = posed.matrix.tolist().index(draw(st.sampled_from(rows)))
        goal = posed.offset[i] + draw(st.sampled_from(posed.loss.kinks()))
        rest = sum(a * t for a, t in zip(posed.matrix[i, :-1], theta, strict=False))
        theta[-1] = float((goal - rest) / posed.matrix[i, -1])
    return posed, theta


@given(kinked_points(1))
def test_one_sided_derivatives_are_exact_sums(case):
    posed, theta = case
    left, right = posed.one_sided(np.array(theta))
    assert Fraction(float(left)) == -exact.directional(posed, theta, [-1.0])
    assert Fraction(float(right)) == exact.directional(posed, theta, [1.0])


@given(kinked_points(2), directions)
def test_directional_derivatives_are_exact_sums(case, direction):
    posed, theta = case
    slope = posed.directional(np.array(theta), np.array(direction))
    assert Fraction(float(slope)) == exact.directional(posed, theta, list(direction))


@given(kinked_points(2))
def test_residuals_of_dyadic_data_are_exact(case):
    posed, theta = case
    assert [Fraction(r) for r in posed.residual(np.array(theta)).tolist()] == exact.residuals(posed, theta)
    assert np.array_equal(posed.sides(np.array(theta)), posed.loss.slopes(posed.residual(np.array(theta))))


@given(problems(1, decimals), st.data())
def test_a_kink_of_decimal_data_is_met_although_its_residual_is_rounded(posed, draws):
    kinks = posed.loss.kinks()
    used = np.flatnonzero(posed.matrix[:, 0])
    if len(used) == 0 or not kinks:
        return
    i, kink = draws.draw(st.sampled_from(used.tolist())), draws.draw(st.sampled_from(kinks))
    theta = (posed.offset[i] + kink) / posed.matrix[i]
    before, after = posed.loss.slopes(np.array(kink))
    left, right = (side[i] for side in posed.sides(theta))
    assert left <= before < after <= right
    left, right = posed.one_sided(theta)
    assert left < right


@given(any_of(FITTED), losses(), st.data())
def test_the_mean_is_the_sum_divided(objective, loss, draws):
    rows = draws.draw(data(objective, dyadics))
    mean, total = (problem(objective.kind, rows, loss.kind, how, **loss.parameters()) for how in ("mean", "sum"))
    theta = np.array(draws.draw(st.tuples(*[dyadics] * mean.parameters)))
    assert np.allclose(mean.value(theta) * len(rows), total.value(theta), rtol=4 * EPS, atol=0)
    g = np.ones(mean.samples)
    assert np.allclose(mean.pull_back(g) * len(rows), total.pull_back(g), rtol=4 * EPS, atol=1e-12)


@given(problems(), st.data())
def test_a_batch_is_what_its_rows_are(posed, draws):
    points = np.array(draws.draw(st.lists(st.tuples(*[decimals] * posed.parameters), min_size=2, max_size=5)))
    single = [points[i : i + 1] for i in range(len(points))]
    for whole in (
        posed.residual,
        posed.value,
        lambda at: posed.sides(at)[1],
        lambda at: posed.pull_back(posed.residual(at)),
    ):
        assert np.array_equal(whole(points), np.concatenate([whole(each) for each in single]))


@given(problems(2), st.lists(decimals, min_size=1, max_size=4), st.lists(decimals, min_size=1, max_size=4))
def test_a_grid_is_its_points(posed, first, second):
    nodes = np.array([[(x, y) for x in first] for y in second])
    assert posed.on_grid(np.array(first), np.array(second)).tobytes() == posed.value(nodes).tobytes()


@given(problems(loss=losses(convex=True)), st.data())
def test_convex_losses_make_convex_objectives(posed, draws):
    a, b = (np.array(draws.draw(st.tuples(*[dyadics] * posed.parameters))) for _ in range(2))
    ends = posed.value(a) + posed.value(b)
    assert posed.value((a + b) / 2) <= ends / 2 + 8 * EPS * ends


@given(problems(loss=losses(convex=True)), st.data())
def test_the_directional_derivative_supports_the_objective(posed, draws):
    a, b = (np.array(draws.draw(st.tuples(*[decimals] * posed.parameters))) for _ in range(2))
    slope, size = posed.directional(a, b - a), posed.value(a) + posed.value(b)
    terms = np.abs(posed.matrix) @ (np.abs(a) + np.abs(b)) + np.abs(posed.offset)
    steep = np.abs(np.array(posed.sides(a))).max(0)
    assert posed.value(b) >= posed.value(a) + slope - 16 * EPS * (size + (steep * terms).sum())


@given(problems(loss=losses(convex=True)), st.data())
def test_no_slope_exceeds_the_lipschitz_constant(posed, draws):
    theta = np.array(draws.draw(st.tuples(*[dyadics] * posed.parameters)))
    for slopes in posed.loss.slopes(posed.residual(theta)):
        assert np.linalg.norm(posed.pull_back(slopes)) <= posed.lipschitz() * (1 + 1e-12)


def test_residuals_of_each_objective():
    theta = np.array([3.0])
    assert problem("point", [()]).residual(theta).tolist() == [3]
    assert problem("location", [1, 5]).residual(theta).tolist() == [2, -2]
    assert problem("scale", [(2, 1), (0, 7)]).residual(theta).tolist() == [5, -7]
    assert problem("line", [(2, 1), (0, 7)]).residual(np.array([3.0, 10.0])).tolist() == [15, 3]


def test_a_loss_that_eats_target_minus_prediction_is_turned_round():
    posed = problem("location", [10], "quantile", tau=0.75)
    assert posed.value(np.array([6.0])) == 3  # four too low cost τ each
    assert posed.value(np.array([14.0])) == 1


def test_a_sample_whose_x_is_zero_has_no_slope():
    posed = problem("scale", [(0, 3), (2, 2)], reduction="sum")
    assert posed.one_sided(np.array([1.0])) == (-2, 2)
    assert posed.one_sided(np.array([0.0])) == (-2, -2)


@given(problems(), st.sampled_from(["float32", "float16"]))
def test_a_cast_problem_computes_in_its_precision(posed, precision):
    dtype = np.dtype(precision).type
    cast, theta = posed.cast(dtype), np.ones((1, posed.parameters), dtype)
    with np.errstate(all="ignore"):
        columns = cast.residual(theta), cast.value(theta), cast.pull_back(cast.residual(theta))
    assert {column.dtype.name for column in columns} == {precision}
