"""Laws of every convention: what may be reported at a kink and off it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, LOSSES
from app.core.convention import Convention, unit
from tests.core.probe import EPS, off_kinks, residuals
from tests.core.strategies import PRECISIONS, entries, losses

every_convention = pytest.mark.parametrize("kind", CONVENTIONS)
# Those that override `report` change the formula everywhere, not only what is picked at the kink.
PICKING = [kind for kind, convention in CONVENTIONS.items() if convention.report is Convention.report]
honest = pytest.mark.parametrize("kind", PICKING)
absolute = LOSSES["absolute"]()


def report(convention, loss, r, seed=0):
    uniform = np.random.default_rng(seed).random(r.shape) if convention.draws else None
    return convention.report(loss, r, uniform)


@honest
@given(draws=st.data(), loss=losses(), seed=st.integers(0, 2**32))
def test_an_element_of_the_interval_is_reported(kind, draws, loss, seed):
    convention, r = draws.draw(entries(CONVENTIONS[kind])), residuals(loss)
    lower, upper = loss.subdifferential(r)
    slopes = report(convention, loss, r, seed)
    inside = (lower <= slopes) & (slopes <= upper)
    assert np.all(inside | np.isnan(slopes))
    # Only a cusp, between −∞ and ∞, has no middle and no even draw.
    assert np.array_equal(np.isnan(slopes), np.isinf(upper - lower) & (kind in ("midpoint", "random")))


@honest
@given(draws=st.data(), loss=losses())
def test_off_the_kinks_the_derivative_is_reported(kind, draws, loss):
    r = off_kinks(loss)
    assert np.array_equal(report(draws.draw(entries(CONVENTIONS[kind])), loss, r), loss.slopes(r)[0])


@every_convention
@pytest.mark.parametrize("precision", PRECISIONS)
@given(draws=st.data(), loss=losses(), shape=st.sampled_from([(0,), (1, 3), (2, 3)]))
def test_precision_and_shape_are_kept(kind, precision, draws, loss, shape):
    r = np.resize(np.array([0.0, 0.5, -1.0], precision), shape)
    with np.errstate(all="ignore"):
        slopes = report(draws.draw(entries(CONVENTIONS[kind])), loss, r)
    assert (slopes.dtype, slopes.shape) == (r.dtype, shape)


@given(losses())
def test_what_each_convention_picks(loss):
    kinks = np.array(loss.kinks())
    left, right = loss.slopes(kinks)
    nearest = np.clip(0, *loss.subdifferential(kinks))
    with np.errstate(invalid="ignore"):  # of a cusp
        middle = (left + right) / 2
    picked = {"left": left, "right": right, "midpoint": middle, "zero": nearest, "minimum_norm": nearest}
    for kind, expected in picked.items():
        assert np.array_equal(report(CONVENTIONS[kind](), loss, kinks), expected, equal_nan=True)


@given(losses())
def test_the_naive_formula_fails_exactly_at_the_kinks(loss):
    slopes = report(CONVENTIONS["naive"](), loss, residuals(loss))
    assert np.array_equal(np.isnan(slopes), np.isin(residuals(loss), loss.kinks()))
    r = off_kinks(loss)
    assert np.array_equal(report(CONVENTIONS["naive"](), loss, r), loss.slopes(r)[0])


def test_the_unit_formula_is_zero_over_zero_at_zero():
    assert np.array_equal(unit(np.array([-3.0, 0.0, 1e-300])), [-1, np.nan, 1], equal_nan=True)


@given(entries(CONVENTIONS["epsilon"]))
def test_epsilon_is_the_slope_of_fairs_loss(convention):
    r, epsilon = residuals(absolute), convention.epsilon
    slopes = report(convention, absolute, r)
    assert np.allclose(slopes, r / (np.abs(r) + epsilon), rtol=4 * EPS, atol=4 * EPS)


@given(losses(degree=1), entries(CONVENTIONS["epsilon"]))
def test_epsilon_replaces_the_sign_of_every_corner(loss, convention):
    r, slopes = residuals(loss), 0.0
    left, right = loss.slopes(np.array(loss.kinks()))
    slopes = (left[0] + right[-1]) / 2
    for kink, jump in zip(loss.kinks(), right - left, strict=True):
        slopes = slopes + jump / 2 * (r - kink) / (np.abs(r - kink) + convention.epsilon)
    assert np.allclose(report(convention, loss, r), slopes, rtol=0, atol=8 * EPS)


@given(losses(), entries(CONVENTIONS["epsilon"]))
def test_epsilon_is_forgotten_far_from_the_kinks(loss, convention):
    r = np.array([-1e30, 1e30])
    assert np.allclose(report(convention, loss, r), loss.slopes(r)[0], rtol=4 * EPS, atol=8 * EPS)


@given(st.floats(0.1, 0.9), entries(CONVENTIONS["epsilon"]))
def test_epsilon_multiplies_the_slope_beside_a_cusp(power, convention):
    r = np.array([-3.0, -1e-6, 1e-6, 3.0])
    expected = power * np.abs(r) ** (power - 1) * r / (np.abs(r) + convention.epsilon)
    assert np.allclose(report(convention, LOSSES["power"](power=power), r), expected, rtol=8 * EPS, atol=0)
    assert np.isnan(report(convention, LOSSES["power"](power=power), np.zeros(1))).all()


@pytest.mark.parametrize(("precision", "smallest"), [("float16", 1e-7), ("float32", 1e-45), ("float64", 1e-30)])
def test_epsilon_vanishes_in_small_precision(precision, smallest):
    zero = np.zeros(1, precision)
    with np.errstate(invalid="ignore"):
        assert report(CONVENTIONS["epsilon"](epsilon=max(smallest, 1e-30)), absolute, zero)[0] == 0
        assert np.isnan(report(CONVENTIONS["epsilon"](epsilon=1e-8), absolute, np.zeros(1, "float16"))[0])


@given(losses(degree=1), st.integers(0, 2**32))
def test_random_is_repeatable_and_spreads_over_the_interval(loss, seed):
    r = np.repeat(np.array(loss.kinks()), 400)
    first, again = (report(CONVENTIONS["random"](), loss, r, seed) for _ in range(2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, report(CONVENTIONS["random"](), loss, r, seed + 1))
    left, right = loss.slopes(r)
    share = (first - left) / (right - left)
    assert share.min() < 0.1
    assert share.max() > 0.9
    assert abs(share.mean() - 0.5) < 0.1


def test_random_needs_numbers():
    with pytest.raises(TypeError, match="missing random numbers"):
        CONVENTIONS["random"]().report(absolute, np.zeros(1))
