"""Methods that step to where a model of F is least, and means of a path: the figures that are known of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES, METHODS
from app.core.minimise import minimise
from tests.core.descents import oracle
from tests.core.problems import problem
from tests.core.runs import LINE, ROWS, descent

KUHN = "objective=function f=geometric_median start=1,0"


# Means


@pytest.mark.parametrize(
    ("step", "mean"),
    [
        ("run.1.step.size=0.1", 2.41),
        ("run.1.step.size=0.01", 5.11),
        ("run.1.step=inverse_sqrt run.1.step.size=1", 0.17),
        ("run.1.step=inverse run.1.step.size=1", 3.31),
    ],
)
def test_means_of_a_long_path(step, mean):
    trajectory, _ = descent(f"objective=function f=weighted_absolute start=9.7,1.3 steps=999 run.1=averaged {step}")
    assert trajectory.values[-1] == pytest.approx(mean, abs=6e-3)


def test_the_mean_is_that_of_the_subgradient_methods_iterates():
    plain, mean = (descent(f"{LINE} steps=30 run.1={kind}")[0].iterates for kind in ("subgradient", "averaged"))
    expected = np.cumsum(plain, axis=0) / np.arange(1, 32)[:, None]
    assert np.allclose(mean, expected, rtol=1e-12, atol=1e-12)


# Reweighted least squares, Weiszfeld


@pytest.mark.parametrize("epsilon", [1e-8, 1e-4, 0.1])
def test_reweighted_least_squares_ends_half_an_epsilon_high(epsilon):
    _, gaps = descent(f"{LINE} steps=300 run.1=irls run.1.epsilon={epsilon!r}")
    assert gaps[-1] == pytest.approx(epsilon / 2, rel=1e-3)


def test_without_epsilon_a_line_through_a_sample_has_a_weight_that_is_no_number():
    trajectory, _ = descent(f"{LINE} steps=300 run.1=irls run.1.epsilon=0")
    assert (trajectory.outcome.kind, trajectory.outcome.step) == ("non_finite", 0)


@pytest.mark.parametrize("kind", [kind for kind, loss in LOSSES.items() if loss().convex and not loss.margin])
def test_reweighting_never_raises_f_where_it_is_allowed(kind):
    posed = problem("line", ROWS, kind)
    method = METHODS["irls"](epsilon=1e-12)
    if method.unmet(posed):
        assert kind in ("epsilon_insensitive", "squared_epsilon_insensitive", "expectile", "smooth_quantile")
        return
    state, answers = method.init(np.array([[0.3, -1.0]])), oracle(posed)
    values = [float(posed.value(state.x)[0])]
    for _ in range(20):
        state = method.step(state, answers, 1.0)
        values.append(float(posed.value(state.x)[0]))
    assert np.all(np.diff(values) <= 1e-10 * values[0])
    assert values[-1] <= values[0] - 1e-2 * abs(values[0])


def test_weiszfeld_lands_on_kuhns_anchor_and_divides_zero_by_zero():
    trajectory, _ = descent(f"{KUHN} steps=9 run.1=weiszfeld")
    assert trajectory.iterates.tolist() == [[1, 0], [0, 0]]
    assert trajectory.values[-1] == pytest.approx(6 + 6 * 2**0.5, rel=1e-14)
    assert trajectory.outcome.kind == "non_finite"


@pytest.mark.parametrize(
    ("epsilon", "steps"), [("1e-4", 25), ("1e-8", 51), ("1e-12", 78), ("1e-16", 105), ("1e-30", 198)]
)
def test_an_epsilon_lets_weiszfeld_leave_after_as_many_halvings(epsilon, steps):
    trajectory, gaps = descent(f"{KUHN} steps=300 run.1=weiszfeld run.1.epsilon={epsilon}")
    away = np.linalg.norm(trajectory.iterates[1:], axis=1) > 0.52
    assert int(np.argmax(away)) + 1 == steps
    assert gaps[-1] < 1e-4


def test_vardi_and_zhang_leave_the_anchor_at_once():
    trajectory, gaps = descent(f"{KUHN} steps=100 run.1=vardi_zhang")
    assert trajectory.iterates[1].tolist() == [0, 0]
    assert trajectory.values[2] < trajectory.values[1] - 0.05
    assert trajectory.iterates[-1] == pytest.approx([3**0.5 - 3, 0], abs=1e-8)
    assert gaps[-1] == pytest.approx(0, abs=1e-14)


@given(rows=st.lists(st.integers(-8, 8), min_size=1, max_size=9), start=st.integers(-9, 9))
def test_vardi_and_zhang_stop_at_medians_alone(rows, start):
    posed = problem("location", rows)
    method, answers = METHODS["vardi_zhang"](), oracle(posed)
    state = method.init(np.array([[float(start)]]))
    for _ in range(200):
        before, state = state, method.step(state, answers, 1.0)
        if state.x is before.x:
            assert posed.value(state.x)[0] == pytest.approx(minimise(posed).value, rel=1e-12, abs=1e-12)
            return
    assert posed.value(state.x)[0] - minimise(posed).value < 0.3


# Cutting planes


@pytest.mark.parametrize(
    ("query", "cuts"),
    [
        ("objective=location data=0,1,2,10,50 reduction=sum start=40 run.1.radius=45", 6),
        (LINE, 9),
        ("objective=function f=weighted_absolute start=9.7,1.3", 4),
    ],
)
def test_cutting_planes_prove_the_minimum_with_so_many_cuts(query, cuts):
    trajectory, gaps = descent(f"{query} steps=50 run.1=cutting_planes")
    assert len(trajectory.values) == cuts
    assert gaps[-1] == pytest.approx(0, abs=1e-13)
    assert trajectory.outcome.sentence.startswith("The bounds met")


def test_bounds_of_the_cutting_planes():
    method, answers = (
        METHODS["cutting_planes"](radius=45.0),
        oracle(problem("location", (0, 1, 2, 10, 50), reduction="sum")),
    )
    state, bounds = method.init(np.array([[40.0]])), []
    while not getattr(state, "verdict", ""):
        state = method.step(state, answers, 1.0)
        bounds.append((state.upper, state.lower))
    expected = [(157, 22), (88, 46.75), (60.25, 58), (60, 58.667), (59.333, 59), (59, 59)]
    assert np.array(bounds) == pytest.approx(np.array(expected), abs=1e-3)
