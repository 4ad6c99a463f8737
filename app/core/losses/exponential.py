"""The exponential loss."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, entropy, in_double, on_domain


class Exponential(Loss):
    r"""Exponential loss of a margin, \(\rho(m) = e^{-m}\): smooth, never 0, so its infimum is not attained.

    The prox is v + W(λe^{−v}), with Lambert's W. Margins below −709 are beyond the largest float64.

    >>> Exponential().value(np.array([0.0, 50.0]))
    array([1.00000000e+00, 1.92874985e-22])
    """

    kind: Literal["exponential"] = "exponential"
    title: ClassVar[str] = "Exponential"
    formula: ClassVar[str] = "ρ(m) = e⁻ᵐ"
    derivative: ClassVar[str] = "-e^{-m}"
    prox_formula: ClassVar[str] = r"v + W(\lambda e^{-v})"
    conjugate_formula: ClassVar[str] = r"s - s\log(-s) \text{ for } s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "half the log-odds"
    source: ClassVar[str] = "Freund & Schapire 1997"
    influence: ClassVar[str] = "grows exponentially with the error"
    margin: ClassVar[bool] = True

    @in_double
    def value(self, r: Array) -> Array:
        return np.exp(-r)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = -np.exp(-r)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return np.exp(-r)

    def limits(self) -> tuple[float, float]:
        return -math.inf, 0.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -math.inf, 0, s + entropy(-s))

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        from scipy.special import wrightomega  # late: SciPy takes as long to import as all else together

        log_weight = np.log(weight)
        root = wrightomega(log_weight - v)
        return np.where(root > 1, log_weight - np.log(np.maximum(root, 1)), v + np.minimum(root, 1))
