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
    # Nodes are rounded, and the slopes with them.
    slack = slack + EPS * (np.abs(low) + np.abs(high)) * np.abs(loss.slopes(high)[0] - loss.slopes(low)[1])
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
    """From mark to mark, and as far again beyond the outermost: a step that is never rounded away."""
    loss = draw(draws, kind)
    if loss.degree != 1:
        return
    at = marks(loss)
    reach = max(1.0, *np.abs(at))
    places = np.concatenate([[at[0] - reach], at, [at[-1] + reach]])
    values, (left, right) = loss.value(places), loss.slopes(places)
    steps = np.diff(places)
    quotients = np.diff(values) / steps
    slack = 4 * EPS * (values[1:] + values[:-1] + np.abs(places[1:]) + np.abs(places[:-1])) / steps + 4 * EPS
    assert_within(right[:-1], quotients, quotients, slack)
    assert_within(left[1:], quotients, quotients, slack)


@every_loss
@drawn
def test_the_slopes_at_a_mark_are_those_beside_it(kind, draws):
    """With the integrals off the marks, this makes them the one-sided derivatives, of any loss."""
    loss = draw(draws, kind)
    at = marks(loss)
    left, right = loss.slopes(at)
    for slope, side in ((left, -1), (right, 1)):
        beside = np.nextafter(at, side * np.inf)
        near = loss.slopes(beside)[side < 0]
        finite = np.isfinite(slope)
        change = np.abs(loss.curvature(beside) * (beside - at)) + 4 * EPS * np.abs(near)
        # Beside infinite curvature the slope is that of a power of what is between.
        steep = ~np.isfinite(loss.curvature(at))
        slack = np.where(steep, np.abs(near), change)[finite]
        assert_within(near[finite], slope[finite], slope[finite], slack)
        assert np.all(np.sign(near[~finite]) == np.sign(slope[~finite]))
        assert np.all(np.abs(near[~finite]) > np.abs(loss.slopes(at + side * 1e-6)[0][~finite]))


@every_loss
@drawn
def test_the_value_is_continuous_but_for_its_jumps(kind, draws):
    loss = draw(draws, kind)
    at = marks(loss)
    for side in (-np.inf, np.inf):
        beside = np.nextafter(at, side)
        moved = np.abs(loss.value(beside) - loss.value(at))
        change = np.abs(loss.slopes(beside)[0] * (beside - at)) + 4 * EPS * loss.value(at) + TINY
        change = np.maximum(change, loss.value(beside) * (at == 0) * ~np.isfinite(loss.curvature(at)))
        assert np.array_equal(moved > change, np.isin(at, loss.jumps()) & (side > 0))


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
def test_at_every_break_the_curvature_or_its_slope_jumps_and_the_slope_does_not(kind, draws):
    loss = draw(draws, kind)
    at = np.array(loss.breaks())
    assert list(at) == sorted(set(at))
    assert not set(at) & set(loss.kinks())
    before, after = np.nextafter(at, -np.inf), np.nextafter(at, np.inf)
    bend, size = loss.curvature(at), np.maximum(np.abs(at), 1 / loss.smoothness())
    with np.errstate(invalid="ignore"):  # infinite less infinite
        rise = (loss.curvature(at + 1e-4 * size) - bend) / size, (bend - loss.curvature(at - 1e-4 * size)) / size
        has_corner = np.abs(rise[0] - rise[1]) > 0.1 * (np.abs(rise[0]) + np.abs(rise[1]))
    assert np.all((loss.curvature(before) != loss.curvature(after)) | has_corner | ~np.isfinite(bend))
    assert np.array_equal(*loss.slopes(at))
