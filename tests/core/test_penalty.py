"""Laws of every penalty: its value, its prox, and its part in F."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import PENALTIES
from app.core.fit import pose
from app.core.losses.absolute import Absolute
from app.core.objectives.line import Line
from tests.core.strategies import decimals, entries

every_penalty = pytest.mark.parametrize("kind", PENALTIES)
ROWS = ((0.0, 1.0), (1.0, 3.0), (2.0, 2.0))
points = st.lists(decimals, min_size=2, max_size=2).map(np.array)
steps = st.sampled_from((1e-3, 0.1, 1.0, 30.0))


def drawn_penalty(draws, kind):
    """One that is not so heavy that rounding hides all else."""
    weighs = "weight" in PENALTIES[kind].model_fields
    return draws.draw(entries(PENALTIES[kind]).filter(lambda penalty: not weighs or penalty.weight <= 1e3))


@every_penalty
@given(draws=st.data(), theta=points, reduction=st.sampled_from(("mean", "sum")))
def test_f_has_the_penalty_added_once_whatever_the_reduction(kind, draws, theta, reduction):
    penalty = drawn_penalty(draws, kind)
    plain, penalised = (pose(Line(), ROWS, Absolute(), reduction, each) for each in (None, penalty))
    assert penalised.value(theta) == pytest.approx(plain.value(theta) + penalty.value(theta), rel=1e-13)


@every_penalty
@given(draws=st.data(), theta=points)
def test_it_weighs_every_parameter_alike_and_nothing_at_zero(kind, draws, theta):
    penalty = drawn_penalty(draws, kind)
    assert penalty.value(np.zeros(2)) == 0
    assert penalty.value(theta) == penalty.value(theta[::-1]) == penalty.value(-theta)
    alone = [penalty.value(np.array([each])) for each in theta]
    assert penalty.value(theta) == pytest.approx(sum(alone), rel=1e-13)


@every_penalty
@given(draws=st.data(), v=points, step=steps)
def test_what_the_prox_leaves_over_is_a_subgradient_of_it(kind, draws, v, step):
    penalty = drawn_penalty(draws, kind)
    u = penalty.prox(v, step)
    sides = [[weight * side for side in loss.slopes(u)] for loss, weight in penalty.losses()]
    left, right = np.sum(sides, axis=0) if sides else (np.zeros(2), np.zeros(2))
    slack = 1e-12 * (1 + np.abs(v) / step + np.abs(right))
    assert np.all((left - slack <= (v - u) / step) & ((v - u) / step <= right + slack))


@every_penalty
@given(draws=st.data(), v=points, step=steps, others=st.lists(points, min_size=1, max_size=8))
def test_no_point_is_better_than_the_prox(kind, draws, v, step, others):
    penalty = drawn_penalty(draws, kind)

    def height(u):
        return penalty.value(u) + ((u - v) ** 2).sum(-1) / (2 * step)

    least = height(penalty.prox(v, step))
    assert np.all(height(np.array(others)) >= least - 1e-12 * (1 + abs(least)))
