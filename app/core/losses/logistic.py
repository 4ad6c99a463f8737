"""The logistic loss."""

from typing import ClassVar, Literal

import numpy as np
from scipy.special import expit

from app.core.arrays import Array
from app.core.loss import Loss


class Logistic(Loss):
    r"""Logistic loss of a margin, \(\rho(m) = \log(1 + e^{-m})\): smooth, never 0, so its infimum is not attained.

    >>> Logistic().value(np.array([-1e4, 0.0]))
    array([1.00000000e+04, 6.93147181e-01])
    """

    kind: Literal["logistic"] = "logistic"
    title: ClassVar[str] = "Logistic"
    formula: ClassVar[str] = "ρ(m) = log(1 + e⁻ᵐ)"
    estimates: ClassVar[str] = "the log-odds"
    source: ClassVar[str] = "Cox 1958"
    margin: ClassVar[bool] = True

    def value(self, r: Array) -> Array:
        return np.asarray(np.logaddexp(r.dtype.type(0), -r))

    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = -expit(-r).astype(r.dtype)
        return slope, slope

    def curvature(self, r: Array) -> Array:
        return (expit(r) * expit(-r)).astype(r.dtype)

    def limits(self) -> tuple[float, float]:
        return -1.0, 0.0
