"""Laws of the prox of one loss, wherever it has a closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from app.core.catalogue import LOSSES
from tests.core.probe import EPS, TINY, marks, residuals
from tests.core.strategies import entries

weights = st.sampled_from([1e-12, 1e-3, 0.25, 1.0, 3.0, 1e6]) | st.floats(1e-12, 1e6)
every_loss = pytest.mark.parametrize("kind", LOSSES)
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


def convex_nearest(draws, kind, weight):
    loss, v, u = nearest(draws, kind, weight)
    return loss, v, u if loss.convex else None


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
    loss, v, u = convex_nearest(draws, kind, weight)
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
    _, v, u = convex_nearest(draws, kind, weight)
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


def test_every_convex_loss_with_kinks_has_a_closed_prox():
    for loss in [entry() for entry in LOSSES.values()] + [LOSSES["power"](power=1)]:
        assert not (loss.kinks() and loss.convex) or loss.prox(np.ones(1), 1.0) is not None


def lowest(loss, v, weight):
    """The lowest value of ρ(s) + (s − v)²/2w by a scan and SciPy's search from its best points."""

    def total(s):
        return loss.value(np.asarray(s, float)) + (s - v) ** 2 / (2 * weight)

    scan = np.unique(np.concatenate([np.linspace(min(0, v) - 3, max(0, v) + 3, 2001), marks(loss), [v]]))
    heights = total(scan)
    best = [float(heights.min())]
    for i in np.argsort(heights)[:3]:
        around = scan[max(i - 1, 0)], scan[min(i + 1, len(scan) - 1)]
        best.append(float(minimize_scalar(total, bounds=around, method="bounded", options={"xatol": 1e-12}).fun))
    return min(best)


CLOSED = [loss for loss in (entry() for entry in LOSSES.values()) if loss.prox(np.ones(1), 1.0) is not None]
CLOSED += [LOSSES["power"](power=p) for p in (1, 2)]


@pytest.mark.parametrize("loss", CLOSED, ids=lambda loss: f"{loss.kind} {loss.parameters()}")
@pytest.mark.parametrize("weight", [0.05, 0.7, 3.0])
def test_no_search_finds_a_lower_point(loss, weight):
    v = np.array([-6.0, -2.5, -1.3, -0.7, -0.1, 0.0, 0.2, 0.6, 1.1, 1.9, 4.0])
    u = loss.prox(v, weight)
    reached = loss.value(u) + (u - v) ** 2 / (2 * weight)
    for i in range(len(v)):
        assert reached[i] <= lowest(loss, v[i], weight) + 4e-15 * (1 + reached[i])


def test_where_minima_tie_the_prox_takes_the_documented_one():
    """Of the losses that level off, v itself."""
    if "truncated" in LOSSES:  # |v| − λ/2 = c
        assert LOSSES["truncated"](scale=2).prox(np.array([2.5, 2.5 - 1e-9, 0.5]), 1.0) == pytest.approx([2.5, 1.5, 0])
    if "ramp" in LOSSES:  # 1 − v − λ/2 = 1
        assert LOSSES["ramp"]().prox(np.array([-0.25, -0.25 + 1e-9]), 0.5) == pytest.approx([-0.25, 0.25])
