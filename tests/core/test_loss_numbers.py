"""Losses as numerical code: precision, shapes, huge arguments, figures of the literature, special cases."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from tests.core.probe import residuals
from tests.core.strategies import PRECISIONS, entries

HUGE = np.array([-1e112, -1e40, -1e12, -1e4, -745.2, 745.2, 1e4, 1e12, 1e40, 1e112])
"""The farthest that a residual gets: data up to 1e12, iterates up to 1e100."""
every_loss = pytest.mark.parametrize("kind", LOSSES)
drawn = given(draws=st.data())


def loss_of(kind, **parameters):
    return LOSSES[kind](**parameters)


def columns(loss, r):
    closed = loss.prox(r, 0.5)
    yield from (loss.value(r), *loss.slopes(r), loss.curvature(r), *loss.subdifferential(r))
    yield from [] if closed is None else [closed]


@every_loss
@pytest.mark.parametrize("precision", PRECISIONS)
@given(draws=st.data(), shape=st.sampled_from([(), (0,), (3,), (2, 3), (2, 1, 4)]))
def test_precision_and_shape_are_kept(kind, precision, shape, draws):
    loss = draws.draw(entries(LOSSES[kind]))
    r = np.linspace(-2, 2, math.prod(shape)).reshape(shape).astype(precision)
    with np.errstate(all="ignore"):  # a δ of 1e-9 is 0 in float16
        for column in columns(loss, r):
            assert (column.dtype, column.shape) == (r.dtype, shape)


@every_loss
@drawn
def test_huge_arguments_give_finite_answers(kind, draws):
    loss = draws.draw(entries(LOSSES[kind]))
    for r in (HUGE, residuals(loss)):
        assert np.all(loss.value(r) >= 0)
        for column in columns(loss, r):
            assert np.isfinite(column).all()


@every_loss
@drawn
def test_the_argument_is_left_alone(kind, draws):
    loss = draws.draw(entries(LOSSES[kind]))
    r = residuals(loss)
    before = r.copy()
    r.flags.writeable = False
    list(columns(loss, r))
    assert np.array_equal(r, before)


@every_loss
@drawn
def test_a_batch_is_what_its_elements_are(kind, draws):
    loss = draws.draw(entries(LOSSES[kind]))
    r = residuals(loss)[::7]
    for whole, *single in zip(columns(loss, r), *(columns(loss, r[i : i + 1]) for i in range(len(r))), strict=True):
        assert np.allclose(whole, np.concatenate(single), rtol=4e-16, atol=0)


def test_far_values_keep_their_digits():
    assert loss_of("log_cosh").value(np.array([1e4]))[0] == 1e4 - math.log(2)
    assert loss_of("log_cosh").value(np.array([1e-8]))[0] == pytest.approx(5e-17, rel=1e-15, abs=0)
    assert loss_of("logistic").value(np.array([-1e4]))[0] == 1e4
    assert loss_of("logistic").value(np.array([50.0]))[0] == pytest.approx(math.exp(-50), rel=1e-15, abs=0)
    assert loss_of("pseudo_huber").value(np.array([1e-9]))[0] == pytest.approx(5e-19, rel=1e-15, abs=0)
    assert loss_of("pseudo_huber").value(np.array([1e200]))[0] == pytest.approx(1e200, rel=1e-15)


@drawn
def test_half_quantile_is_half_the_absolute_loss(draws):
    half, absolute, r = loss_of("quantile", tau=0.5), loss_of("absolute"), residuals(loss_of("absolute"))
    assert np.array_equal(half.value(r), absolute.value(r) / 2)
    assert np.array_equal(half.slopes(r), np.array(absolute.slopes(r)) / 2)
    weight = draws.draw(st.sampled_from([0.25, 1.0, 8.0]))
    assert np.array_equal(half.prox(r, weight), absolute.prox(r, weight / 2))


def test_a_quantile_mirrored_is_the_opposite_quantile():
    low, high, r = (
        loss_of("quantile", tau=0.25),
        loss_of("quantile", tau=0.75),
        residuals(loss_of("absolute")),
    )
    assert np.array_equal(low.value(-r), high.value(r))


def test_no_tube_is_the_absolute_loss():
    tube, absolute, r = (
        loss_of("epsilon_insensitive", epsilon=0),
        loss_of("absolute"),
        residuals(loss_of("absolute")),
    )
    for column, expected in zip(columns(tube, r), columns(absolute, r), strict=True):
        assert np.array_equal(column, expected)
    assert tube.kinks() == absolute.kinks()


def test_a_wide_huber_is_the_squared_loss():
    huber, squared = loss_of("huber", delta=1e9), loss_of("squared")
    r = residuals(squared)
    r = r[np.abs(r) < 1e9 / 2]
    for column, expected in zip(columns(huber, r), columns(squared, r), strict=True):
        assert np.allclose(column, expected, rtol=1e-15, atol=0)


@pytest.mark.parametrize("kind", ["huber", "pseudo_huber"])
def test_a_narrow_huber_is_the_absolute_loss_to_scale(kind):
    r = np.array([-50.0, -1.0, -1e-3, 1e-3, 2.0, 1e6])
    narrow = loss_of(kind, delta=1e-9)
    assert np.allclose(narrow.value(r) / 1e-9, np.abs(r), rtol=4e-16, atol=1e-9)
    assert np.allclose(narrow.slopes(r)[0] / 1e-9, np.sign(r), rtol=0, atol=1e-11)


def test_log_cosh_lies_below_the_absolute_loss_by_log_two_at_the_most():
    r = residuals(loss_of("log_cosh"))
    gap = np.abs(r) - loss_of("log_cosh").value(r)
    assert np.all(gap >= 0)
    assert np.all(gap <= math.log(2) + 4e-16 * np.abs(r))


def test_logistic_loss_is_symmetric_up_to_its_margin():
    r = residuals(loss_of("logistic"))
    logistic = loss_of("logistic").value
    assert np.allclose(logistic(-r) - logistic(r), r, rtol=4e-16, atol=4e-16)


LARGEST_SLOPE = {
    "huber": 1,
    "pseudo_huber": 1,
    "log_cosh": 1,
    "absolute": 1,
    "hinge": 1,
    "logistic": 1,
    "quantile": 0.75,
}
LARGEST_CURVATURE = {
    "squared": 1,
    "huber": 1,
    "pseudo_huber": 1,
    "log_cosh": 1,
    "logistic": 0.25,
    "absolute": 0,
}


@pytest.mark.parametrize("kind", LARGEST_SLOPE)
def test_largest_slopes(kind):
    loss = loss_of(kind)
    assert np.abs(loss.slopes(residuals(loss))).max() == pytest.approx(LARGEST_SLOPE[kind], rel=1e-15)


@pytest.mark.parametrize("kind", LARGEST_CURVATURE)
def test_largest_curvatures(kind):
    loss = loss_of(kind)
    assert loss.curvature(residuals(loss)).max() == LARGEST_CURVATURE[kind]
