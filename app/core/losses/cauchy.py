"""The Cauchy loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Cauchy(Loss):
    r"""Cauchy loss, \(\rho(r) = \frac{c^2}{2}\log(1 + (r/c)^2)\): its slope falls back to 0, but the loss has no bound.

    >>> Cauchy(scale=1.0).slopes(np.array([0.0, 1.0, 3.0]))[0]
    array([0. , 0.5, 0.3])
    """

    kind: Literal["cauchy"] = "cauchy"
    title: ClassVar[str] = "Cauchy"
    formula: ClassVar[str] = "ρ(r) = (c²/2)·log(1 + (r/c)²)"
    derivative: ClassVar[str] = r"\frac{r}{1 + (r/c)^2}"
    estimates: ClassVar[str] = "the location of a Cauchy distribution; several local minima"
    source: ClassVar[str] = "Holland & Welsch 1977"
    influence: ClassVar[str] = "bounded by c/2, redescending"
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Where the slope is largest; beyond it the pull of a sample falls."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        return self.scale * (self.scale / 2) * np.log1p((r / self.scale) ** 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r / (1 + (r / self.scale) ** 2)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        share = 1 / (1 + (r / self.scale) ** 2)
        return np.asarray(share * (2 * share - 1))

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return self.scale / 2

    def smoothness(self) -> float:
        return 1.0
