"""The quantile loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain, step_slopes


class Quantile(Loss):
    r"""Quantile (pinball) loss, \(\rho(r) = \max(\tau r, (\tau - 1) r)\), with \(\partial\rho(0) = [\tau - 1, \tau]\).

    It eats target minus prediction, as Koenker and Bassett define it, so that under-prediction costs τ
    a unit and the τ-quantile of the targets minimises the mean; τ = ½ is half the absolute loss.

    >>> Quantile(tau=0.75).subdifferential(np.array([0.0]))
    (array([-0.25]), array([0.75]))
    """

    kind: Literal["quantile"] = "quantile"
    title: ClassVar[str] = "Quantile (pinball)"
    formula: ClassVar[str] = "ρ(r) = max(τr, (τ − 1)r), r = target − prediction"
    derivative: ClassVar[str] = r"\tau \text{ for } r > 0, \text{ else } \tau - 1"
    prox_formula: ClassVar[str] = r"\max(v - \lambda\tau, 0) + \min(v + \lambda(1 - \tau), 0)"
    conjugate_formula: ClassVar[str] = r"0 \text{ for } \tau - 1 \le s \le \tau, \text{ else } \infty"
    estimates: ClassVar[str] = "the τ-quantile"
    source: ClassVar[str] = "Koenker & Bassett 1978"
    influence: ClassVar[str] = "bounded by max(τ, 1 − τ), jumps at 0"
    orientation: ClassVar[int] = -1
    degree: ClassVar[int | None] = 1
    tau: float = Field(0.75, ge=1e-6, le=0.999999, json_schema_extra={"symbol": "τ"})
    """The share of targets that lies below the minimiser; ½ gives the median."""

    def value(self, r: Array) -> Array:
        return np.maximum(self.tau * r, (self.tau - 1) * r)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return step_slopes(r, 0.0, self.tau - 1, self.tau)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return self.tau - 1, self.tau

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, self.tau - 1, self.tau, 0.0)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return np.maximum(v - weight * self.tau, 0) + np.minimum(v + weight * (1 - self.tau), 0)
