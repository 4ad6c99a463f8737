"""The laws can fail: each is run on something broken, and has to notice."""

import numpy as np
import pytest

from app.core import affine, prox
from app.core.catalogue import CONVENTIONS, LOSSES, METHODS
from tests.core import (
    test_convention,
    test_loss_calculus,
    test_loss_prox,
    test_method,
    test_problem,
    test_prox,
    test_subdifferential,
)

Absolute, Huber, Quantile = LOSSES["absolute"], LOSSES["huber"], LOSSES["quantile"]
Line = test_subdifferential.test_the_line_through_two_samples


def always(value):
    return lambda self, *args: value


def scaled(function, by):
    return lambda self, *args: function(self, *args) * by


def swapped(function):
    return lambda self, *args: function(self, *args)[::-1]


MUTANTS = {
    "a value off by a part in a billion": (
        Huber, "value", scaled(Huber.value, 1 + 1e-9),
        lambda: test_loss_calculus.test_the_value_is_the_integral_of_the_slope("huber"),
    ),
    "slopes swapped": (
        Absolute, "slopes", swapped(Absolute.slopes),
        lambda: test_loss_calculus.test_the_interval_opens_exactly_at_the_kinks("absolute"),
    ),
    "a kink forgotten": (
        Quantile, "kinks", always(()),
        lambda: test_loss_calculus.test_the_interval_opens_exactly_at_the_kinks("quantile"),
    ),
    "a curvature forgotten": (
        Huber, "curvature", lambda self, r: np.zeros_like(r),
        lambda: test_loss_calculus.test_the_slope_is_the_integral_of_the_curvature("huber"),
    ),
    "a break forgotten": (
        Huber, "breaks", always(()),
        lambda: test_loss_calculus.test_the_slope_is_the_integral_of_the_curvature("huber"),
    ),
    "a prox too short": (
        Absolute, "prox", lambda self, v, weight: np.sign(v) * np.maximum(np.abs(v) - weight * 0.999, 0),
        lambda: test_loss_prox.test_what_the_prox_leaves_over_is_a_slope("absolute"),
    ),
    "a convention outside the interval": (
        CONVENTIONS["midpoint"], "pick", lambda self, left, right, uniform: right + 1,
        lambda: test_convention.test_an_element_of_the_interval_is_reported("midpoint"),
    ),
    "one momentum for another": (
        METHODS["heavy_ball"],
        "step",
        METHODS["nesterov"].step,
        lambda: test_method.test_the_rule_is_pytorchs("heavy_ball"),
    ),
    "a sum of slopes not divided": (
        affine.Affine, "pull_back", scaled(affine.Affine.pull_back, 2),
        lambda: test_problem.test_no_slope_exceeds_the_lipschitz_constant(),
    ),
    "an implicit step that is explicit": (
        prox, "_row", lambda posed, x, weight: x - weight * posed.pull_back(posed.loss.slopes(posed.residual(x))[0]),
        lambda: test_prox.test_the_step_ends_at_the_lowest_point(2),
    ),
    "a sign that is 1 at 0": (
        CONVENTIONS["zero"], "pick", lambda self, left, right, uniform: right, Line,
    ),
}  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_noticed(mutant, monkeypatch):
    target, name, broken, law = MUTANTS[mutant]
    monkeypatch.setattr(target, name, broken)
    with pytest.raises((AssertionError, ExceptionGroup)):
        law()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_original_passes(mutant):
    MUTANTS[mutant][-1]()
