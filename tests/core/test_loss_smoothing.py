"""Figures: the bias of smoothed medians, and what each loss estimates."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import expectile

from app.core.catalogue import LOSSES

Y = np.array([0.0, 1, 2, 10, 50])
OTHERS = 2 - Y[Y != 2]
EVEN = np.array([0.0, 1, 3, 9])


def minimiser(kind, y, low=None, high=None, **parameters):
    """Where the mean slope changes its sign."""
    loss = LOSSES[kind](**parameters)
    sign = loss.orientation

    def slope(m):
        return sign * loss.slopes(sign * (m - y))[0].sum()

    return brentq(slope, min(y) if low is None else low, max(y) if high is None else high, xtol=1e-14)


@pytest.mark.parametrize(
    ("kind", "name", "measured", "predicted"),
    [
        ("fair", "epsilon", 1.398e-2, 1.354e-2),
        ("charbonnier", "epsilon", 6.123e-4, 6.170e-4),
        ("smooth_l1", "delta", 0, 0),
    ],
)
def test_the_bias_of_a_smoothed_median(kind, name, measured, predicted):
    bias = LOSSES[kind](**{name: 0.1}).predicted_bias(OTHERS)
    assert minimiser(kind, Y, 1, 9, **{name: 0.1}) - 2 == pytest.approx(measured, rel=5e-4, abs=1e-13)
    assert bias == pytest.approx(predicted, rel=5e-4, abs=0)
    assert LOSSES[kind].smoothing == name


@pytest.mark.parametrize(("kind", "order"), [("fair", 3), ("charbonnier", 5)])
def test_what_the_prediction_leaves_out_is_of_a_higher_order(kind, order):
    gaps = []
    for epsilon in (0.02, 0.01):
        loss = LOSSES[kind](epsilon=epsilon)
        gaps.append(abs(minimiser(kind, Y, 1.9, 2.1, epsilon=epsilon) - 2 - loss.predicted_bias(OTHERS)))
    assert gaps[0] / gaps[1] > 2 ** (order - 0.5)


def test_no_prediction_where_none_is_known():
    assert LOSSES["huber"]().predicted_bias(OTHERS) is None
    assert LOSSES["smooth_l1"](delta=2).predicted_bias(OTHERS) is None
    for kind in ("fair", "charbonnier"):
        assert LOSSES[kind]().predicted_bias(np.array([0.0, 1.0])) is None


def test_of_an_even_number_each_smoothing_takes_another_median():
    """Fair's the largest product of gaps, Charbonnier's the smallest sum of inverse gaps, powers Jackson's median."""
    between = np.linspace(1, 3, 200_001)[1:-1]
    gaps = np.abs(between[:, None] - EVEN)
    fair, charbonnier = between[gaps.prod(1).argmax()], between[(1 / gaps).sum(1).argmin()]
    assert minimiser("fair", EVEN, epsilon=1e-5) == pytest.approx(fair, abs=1e-4)
    assert minimiser("charbonnier", EVEN, epsilon=1e-3) == pytest.approx(charbonnier, abs=1e-4)
    assert minimiser("power", EVEN, power=1 + 1e-6) == pytest.approx(27 / 11, abs=1e-4)


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.75, 0.9])
def test_expectiles_are_scipys(tau):
    assert minimiser("expectile", Y, tau=tau) == pytest.approx(expectile(Y, tau), rel=1e-10)


def test_special_expectiles_and_powers_are_the_mean():
    assert minimiser("expectile", Y, tau=0.5) == pytest.approx(Y.mean(), rel=1e-12)
    assert minimiser("power", Y, power=2) == pytest.approx(Y.mean(), rel=1e-12)


@pytest.mark.parametrize("kind", ["smooth_quantile", "soft_quantile"])
def test_smoothed_quantiles_are_near_the_quantile(kind):
    name = LOSSES[kind].smoothing
    assert minimiser(kind, Y, tau=0.75, **{name: 1e-3}) == pytest.approx(10, abs=1e-2)
    assert minimiser(kind, Y, tau=0.25, **{name: 1e-3}) == pytest.approx(1, abs=1e-2)


FIGURES = {
    ("huber", ()): (1, 1), ("smooth_l1", (("delta", 0.5),)): (1, 2), ("pseudo_huber", ()): (1, 1),
    ("charbonnier", (("epsilon", 0.1),)): (1, 10), ("fair", (("epsilon", 0.1),)): (1, 10), ("log_cosh", ()): (1, 1),
    ("smooth_quantile", (("tau", 0.25), ("epsilon", 0.2))): (0.75, 5),
    ("soft_quantile", (("tau", 0.25), ("scale", 0.2))): (0.75, 1.25),
    ("expectile", (("tau", 0.75),)): (np.inf, 1.5), ("squared_epsilon_insensitive", ()): (np.inf, 1),
    ("quantile", ()): (0.75, np.inf), ("squared_hinge", ()): (np.inf, 2), ("smoothed_hinge", ()): (1, 1),
    ("modified_huber", ()): (4, 2), ("logistic", ()): (1, 0.25), ("perceptron", ()): (1, np.inf),
    ("cauchy", ()): (0.5, 1), ("geman_mcclure", ()): (0.3248, 1), ("welsch", ()): (0.4289, 1),
    ("tukey", ()): (0.2862, 1), ("barron", (("alpha", 0),)): (0.7071, 1), ("barron", (("alpha", -2),)): (0.6495, 1),
    ("barron", (("alpha", 1),)): (1, 1), ("barron", (("alpha", 1.5),)): (np.inf, 1), ("truncated", ()): (1, np.inf),
    ("log_absolute", (("epsilon", 0.5),)): (2, np.inf), ("ramp", ()): (1, np.inf), ("zero_one", ()): (np.inf, np.inf),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "parameters"), [key for key in FIGURES if key[0] in LOSSES])
def test_figures_of_the_literature(kind, parameters):
    loss = LOSSES[kind](**dict(parameters))
    steep, bent = FIGURES[kind, parameters]
    assert (loss.lipschitz(), loss.smoothness()) == (pytest.approx(steep, abs=5e-5), pytest.approx(bent, rel=1e-12))
