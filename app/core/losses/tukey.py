"""The Tukey biweight loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Tukey(Loss):
    r"""Tukey's biweight, \(\rho(r) = \frac{c^2}{6}(1 - (1 - (r/c)^2)^3)\) for \(|r| \le c\), constant beyond.

    A sample farther than c has no pull at all.

    >>> Tukey(scale=2.0).slopes(np.array([1.0, 3.0]))[0]
    array([0.5625, 0.    ])
    """

    kind: Literal["tukey"] = "tukey"
    title: ClassVar[str] = "Tukey biweight"
    formula: ClassVar[str] = "ρ(r) = (c²/6)(1 − (1 − (r/c)²)³) if |r| ≤ c, else c²/6"
    derivative: ClassVar[str] = r"r(1 - (r/c)^2)^2 \text{ for } |r| \le c, \text{ else } 0"
    estimates: ClassVar[str] = "mode-like; several local minima"
    source: ClassVar[str] = "Beaton & Tukey 1974"
    influence: ClassVar[str] = "bounded by 0.286c, exactly 0 beyond c"
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Residuals beyond this have no influence."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        x = np.clip(r / self.scale, -1, 1)
        rest = (1 - x) * (1 + x)
        return self.scale * (self.scale / 6) * (x * x * (1 + rest + rest * rest))

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        x = np.clip(r / self.scale, -1, 1)
        slope = r * ((1 - x) * (1 + x)) ** 2
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        x = np.clip(r / self.scale, -1, 1)
        return np.asarray((1 - x) * (1 + x) * (1 - 5 * x * x))

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return 16 / (25 * math.sqrt(5)) * self.scale

    def smoothness(self) -> float:
        return 1.0

    def breaks(self) -> tuple[float, ...]:
        return (-self.scale, self.scale)
