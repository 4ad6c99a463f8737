"""The expectile loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class Expectile(Loss):
    r"""Expectile loss, \(\rho(r) = \tau r^2\) for \(r \ge 0\), else \((1 - \tau) r^2\).

    The squared loss, weighted by side: smooth, but its curvature jumps at 0. It eats target minus
    prediction, so that τ above ½ leans to the upper side.

    >>> Expectile(tau=0.75).value(np.array([-2.0, 2.0]))
    array([1., 3.])
    """

    kind: Literal["expectile"] = "expectile"
    title: ClassVar[str] = "Expectile"
    formula: ClassVar[str] = "ρ(r) = τr² if r ≥ 0, else (1 − τ)r², r = target − prediction"
    derivative: ClassVar[str] = r"2\tau r \text{ for } r \ge 0, \text{ else } 2(1 - \tau)r"
    prox_formula: ClassVar[str] = (
        r"\frac{v}{1 + 2\lambda\tau} \text{ for } v \ge 0, \text{ else } \frac{v}{1 + 2\lambda(1 - \tau)}"
    )
    conjugate_formula: ClassVar[str] = r"\frac{s^2}{4\tau} \text{ for } s \ge 0, \text{ else } \frac{s^2}{4(1 - \tau)}"
    estimates: ClassVar[str] = "the τ-expectile"
    source: ClassVar[str] = "Newey & Powell 1987"
    influence: ClassVar[str] = "unbounded"
    orientation: ClassVar[int] = -1
    degree: ClassVar[int | None] = 2
    tau: float = Field(0.75, ge=1e-6, le=0.999999, json_schema_extra={"symbol": "τ"})
    """Weight of what the prediction falls short of; ½ gives the mean."""

    def _share(self, r: Array) -> Array:
        return np.where(r < 0, 1 - self.tau, self.tau)

    @in_double
    def value(self, r: Array) -> Array:
        return self._share(r) * r * r

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = 2 * self._share(r) * r
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return 2 * self._share(r)

    def limits(self) -> tuple[float, float]:
        return -math.inf, math.inf

    def breaks(self) -> tuple[float, ...]:
        return (0.0,) if self.tau != 1 - self.tau else ()

    def smoothness(self) -> float:
        return 2 * max(self.tau, 1 - self.tau)

    def strength(self) -> float:
        return 2 * min(self.tau, 1 - self.tau)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return np.asarray(s * s / (4 * self._share(s)))

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v / (1 + 2 * weight * self._share(v))
