"""The Welsch loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Welsch(Loss):
    r"""Welsch loss, \(\rho(r) = \frac{c^2}{2}(1 - e^{-(r/c)^2})\): a Gaussian upside down.

    >>> Welsch(scale=1.0).value(np.array([0.0, 1e9]))
    array([0. , 0.5])
    """

    kind: Literal["welsch"] = "welsch"
    title: ClassVar[str] = "Welsch"
    formula: ClassVar[str] = "ρ(r) = (c²/2)(1 − exp(−(r/c)²))"
    derivative: ClassVar[str] = "r e^{-(r/c)^2}"
    estimates: ClassVar[str] = "the mode of a kernel density of width c/√2; several local minima"
    source: ClassVar[str] = "Dennis & Welsch 1978"
    influence: ClassVar[str] = "bounded by 0.429c, redescending"
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Width: residuals much larger than this do not count."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        return -self.scale * (self.scale / 2) * np.expm1(-((r / self.scale) ** 2))

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r * np.exp(-((r / self.scale) ** 2))
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        square = np.minimum((r / self.scale) ** 2, 800)  # beyond, e^{−x²} is 0
        return np.asarray((1 - 2 * square) * np.exp(-square))

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return self.scale / math.sqrt(2 * math.e)

    def smoothness(self) -> float:
        return 1.0
