"""The Charbonnier loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class Charbonnier(Loss):
    r"""Charbonnier loss, \(\rho(r) = \sqrt{r^2 + \varepsilon^2} - \varepsilon\): |r| with its corner rounded off.

    What r/√(r² + ε²) in place of r/|r| descends on; never farther than ε from |r|.

    >>> Charbonnier(epsilon=3.0).value(np.array([0.0, 4.0]))
    array([0., 2.])
    """

    kind: Literal["charbonnier"] = "charbonnier"
    title: ClassVar[str] = "Charbonnier"
    formula: ClassVar[str] = "ρ(r) = √(r² + ε²) − ε"
    derivative: ClassVar[str] = r"\frac{r}{\sqrt{r^2 + \varepsilon^2}}"
    conjugate_formula: ClassVar[str] = r"\varepsilon(1 - \sqrt{1 - s^2}) \text{ for } |s| \le 1, \text{ else } \infty"
    estimates: ClassVar[str] = "the median up to a term in ε³ (odd n)"
    source: ClassVar[str] = "Charbonnier et al. 1997"
    influence: ClassVar[str] = "bounded by 1"
    smoothing: ClassVar[str] = "epsilon"
    epsilon: float = Field(0.1, ge=1e-9, le=1e9, json_schema_extra={"symbol": "ε", "scale": "log"})
    """Scale on which the corner is rounded off; the curvature at 0 is 1/ε."""

    @in_double
    def value(self, r: Array) -> Array:
        return r * (r / (self.epsilon + np.hypot(r, self.epsilon)))

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r / np.hypot(r, self.epsilon)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        size = np.hypot(r, self.epsilon)
        return np.asarray((self.epsilon / size) ** 2 / size)

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def smoothness(self) -> float:
        return 1 / self.epsilon

    @in_double
    def conjugate(self, s: Array) -> Array:
        near = np.clip(s, -1, 1)
        return on_domain(s, -1, 1, self.epsilon * near * near / (1 + np.sqrt((1 - near) * (1 + near))))

    def predicted_bias(self, residuals: Array) -> float | None:
        if np.any(residuals == 0):
            return None
        return float(self.epsilon**3 / 2 * (np.sign(residuals) / residuals**2).sum())
