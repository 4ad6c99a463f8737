"""The Huber loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class Huber(Loss):
    r"""Huber loss, \(\rho(r) = r^2/2\) for \(|r| \le \delta\), else \(\delta(|r| - \delta/2)\).

    The corner of |r| is rounded off within δ; the slope is r clipped to ±δ.

    >>> Huber(delta=1.0).value(np.array([0.5, 3.0]))
    array([0.125, 2.5  ])
    """

    kind: Literal["huber"] = "huber"
    title: ClassVar[str] = "Huber"
    formula: ClassVar[str] = "ρ(r) = r²/2 if |r| ≤ δ, else δ(|r| − δ/2)"
    derivative: ClassVar[str] = r"\operatorname{clip}(r, -\delta, \delta)"
    prox_formula: ClassVar[str] = r"v - \lambda\operatorname{clip}(\frac{v}{1 + \lambda}, -\delta, \delta)"
    conjugate_formula: ClassVar[str] = r"s^2/2 \text{ for } |s| \le \delta, \text{ else } \infty"
    estimates: ClassVar[str] = "Huber's M-estimate: between the mean and the median"
    source: ClassVar[str] = "Huber 1964"
    influence: ClassVar[str] = "bounded by δ"
    degree: ClassVar[int | None] = 2
    delta: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "δ", "scale": "log"})
    """Half-width of the rounded part: quadratic inside, linear outside."""

    @in_double
    def value(self, r: Array) -> Array:
        inside = np.minimum(np.abs(r), self.delta)
        return inside * (np.abs(r) - inside / 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = np.clip(r, -self.delta, self.delta)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return (np.abs(r) < self.delta).astype(r.dtype)

    def limits(self) -> tuple[float, float]:
        return -self.delta, self.delta

    def breaks(self) -> tuple[float, ...]:
        return (-self.delta, self.delta)

    def smoothness(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -self.delta, self.delta, s * s / 2)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v - weight * np.clip(v / (1 + weight), -self.delta, self.delta)
