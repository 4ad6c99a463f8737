"""Laws of formulas of data: F is the mean over the samples, and all of it is what a sum of losses says of the same."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, LOSSES, OBJECTIVES
from app.core.expression import parameters
from app.core.fit import pose
from app.core.function_problem import FunctionProblem
from app.core.sampled_problem import SampledProblem, fixed, pose_function
from app.core.syntax import Name, printed
from app.core.tape import Tape
from app.core.written import Written
from tests.core.formulas import exact, naming, piecewise_linear
from tests.core.strategies import dyadics
from tests.core.test_written import rational_slope, written

A, COLUMNS = st.just(Name("a")), st.sampled_from("xy").map(Name)
NAMED = piecewise_linear(A | COLUMNS).map(lambda tree: naming(tree, "axy"))
whole = st.integers(-4, 4)
pairs = st.lists(st.tuples(dyadics, dyadics), min_size=1, max_size=5).map(tuple)
LINEAR = {"line": "a*x + b - y", "scale": "a*x - y"}
"""Objectives, and their residuals as formulas."""
FITTED = [kind for kind, loss in LOSSES.items() if not loss.margin]


def both(kind, loss, rows):
    """The same F as a formula of data and as a sum of losses."""
    residual = LINEAR[kind] if LOSSES[loss].orientation > 0 else f"-({LINEAR[kind]})"
    return pose_function(Written(text=f"{loss}({residual})"), rows), pose(
        OBJECTIVES[kind](), rows, LOSSES[loss](), "mean"
    )


@given(
    NAMED,
    st.lists(st.tuples(whole, whole), min_size=1, max_size=4),
    whole,
    st.sampled_from((-1, 1)),
)
def test_values_and_slopes_are_means_of_fractions(tree, rows, at, way):
    function = written(tree)
    problem = pose_function(function, tuple(tuple(map(float, row)) for row in rows))
    places = [{"a": Fraction(at), "x": Fraction(x), "y": Fraction(y)} for x, y in rows]
    still = {"x": 0, "y": 0, "a": way}
    slopes = [rational_slope(tree, place, still) for place in places]
    mean = sum(exact(tree, place) for place in places) / len(rows)
    assert problem.value(np.array([float(at)])) == pytest.approx(float(mean), rel=1e-14, abs=1e-14)
    slope = problem.directional(np.array([float(at)]), np.array([float(way)])).item()
    with np.errstate(invalid="ignore"):
        assert slope == pytest.approx(float(np.mean(slopes)), rel=1e-14, abs=1e-14, nan_ok=True)


@pytest.mark.parametrize("loss", FITTED)
@pytest.mark.parametrize("kind", LINEAR)
@given(rows=pairs, draws=st.data())
def test_a_formula_of_residuals_is_the_sum_of_losses(kind, loss, rows, draws):
    formula, fit = both(kind, loss, rows)
    theta = np.array(draws.draw(st.tuples(*[dyadics] * fit.parameters)))
    way = np.array(draws.draw(st.tuples(*[whole] * fit.parameters)), float)
    value = fit.value(theta)
    assume(np.isfinite(value) and value < 1e9)
    assert formula.value(theta) == pytest.approx(value, rel=1e-12, abs=1e-12)
    slope = fit.directional(theta, way)
    assert formula.directional(theta, way) == pytest.approx(slope, rel=1e-9, abs=1e-9)
    ours, theirs = formula.subdifferential(theta), fit.subdifferential(theta)
    if np.isfinite(theirs.vertices).all() and np.isfinite(ours.vertices).all():
        assert support(ours) == pytest.approx(support(theirs), rel=1e-9, abs=1e-9)
        assert ours.minimum_norm == pytest.approx(theirs.minimum_norm, rel=1e-6, abs=1e-6)


def support(found):
    """How far a set reaches in some directions."""
    ways = np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 2 * np.pi, 48)])[:, : found.vertices.shape[1]]
    return (ways @ found.vertices.T).max(axis=1)


@pytest.mark.parametrize("convention", [kind for kind in CONVENTIONS if kind != "random"])
@given(rows=pairs, theta=st.tuples(dyadics, dyadics), draws=st.data())
def test_conventions_report_the_same_for_all_samples_and_for_some(convention, rows, theta, draws):
    formula, fit = both("line", "absolute", rows)
    x, chosen = np.array([theta]), CONVENTIONS[convention]()
    batch = np.array(sorted(draws.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1))))
    for some in (None, batch):
        with np.errstate(all="ignore"):
            ours, theirs = (each.ask(chosen, x, None, some) for each in (formula, fit))
        assert ours.subgradient == pytest.approx(theirs.subgradient, rel=1e-9, abs=1e-9, nan_ok=True)
        assert (ours.kinked == theirs.kinked).all()
        assert ours.is_hit == theirs.is_hit


@given(rows=pairs, theta=dyadics, seed=st.integers(0, 99))
def test_a_convention_that_draws_draws_for_each_term_of_each_sample(rows, theta, seed):
    formula, fit = both("scale", "absolute", rows)
    assert formula.terms == fit.terms == len(rows)
    uniform = np.random.default_rng(seed).random((1, len(rows)))
    ours, theirs = (each.ask(CONVENTIONS["random"](), np.array([[theta]]), uniform) for each in (formula, fit))
    assert ours.subgradient == pytest.approx(theirs.subgradient, rel=1e-12, abs=1e-12)
    assert ours.slopes == pytest.approx(theirs.slopes)


@given(rows=pairs, theta=st.lists(st.tuples(dyadics, dyadics), min_size=2, max_size=4))
def test_a_point_does_not_feel_the_others(rows, theta):
    problem = pose_function(Written(text="abs(a*x + b - y) + tanh(a*y) + max(a, b*x, y)"), rows)
    x = np.array(theta)
    together = problem.ask(CONVENTIONS["zero"](), x)
    assert (problem.value(x) == [problem.value(row) for row in x]).all()
    for i, row in enumerate(x):
        alone = problem.ask(CONVENTIONS["zero"](), row[None])
        assert (alone.subgradient[0] == together.subgradient[i]).all()
        assert (alone.slopes[0] == together.slopes[i]).all()


@given(rows=pairs, theta=st.tuples(dyadics, dyadics))
def test_curvature_is_the_mean_of_the_samples(rows, theta):
    formula, fit = both("line", "log_cosh", rows)
    at = np.array(theta)
    assert formula.hessian(at) == pytest.approx(fit.hessian(at), rel=1e-6, abs=1e-9)


def test_samples_that_share_a_place_are_kinks_together():
    problem = pose_function(Written(text="abs(a*x + b*y)"), ((1.0, 0.0), (0.0, 1.0)))
    corners = {tuple(corner) for corner in problem.subdifferential(np.zeros(2)).vertices.tolist()}
    assert corners == {(0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5), (0.5, -0.5)}
    concave = pose_function(Written(text="-abs(a*x + b*y)"), ((1.0, 0.0), (0.0, 1.0)))
    assert {tuple(corner) for corner in concave.subdifferential(np.zeros(2)).vertices.tolist()} == corners
    mixed = pose_function(Written(text="abs(a)*x - abs(a)*y"), ((1.0, 0.0), (0.0, 1.0)))
    assert mixed.subdifferential(np.zeros(1)).vertices.tolist() == [[0.0]]


def test_samples_are_named_by_their_terms():
    problem = SampledProblem(Written(text="abs(a - x) + relu(a)"), np.array([[1.0], [2.0], [3.0]]))
    assert problem.terms == 6
    assert problem.samples_of(np.array([1, 2, 3])).tolist() == [0, 1]


@given(NAMED, whole, whole, whole)
def test_a_sample_by_itself_is_a_function_of_the_parameters(tree, at, x, y):
    function = written(tree)
    tape = fixed(Tape(function.body(*parameters(3))), 1, (float(x), float(y)))
    assert tape.value(np.array([float(at)])) == float(exact(tree, {"a": at, "x": x, "y": y}))
    assert len(tape.operations) == len(Tape(function.body(*parameters(3))).operations)


def test_without_data_it_is_the_function_alone():
    assert type(pose_function(Written(text="abs(a)"))) is FunctionProblem
    assert printed(Written(text="abs(a*x)").tree) == "abs(a*x)"
