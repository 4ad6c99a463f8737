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
    for column in columns(loss, r):
        assert (column.dtype, column.shape) == (r.dtype, shape)


@every_loss
@drawn
def test_huge_arguments_give_finite_answers(kind, draws):
    loss = draws.draw(entries(LOSSES[kind]))
    for r in (HUGE, residuals(loss)):
        value = loss.value(r)
        assert np.all(value >= 0)
        # Only the exponential loss leaves the floats, and only a curvature may be infinite, at a break at 0.
        assert np.all(np.isfinite(value)) or kind == "exponential"
        for column in columns(loss, r):
            assert np.all(np.isfinite(column) | (np.abs(r) < 1e-300) | np.isinf(value))
            assert not np.isnan(column).any()


@every_loss
@pytest.mark.parametrize("precision", PRECISIONS)
@drawn
def test_answers_are_rounded_once_without_a_warning(kind, precision, draws):
    """From 1e-300 to 1e12, in any precision: what float64 answers, give or take the last digits, and never NaN."""
    loss = draws.draw(entries(LOSSES[kind]))
    far = 10.0 ** np.arange(-300, 13, 2)
    with np.errstate(all="ignore"):
        r = np.unique(np.concatenate([-far, [0.0], far]).astype(precision))
    r = r[np.isfinite(r)]
    at = r.astype(float)
    narrow, wide = list(columns(loss, r)), list(columns(loss, at))
    eps, tiny = float(np.finfo(r.dtype).eps), float(np.finfo(r.dtype).smallest_normal)
    for short, full in zip(narrow, wide, strict=True):
        assert not np.isnan(short).any()
        fits = np.abs(full) < float(np.finfo(r.dtype).max) / 2
        # A corner that r is nearer to than its precision tells may be on either side of it.
        clear = [(at == kink) | (np.abs(at - kink) > eps * abs(kink) + tiny) for kink in loss.kinks()]
        fits &= np.all(clear or [True], axis=0)
        assert np.all(np.abs(short[fits] - full[fits]) <= 8 * eps * np.abs(full[fits]) + tiny)


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
