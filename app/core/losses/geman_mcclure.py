"""The Geman–McClure loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class GemanMcClure(Loss):
    r"""Geman–McClure loss, \(\rho(r) = \frac{r^2/2}{1 + (r/c)^2}\): bounded by c²/2, so outliers cost next to nothing.

    >>> GemanMcClure(scale=1.0).value(np.array([0.0, 1.0, 1e9]))
    array([0.  , 0.25, 0.5 ])
    """

    kind: Literal["geman_mcclure"] = "geman_mcclure"
    title: ClassVar[str] = "Geman–McClure"
    formula: ClassVar[str] = "ρ(r) = (r²/2)/(1 + (r/c)²)"
    derivative: ClassVar[str] = r"\frac{r}{(1 + (r/c)^2)^2}"
    estimates: ClassVar[str] = "mode-like; several local minima"
    source: ClassVar[str] = "Geman & McClure 1985"
    influence: ClassVar[str] = "bounded by 0.325c, redescending"
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Residuals much larger than this hardly count."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        return np.asarray((r / np.hypot(1, r / self.scale)) ** 2 / 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        size = np.hypot(1, r / self.scale)
        slope = r / size / size**3
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        share = np.hypot(1, r / self.scale) ** -2.0
        return np.asarray(share**2 * (4 * share - 3))

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return 3 * math.sqrt(3) / 16 * self.scale

    def smoothness(self) -> float:
        return 1.0
