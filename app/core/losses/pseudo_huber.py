"""The pseudo-Huber loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, half_in_double, in_double, on_domain


class PseudoHuber(Loss):
    r"""Pseudo-Huber loss, \(\rho(r) = \delta^2(\sqrt{1 + (r/\delta)^2} - 1)\): smooth everywhere.

    Computed as r²/(1 + √(1 + (r/δ)²)), which loses no digits near 0 and does not overflow early.

    >>> PseudoHuber(delta=1.0).value(np.array([0.0, 1e4])).round(3)
    array([   0., 9999.])
    """

    kind: Literal["pseudo_huber"] = "pseudo_huber"
    title: ClassVar[str] = "Pseudo-Huber"
    formula: ClassVar[str] = "ρ(r) = δ²(√(1 + (r/δ)²) − 1)"
    derivative: ClassVar[str] = r"\frac{r}{\sqrt{1 + (r/\delta)^2}}"
    conjugate_formula: ClassVar[str] = (
        r"\delta^2(1 - \sqrt{1 - (s/\delta)^2}) \text{ for } |s| \le \delta, \text{ else } \infty"
    )
    estimates: ClassVar[str] = "between the mean and the median"
    source: ClassVar[str] = "Charbonnier et al. 1997"
    influence: ClassVar[str] = "bounded by δ"
    delta: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "δ", "scale": "log"})
    """Scale at which the loss turns from quadratic to linear."""

    @half_in_double
    def value(self, r: Array) -> Array:
        return np.asarray(r * (r / (1 + np.hypot(1, r / self.delta))))

    @half_in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r / np.hypot(1, r / self.delta)
        return slope, slope

    @half_in_double
    def curvature(self, r: Array) -> Array:
        return np.hypot(1, r / self.delta) ** -3.0

    def limits(self) -> tuple[float, float]:
        return -self.delta, self.delta

    def smoothness(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        share = np.clip(s / self.delta, -1, 1)
        value = s * s / (1 + np.sqrt((1 - share) * (1 + share)))
        return on_domain(s, -self.delta, self.delta, value)
