"""The general adaptive loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Barron(Loss):
    r"""Barron's loss, \(\rho(r) = \frac{|\alpha - 2|}{\alpha}(((r/c)^2/|\alpha - 2| + 1)^{\alpha/2} - 1)\).

    One family: squared (α = 2), Charbonnier (1), Cauchy (0), Geman–McClure (−2); 2 and 0 are exact limits.
    Towards −∞ it becomes Welsch's loss, which is an entry of its own; α = −1000 is within 1/500 of it.

    >>> Barron(alpha=-2.0, scale=1.0).value(np.array([2.0]))
    array([1.])
    """

    kind: Literal["barron"] = "barron"
    title: ClassVar[str] = "Barron (general)"
    formula: ClassVar[str] = "ρ(r) = (|α − 2|/α)(((r/c)²/|α − 2| + 1)^(α/2) − 1)"
    derivative: ClassVar[str] = r"\frac{r}{c^2}\left(\frac{(r/c)^2}{|\alpha - 2|} + 1\right)^{\alpha/2 - 1}"
    estimates: ClassVar[str] = "from the mean (α = 2) to the mode (α → −∞)"
    source: ClassVar[str] = "Barron 2019"
    influence: ClassVar[str] = "bounded for α ≤ 1, redescending for α < 1"
    alpha: float = Field(1.0, ge=-1e3, le=2, json_schema_extra={"symbol": "α"})
    """Shape: the lower, the less outliers count; convex from 1 on."""
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Width of the part that is nearly quadratic."""

    @property
    def convex(self) -> bool:
        """For α ≥ 1."""
        return self.alpha >= 1

    def _bulge(self, r: Array) -> Array:
        return np.asarray((r / self.scale) ** 2 / (2 - self.alpha))

    @in_double
    def value(self, r: Array) -> Array:
        if self.alpha == 2:
            return np.asarray((r / self.scale) ** 2 / 2)
        y, half = self._bulge(r), self.alpha / 2
        if abs(half) < 1e-300:  # where α has lost its digits the limit is exact to the last one
            return np.log1p(y)
        exponent = half * np.log1p(y)
        grown = np.where(np.abs(exponent) < 1, np.expm1(exponent), (1 + y) ** half - 1)
        return np.asarray((2 - self.alpha) / self.alpha * grown)

    def _decay(self, r: Array) -> Array:
        """The slope as a share of the squared loss's: each form where it keeps its digits."""
        if self.alpha == 2:
            return np.ones_like(r)
        y, power = self._bulge(r), self.alpha / 2 - 1
        return np.where(y < 1, np.exp(power * np.log1p(y)), (1 + y) ** power)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r / self.scale * self._decay(r) / self.scale
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        if self.alpha == 2:
            return np.full_like(r, self.scale**-2)
        gap, square = 2 - self.alpha, (r / self.scale) ** 2
        bend = (gap + (self.alpha - 1) * square) / (gap + square)
        return np.asarray(self._decay(r) * bend / self.scale / self.scale)

    def limits(self) -> tuple[float, float]:
        far = math.inf if self.alpha > 1 else (self.alpha == 1) / self.scale
        return -far, far

    def lipschitz(self) -> float:
        if self.alpha >= 1:
            return self.limits()[1]
        return float(((2 - self.alpha) / (1 - self.alpha)) ** ((self.alpha - 1) / 2) / self.scale)

    def smoothness(self) -> float:
        return float(self.scale**-2)
