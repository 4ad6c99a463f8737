"""Losses become other losses: special parameters, limits, mirror images."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import LOSSES
from tests.core.probe import residuals

drawn = given(draws=st.data())
NEAR = np.concatenate([-np.geomspace(1e-6, 1e6, 61), [0.0], np.geomspace(1e-6, 1e6, 61)])


def loss_of(kind, **parameters):
    return LOSSES[kind](**parameters)


def columns(loss, r):
    yield from (loss.value(r), *loss.slopes(r), loss.curvature(r))
    closed = loss.prox(r, 0.5)
    yield from [] if closed is None else [closed]


SAME = {
    "smooth L1 is Huber's loss divided by δ": (("smooth_l1", {"delta": 0.5}), ("huber", {"delta": 0.5}), 2),
    "Charbonnier's loss is the pseudo-Huber loss divided by δ": (
        ("charbonnier", {"epsilon": 0.25}), ("pseudo_huber", {"delta": 0.25}), 4,
    ),
    "half a smooth quantile is half a smooth L1": (
        ("smooth_quantile", {"tau": 0.5, "epsilon": 1}), ("smooth_l1", {"delta": 0.5}), 0.5,
    ),
    "the expectile loss of ½ is the squared loss": (("expectile", {"tau": 0.5}), ("squared", {}), 1),
    "no tube, squared": (("squared_epsilon_insensitive", {"epsilon": 0}), ("squared", {}), 1),
    "no tube": (("epsilon_insensitive", {"epsilon": 0}), ("absolute", {}), 1),
    "the power 2": (("power", {"power": 2}), ("squared", {}), 2),
    "the power 1": (("power", {"power": 1}), ("absolute", {}), 1),
    "half a quantile": (("quantile", {"tau": 0.5}), ("absolute", {}), 0.5),
    "Barron's 2 is the squared loss": (("barron", {"alpha": 2, "scale": 0.5}), ("squared", {}), 4),
    "Barron's 1 is Charbonnier's loss": (("barron", {"alpha": 1, "scale": 0.5}), ("charbonnier", {"epsilon": 0.5}), 2),
    "Barron's 0 is Cauchy's": (("barron", {"alpha": 0, "scale": 0.5}), ("cauchy", {"scale": math.sqrt(0.5)}), 4),
    "Barron's near 0, too": (("barron", {"alpha": 1e-12, "scale": 0.5}), ("cauchy", {"scale": math.sqrt(0.5)}), 4),
    "Barron's −2 is Geman and McClure's": (
        ("barron", {"alpha": -2, "scale": 0.5}), ("geman_mcclure", {"scale": 1}), 4,
    ),
    "a far truncation": (("truncated", {"scale": 1e9}), ("absolute", {}), 1),
}  # fmt: skip


@pytest.mark.parametrize("claim", [claim for claim, (one, _, _) in SAME.items() if one[0] in LOSSES])
def test_special_parameters_are_other_losses(claim):
    (kind, parameters), (other, others), factor = SAME[claim]
    one, another = loss_of(kind, **parameters), loss_of(other, **others)
    weighted = [c * factor for c in list(columns(another, NEAR))[:4]]
    for column, expected in zip(columns(one, NEAR), weighted, strict=False):
        assert np.allclose(column, expected, rtol=2e-10 if "near" in claim else 4e-15, atol=1e-300)
    prox, scaled = one.prox(NEAR, 0.5), another.prox(NEAR, 0.5 * factor)
    assert prox is None or scaled is None or np.allclose(prox, scaled, rtol=4e-15, atol=4e-15)


@pytest.mark.skipif("barron" not in LOSSES, reason="not there")
def test_barron_far_down_is_welschs_loss():
    r = np.linspace(-5, 5, 101)
    far, welsch = loss_of("barron", alpha=-1000, scale=1), loss_of("welsch", scale=math.sqrt(2))
    assert np.abs(far.value(r) - welsch.value(r)).max() < 2e-3
    assert np.abs(far.slopes(r)[0] - welsch.slopes(r)[0]).max() < 2e-3


@pytest.mark.skipif("ramp" not in LOSSES, reason="not there")
def test_the_ramp_is_the_hinge_cut_off_at_one():
    assert np.array_equal(loss_of("ramp").value(NEAR), np.minimum(loss_of("hinge").value(NEAR), 1))


def test_the_soft_quantile_of_a_half_is_a_log_cosh():
    soft = loss_of("soft_quantile", tau=0.5, scale=0.5)
    expected = (loss_of("log_cosh").value(NEAR) + math.log(2)) / 2
    assert np.allclose(soft.value(NEAR), expected, rtol=4e-15, atol=0)
    assert np.allclose(soft.slopes(NEAR)[0], np.tanh(NEAR) / 2, rtol=4e-15, atol=0)


@pytest.mark.parametrize("kind", [kind for kind, loss in LOSSES.items() if loss.smoothing])
def test_smoothing_sent_to_zero_gives_the_sharp_loss(kind):
    r, name = NEAR[np.abs(NEAR) > 1e-4], LOSSES[kind].smoothing
    smooth = loss_of(kind, **{name: 1e-9})
    sharp = loss_of("quantile", tau=smooth.tau) if hasattr(smooth, "tau") else loss_of("absolute")
    assert np.allclose(smooth.value(r), sharp.value(r), rtol=0, atol=1e-7)
    assert np.allclose(smooth.slopes(r)[0], sharp.slopes(r)[0], rtol=0, atol=1e-4)


@pytest.mark.parametrize("kind", [k for k, loss in LOSSES.items() if "tau" in loss.model_fields])
def test_mirrored_they_are_the_opposite_ones(kind):
    low, high = loss_of(kind, tau=0.25), loss_of(kind, tau=0.75)
    assert np.allclose(low.value(-NEAR), high.value(NEAR), rtol=4e-15, atol=0)
    assert low.orientation == -1


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
