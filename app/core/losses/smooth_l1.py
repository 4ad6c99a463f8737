"""The smooth L1 loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class SmoothL1(Loss):
    r"""Smooth L1 loss, \(\rho(r) = r^2/(2\beta)\) for \(|r| < \beta\), else \(|r| - \beta/2\).

    The Huber loss divided by its δ, so that its far slopes stay ±1: the Moreau envelope of |r|, and what
    r/max(|r|, β) in place of r/|r| descends on.

    >>> SmoothL1(delta=0.5).value(np.array([0.25, 3.0]))
    array([0.0625, 2.75  ])
    """

    kind: Literal["smooth_l1"] = "smooth_l1"
    title: ClassVar[str] = "Smooth L1"
    formula: ClassVar[str] = "ρ(r) = r²/(2β) if |r| < β, else |r| − β/2"
    derivative: ClassVar[str] = r"\operatorname{clip}(r/\beta, -1, 1)"
    prox_formula: ClassVar[str] = r"v - \lambda\operatorname{clip}(\frac{v}{\beta + \lambda}, -1, 1)"
    conjugate_formula: ClassVar[str] = r"\beta s^2/2 \text{ for } |s| \le 1, \text{ else } \infty"
    estimates: ClassVar[str] = "Huber's M-estimate, the median as β → 0"
    source: ClassVar[str] = "Girshick 2015"
    influence: ClassVar[str] = "bounded by 1"
    degree: ClassVar[int | None] = 2
    smoothing: ClassVar[str] = "delta"
    delta: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "β", "scale": "log"})
    """Half-width of the rounded part: quadratic inside, slope ±1 outside."""

    @in_double
    def value(self, r: Array) -> Array:
        slope = np.clip(r / self.delta, -1, 1)
        return slope * (r - self.delta * slope / 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = np.clip(r / self.delta, -1, 1)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return (np.abs(r) < self.delta) / self.delta

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def breaks(self) -> tuple[float, ...]:
        return (-self.delta, self.delta)

    def smoothness(self) -> float:
        return 1 / self.delta

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 1, self.delta * s * s / 2)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v - weight * np.clip(v / (self.delta + weight), -1, 1)

    def predicted_bias(self, residuals: Array) -> float | None:
        return 0.0 if np.all(np.abs(residuals) > self.delta) else None
