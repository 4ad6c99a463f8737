"""Laws of what a loss says of itself: limits, sup |ρ′|, sup |ρ″|, convexity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from tests.core.probe import EPS, marks
from tests.core.strategies import entries

every_loss = pytest.mark.parametrize("kind", LOSSES)
drawn = given(draws=st.data())


def draw(draws, kind):
    return draws.draw(entries(LOSSES[kind]), label="loss")


@every_loss
@drawn
def test_the_slopes_approach_their_limits(kind, draws):
    """The finite ones ever closer; where the limit is infinite, each octave adds no less than the last."""
    loss = draw(draws, kind)
    for limit, side in zip(loss.limits(), (-1, 1), strict=True):
        far = side * 1e14 ** np.arange(1, 9)
        slopes = loss.slopes(far)[0]
        if np.isfinite(limit):
            away = np.abs(slopes - limit)
            assert np.all(np.diff(away) <= 4 * EPS * abs(limit))
        elif np.isfinite(slopes).all():
            steps = np.diff(slopes) * np.sign(limit)
            assert np.all(steps >= 0)
            assert np.all(np.diff(steps) >= -16 * EPS * np.abs(slopes[2:]))
            assert abs(slopes[-1]) > abs(slopes[0]) * (1 + 4 * EPS) or loss.parameters().get("power", 2) < 1 + 1e-12
        else:
            assert slopes[-1] == limit


@every_loss
def test_far_out_the_slopes_are_their_limits(kind):
    loss = LOSSES[kind]()
    for limit, side in zip(loss.limits(), (-1, 1), strict=True):
        slope = loss.slopes(side * np.array([1e100]))[0][0]
        assert abs(slope - limit) <= 1e-12 if np.isfinite(limit) else abs(slope) > 1e40


def everywhere(loss):
    """A fine grid of every scale around every mark."""
    far = np.geomspace(1e-15, 1e18, 15_001)
    r = np.unique((marks(loss)[:, None] + np.concatenate([-far, [0.0], far])).ravel())
    r = r[loss.value(r) < 1e300]
    return r[~np.isin(r, loss.kinks() + loss.breaks())]


@every_loss
@drawn
def test_the_lipschitz_constant_is_the_largest_slope(kind, draws):
    loss = draw(draws, kind)
    steepest = np.abs(loss.slopes(everywhere(loss))).max()
    assert steepest <= loss.lipschitz() * (1 + 1e-14)
    if np.isfinite(loss.lipschitz()):
        assert steepest >= loss.lipschitz() * (1 - 1e-4)


@every_loss
@drawn
def test_the_smoothness_is_the_largest_curvature(kind, draws):
    loss = draw(draws, kind)
    largest = np.abs(loss.curvature(everywhere(loss))).max()
    assert largest <= loss.smoothness() * (1 + 1e-14)
    if np.isfinite(loss.smoothness()):
        assert not loss.kinks()
        assert not loss.jumps()
        assert largest >= loss.smoothness() * (1 - 1e-3)


@every_loss
def test_infinite_constants_have_a_reason(kind):
    loss = LOSSES[kind]()
    r = np.concatenate([everywhere(loss), [-1e100, 1e100]])
    assert np.isfinite(loss.lipschitz()) or loss.jumps() or np.abs(loss.slopes(r)).max() > 1e9
    corner = loss.kinks() or loss.jumps()
    assert np.isfinite(loss.smoothness()) or corner or np.abs(loss.curvature(r)).max() > 1e5


@every_loss
@drawn
def test_it_says_whether_it_is_convex(kind, draws):
    """Chords lie above a convex loss; some chord lies below one that is not."""
    loss = draw(draws, kind)
    scale = loss.parameters().get("scale", loss.parameters().get("epsilon", 1.0))
    r = scale * np.linspace(-9, 9, 145)[:, None]
    s = r.T
    chord = (loss.value(r) + loss.value(s)) / 2
    sags = loss.value((r + s) / 2) > chord + 1e-9 * chord + 8 * EPS * chord.max() + 1e-300  # subnormals round coarsely
    assert loss.convex != sags.any()
