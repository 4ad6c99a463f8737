"""The squared hinge loss."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class SquaredHinge(Loss):
    r"""Squared hinge loss of a margin, \(\rho(m) = \max(0, 1 - m)^2\): no corner, curvature 2 below \(m = 1\).

    >>> SquaredHinge().value(np.array([-1.0, 0.5, 2.0]))
    array([4.  , 0.25, 0.  ])
    """

    kind: Literal["squared_hinge"] = "squared_hinge"
    title: ClassVar[str] = "Squared hinge"
    formula: ClassVar[str] = "ρ(m) = max(0, 1 − m)²"
    derivative: ClassVar[str] = r"-2\max(0, 1 - m)"
    prox_formula: ClassVar[str] = r"v + \frac{2\lambda}{1 + 2\lambda}\max(0, 1 - v)"
    conjugate_formula: ClassVar[str] = r"s + s^2/4 \text{ for } s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "2η − 1, with η the share of the positive class"
    source: ClassVar[str] = "Lee & Mangasarian 2001"
    influence: ClassVar[str] = "unbounded, zero from the margin 1 on"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 2

    @in_double
    def value(self, r: Array) -> Array:
        return np.asarray(np.maximum(0, 1 - r) ** 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = 2 * np.minimum(0, r - 1)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return 2.0 * (r < 1)

    def limits(self) -> tuple[float, float]:
        return -math.inf, 0.0

    def breaks(self) -> tuple[float, ...]:
        return (1.0,)

    def smoothness(self) -> float:
        return 2.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -math.inf, 0, s + s * s / 4)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return np.asarray(v + 2 * weight / (1 + 2 * weight) * np.maximum(0, 1 - v))
