"""The smoothed quantile loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class SmoothQuantile(Loss):
    r"""Smoothed quantile loss, \(\rho(r) = r^2/(2\mu)\) between −μ(1 − τ) and μτ, linear outside.

    The Moreau envelope of the quantile loss: its slope is r/μ clipped to [τ − 1, τ]. Like that loss it eats
    target minus prediction.

    >>> SmoothQuantile(tau=0.75, epsilon=0.5).slopes(np.array([-1.0, 0.25, 1.0]))[0]
    array([-0.25,  0.5 ,  0.75])
    """

    kind: Literal["smooth_quantile"] = "smooth_quantile"
    title: ClassVar[str] = "Smooth quantile"
    formula: ClassVar[str] = "ρ(r) = τr − μτ²/2 if r > μτ, (τ − 1)r − μ(1 − τ)²/2 if r < −μ(1 − τ), else r²/(2μ)"
    derivative: ClassVar[str] = r"\operatorname{clip}(r/\mu, \tau - 1, \tau)"
    prox_formula: ClassVar[str] = r"v - \lambda\operatorname{clip}(\frac{v}{\mu + \lambda}, \tau - 1, \tau)"
    conjugate_formula: ClassVar[str] = r"\mu s^2/2 \text{ for } \tau - 1 \le s \le \tau, \text{ else } \infty"
    estimates: ClassVar[str] = "the τ-quantile as μ → 0"
    source: ClassVar[str] = "Aravkin et al. 2014"
    influence: ClassVar[str] = "bounded by max(τ, 1 − τ)"
    orientation: ClassVar[int] = -1
    degree: ClassVar[int | None] = 2
    smoothing: ClassVar[str] = "epsilon"
    tau: float = Field(0.75, ge=1e-6, le=0.999999, json_schema_extra={"symbol": "τ"})
    """The share of targets that lies below the minimiser, as μ → 0."""
    epsilon: float = Field(0.2, ge=1e-9, le=1e9, json_schema_extra={"symbol": "μ", "scale": "log"})
    """Width of the rounded part."""

    def _slope(self, r: Array) -> Array:
        return np.clip(r / self.epsilon, self.tau - 1, self.tau)

    @in_double
    def value(self, r: Array) -> Array:
        slope = self._slope(r)
        return slope * (r - self.epsilon * slope / 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = self._slope(r)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        low, high = self.breaks()
        return ((low < r) & (r < high)) / self.epsilon

    def limits(self) -> tuple[float, float]:
        return self.tau - 1, self.tau

    def breaks(self) -> tuple[float, ...]:
        return (self.epsilon * (self.tau - 1), self.epsilon * self.tau)

    def smoothness(self) -> float:
        return 1 / self.epsilon

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, self.tau - 1, self.tau, self.epsilon * s * s / 2)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v - weight * np.clip(v / (self.epsilon + weight), self.tau - 1, self.tau)
