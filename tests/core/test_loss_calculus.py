"""Laws that tie a loss's value, slopes and curvature to each other, for every loss and any parameters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from tests.core.probe import EPS, TINY, integrals, marks, off_kinks, residuals, stretches
from tests.core.strategies import entries

every_loss = pytest.mark.parametrize("kind", LOSSES)
drawn = given(draws=st.data())


def draw(draws, kind):
    return draws.draw(entries(LOSSES[kind]), label="loss")


def assert_within(number, low, high, slack):
    slack = slack + TINY
    assert np.all((number >= low - slack) & (number <= high + slack))


@every_loss
@drawn
def test_every_element_is_a_subgradient(kind, draws):
    loss = draw(draws, kind)
    if not loss.convex:
        return
    r = residuals(loss)[:, None]
    s = np.concatenate([r[::5, 0], draws.draw(st.lists(st.floats(-1e6, 1e6), max_size=8))])
    for g in loss.subdifferential(r):
        support = loss.value(r) + g * (s - r)
        slack = 4 * EPS * (loss.value(s) + loss.value(r) + np.abs(g) * (np.abs(s) + np.abs(r)))
        assert_within(loss.value(s), support, np.inf, slack)


@every_loss
@drawn
def test_the_value_is_the_integral_of_the_slope(kind, draws):
    loss = draw(draws, kind)
    low, high = stretches(loss)
    integral, size = integrals(lambda r: loss.slopes(r)[0], low, high)
    difference = loss.value(high) - loss.value(low)
    slack = 1e-12 * size + 4 * EPS * (loss.value(high) + loss.value(low))
    assert_within(difference, integral, integral, slack)


@every_loss
@drawn
def test_the_slope_is_the_integral_of_the_curvature(kind, draws):
    loss = draw(draws, kind)
    low, high = stretches(loss)
    integral, size = integrals(loss.curvature, low, high)
    rise = loss.slopes(high)[0] - loss.slopes(low)[1]
    slack = 1e-12 * size + 4 * EPS * (np.abs(loss.slopes(high)[0]) + np.abs(loss.slopes(low)[1]))
    # What an end that is rounded shifts: the neighbouring curvature times an ulp of the end.
    slack = slack + 4 * EPS * (np.abs(low) + np.abs(high)) * np.abs(integral) / (high - low)
    assert_within(rise, integral, integral, slack)


@every_loss
@drawn
def test_one_sided_quotients_close_in_on_the_slopes(kind, draws):
    """Of a convex loss: ρ′₊(r) ≤ (ρ(r + h) − ρ(r))/h ≤ ρ′₋(r + h), and the like to the left."""
    loss = draw(draws, kind)
    if not loss.convex:
        return
    r = residuals(loss)[:, None]
    h = 2.0 ** np.arange(-30, 11, 10) * np.maximum(1, np.abs(r))
    for side in (1, -1):
        near, far = loss.slopes(r)[side > 0], loss.slopes(r + side * h)[side < 0]
        step = r + side * h - r
        quotient = (loss.value(r + side * h) - loss.value(r)) / step
        slack = 8 * EPS * (loss.value(r + side * h) + loss.value(r)) / h + 4 * EPS * (np.abs(near) + np.abs(far))
        assert_within(quotient, np.minimum(near, far), np.maximum(near, far), slack)


@every_loss
@drawn
def test_quotients_of_piecewise_linear_losses_are_the_slopes(kind, draws):
    loss = draw(draws, kind)
    if loss.degree != 1:
        return
    at = marks(loss)
    for place in at:
        gaps = np.abs(at - place)[at != place]
        h = float(min(gaps.min(initial=1.0), max(1.0, abs(place)))) / 2
        left, right = loss.slopes(np.array(place))
        slack = 16 * EPS * (1 + float(loss.value(np.array(place + h)) + loss.value(np.array(place - h))) / h)
        ahead, behind = place + h, place - h
        forward = (loss.value(np.array(ahead)) - loss.value(np.array(place))) / (ahead - place)
        backward = (loss.value(np.array(place)) - loss.value(np.array(behind))) / (place - behind)
        assert abs(forward - right) <= slack
        assert abs(backward - left) <= slack


@every_loss
@drawn
def test_the_interval_opens_exactly_at_the_kinks(kind, draws):
    loss = draw(draws, kind)
    left, right = loss.slopes(off_kinks(loss))
    assert np.array_equal(left, right)
    kinks = np.array(loss.kinks())
    assert list(kinks) == sorted(set(kinks))
    left, right = loss.slopes(kinks)
    assert np.all(left != right)
    lower, upper = loss.subdifferential(residuals(loss))
    assert np.all(lower <= upper)
    if loss.convex:
        assert np.all(left < right)


@every_loss
@drawn
def test_the_curvature_jumps_at_every_break_and_the_slope_does_not(kind, draws):
    loss = draw(draws, kind)
    at = np.array(loss.breaks())
    assert list(at) == sorted(set(at))
    assert not set(at) & set(loss.kinks())
    before, after = np.nextafter(at, -np.inf), np.nextafter(at, np.inf)
    assert np.all(loss.curvature(before) != loss.curvature(after))
    slopes = loss.slopes(before)[1], *loss.slopes(at), loss.slopes(after)[0]
    size = np.abs(loss.slopes(at)[0]) + np.abs(at) * np.abs(loss.curvature(before) + loss.curvature(after))
    for slope in slopes:
        assert np.all(np.abs(slope - slopes[1]) <= 4 * EPS * size)


@every_loss
@drawn
def test_the_limits_are_the_slopes_far_out(kind, draws):
    loss = draw(draws, kind)
    for limit, side in zip(loss.limits(), (-1, 1), strict=True):
        slopes = loss.slopes(side * np.array([1e14, 1e15, 1e16]))[0]
        if np.isfinite(limit):
            assert np.all(np.abs(slopes - limit) <= 1e-9 * max(abs(limit), 1e-300))
        else:
            assert np.all(np.diff(side * slopes) > 0)
            assert slopes[-1] * limit > 1e15
