"""The squared loss."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Squared(Loss):
    r"""Squared loss, \(\rho(r) = r^2/2\): smooth, its slope shrinks with the residual.

    >>> Squared().slopes(np.array([-2.0, 0.5]))[0]
    array([-2. ,  0.5])
    """

    kind: Literal["squared"] = "squared"
    title: ClassVar[str] = "Squared (L2)"
    formula: ClassVar[str] = "ρ(r) = r²/2"
    derivative: ClassVar[str] = "r"
    prox_formula: ClassVar[str] = r"\frac{v}{1 + \lambda}"
    conjugate_formula: ClassVar[str] = "s^2/2"
    estimates: ClassVar[str] = "the mean"
    source: ClassVar[str] = "Legendre 1805; Gauss 1809"
    influence: ClassVar[str] = "unbounded"
    degree: ClassVar[int | None] = 2

    @in_double
    def value(self, r: Array) -> Array:
        return r * r / 2

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return r, r

    def curvature(self, r: Array) -> Array:
        return np.ones_like(r)

    def limits(self) -> tuple[float, float]:
        return -math.inf, math.inf

    def smoothness(self) -> float:
        return 1.0

    def strength(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return s * s / 2

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v / (1 + weight)
