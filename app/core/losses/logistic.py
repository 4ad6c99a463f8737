"""The logistic loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, entropy, in_double, on_domain


class Logistic(Loss):
    r"""Logistic loss of a margin, \(\rho(m) = \log(1 + e^{-m})\): smooth, never 0, so its infimum is not attained.

    >>> Logistic().value(np.array([-1e4, 0.0]))
    array([1.00000000e+04, 6.93147181e-01])
    """

    kind: Literal["logistic"] = "logistic"
    title: ClassVar[str] = "Logistic"
    formula: ClassVar[str] = "ρ(m) = log(1 + e⁻ᵐ)"
    derivative: ClassVar[str] = r"-\frac{1}{1 + e^m}"
    conjugate_formula: ClassVar[str] = (
        r"(1 + s)\log(1 + s) - s\log(-s) \text{ for } -1 \le s \le 0, \text{ else } \infty"
    )
    estimates: ClassVar[str] = "the log-odds"
    source: ClassVar[str] = "Cox 1958"
    influence: ClassVar[str] = "bounded by 1"
    margin: ClassVar[bool] = True

    def value(self, r: Array) -> Array:
        return np.asarray(np.logaddexp(r.dtype.type(0), -r))

    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = -np.exp(-np.logaddexp(r.dtype.type(0), r))
        return slope, slope

    def curvature(self, r: Array) -> Array:
        zero = r.dtype.type(0)
        return np.asarray(np.exp(-np.logaddexp(zero, r) - np.logaddexp(zero, -r)))

    def limits(self) -> tuple[float, float]:
        return -1.0, 0.0

    def smoothness(self) -> float:
        return 0.25

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 0, entropy(-s) + entropy(1 + s))
