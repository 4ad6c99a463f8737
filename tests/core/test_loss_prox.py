"""Laws of the prox of one loss, wherever it has a closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from tests.core.probe import EPS, TINY, residuals
from tests.core.strategies import entries

weights = st.sampled_from([1e-12, 1e-3, 0.25, 1.0, 3.0, 1e6]) | st.floats(1e-12, 1e6)
every_loss = pytest.mark.parametrize("kind", [kind for kind, loss in LOSSES.items() if loss().convex])
drawn = given(draws=st.data(), weight=weights)
TO_THE_CONJUGATE = {
    "absolute": lambda loss, z, w: np.clip(z, -1, 1),
    "squared": lambda loss, z, w: z * w / (1 + w),
    "huber": lambda loss, z, w: np.clip(z * w / (1 + w), -loss.delta, loss.delta),
    "quantile": lambda loss, z, w: np.clip(z, loss.tau - 1, loss.tau),
    "hinge": lambda loss, z, w: np.clip(z - 1 / w, -1, 0),
    "epsilon_insensitive": lambda loss, z, w: np.clip(shrunk(z, loss.epsilon / w), -1, 1),
}
"""prox of ρ*/w at z, from the conjugates: indicators of [−1, 1] and [τ − 1, τ], s²/2, s on [−1, 0], ε|s|."""


def shrunk(z, by):
    return np.sign(z) * np.maximum(np.abs(z) - by, 0)


def nearest(draws, kind, weight):
    loss = draws.draw(entries(LOSSES[kind]), label="loss")
    v = residuals(loss)
    return loss, v, loss.prox(v, weight)


@every_loss
@drawn
def test_what_the_prox_leaves_over_is_a_slope(kind, draws, weight):
    """(v − u)/w ∈ ∂ρ(u), u known to its rounding."""
    loss, v, u = nearest(draws, kind, weight)
    if u is None:
        return
    blur = 4 * EPS * (np.abs(v) + np.abs(u) + TINY)
    below, above = loss.slopes(u - blur)[0], loss.slopes(u + blur)[1]
    slack = 2 * blur / weight + 4 * EPS * (np.abs(below) + np.abs(above))
    assert np.all((v - u) / weight >= below - slack)
    assert np.all((v - u) / weight <= above + slack)


@every_loss
@drawn
def test_the_prox_is_the_lowest_point_of_a_strongly_convex_function(kind, draws, weight):
    """ρ(s) + (s − v)²/2w ≥ ρ(u) + (u − v)²/2w + (s − u)²/2w for every s: the three-point inequality."""
    loss, v, u = nearest(draws, kind, weight)
    if u is None:
        return
    v, u = v[:, None], u[:, None]
    s = np.concatenate([residuals(loss)[::4], [0.0, 1.0, -3.0]])
    # (s − v)² − (u − v)² − (s − u)² = 2(s − u)(u − v), without its cancellation
    spring = (s - u) * (u - v) / weight
    size = loss.value(s) + loss.value(u) + (np.abs(s) + np.abs(u)) * (np.abs(u) + np.abs(v)) / weight
    assert np.all(loss.value(s) - loss.value(u) + spring >= -8 * EPS * size - TINY)


@every_loss
@drawn
def test_the_prox_contracts_firmly(kind, draws, weight):
    _, v, u = nearest(draws, kind, weight)
    if u is None:
        return
    moved, asked = np.diff(u), np.diff(v)
    slack = 8 * EPS * (np.abs(v[1:]) + np.abs(u[1:]) + np.abs(u[:-1]))
    assert np.all(moved >= -slack)
    assert np.all(moved <= asked + slack)


@pytest.mark.parametrize("kind", TO_THE_CONJUGATE)
@drawn
def test_moreau_decomposes_every_point(kind, draws, weight):
    loss, v, u = nearest(draws, kind, weight)
    rest = weight * TO_THE_CONJUGATE[kind](loss, v / weight, weight)
    extent = max((abs(kink) for kink in loss.kinks()), default=0.0)
    slack = 16 * EPS * (np.abs(v) + np.abs(rest) + extent) + TINY
    assert np.all(np.abs(u + rest - v) <= slack)


@every_loss
@drawn
def test_a_weight_for_each_element(kind, draws, weight):
    loss, v, u = nearest(draws, kind, weight)
    if u is None:
        return
    each = np.full_like(v, weight)
    assert np.array_equal(loss.prox(v, each), u)


def test_every_loss_with_kinks_has_a_closed_prox():
    for loss in LOSSES.values():
        assert not loss().kinks() or loss().prox(np.ones(1), 1.0) is not None
