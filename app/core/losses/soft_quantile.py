"""The soft quantile loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, entropy, in_double, on_domain


class SoftQuantile(Loss):
    r"""Soft quantile loss, \(\rho(r) = \tau r + \sigma\log(1 + e^{-r/\sigma})\): smooth everywhere.

    Its own lowest point is σ·log((1 − τ)/τ), not 0. It eats target minus prediction. Computed as the quantile
    loss plus σ·log(1 + e^{−|r|/σ}), in which nothing cancels.

    >>> SoftQuantile(tau=0.75, scale=0.5).slopes(np.array([-0.5 * np.log(3)]))[0]
    array([0.])
    """

    kind: Literal["soft_quantile"] = "soft_quantile"
    title: ClassVar[str] = "Soft quantile"
    formula: ClassVar[str] = "ρ(r) = τr + σ·log(1 + exp(−r/σ)), r = target − prediction"
    derivative: ClassVar[str] = r"\tau - \frac{1}{1 + e^{r/\sigma}}"
    conjugate_formula: ClassVar[str] = (
        r"\sigma((\tau - s)\log(\tau - s) + (1 - \tau + s)\log(1 - \tau + s)) "
        r"\text{ for } \tau - 1 \le s \le \tau, \text{ else } \infty"
    )
    estimates: ClassVar[str] = "the τ-quantile as σ → 0"
    source: ClassVar[str] = "Zheng 2011"
    influence: ClassVar[str] = "bounded by max(τ, 1 − τ)"
    orientation: ClassVar[int] = -1
    smoothing: ClassVar[str] = "scale"
    tau: float = Field(0.75, ge=1e-6, le=0.999999, json_schema_extra={"symbol": "τ"})
    """The share of targets that lies below the minimiser, as σ → 0."""
    scale: float = Field(0.2, ge=1e-9, le=1e9, json_schema_extra={"symbol": "σ", "scale": "log"})
    """Softness: the scale on which the corner is rounded off."""

    @in_double
    def value(self, r: Array) -> Array:
        sharp = np.maximum(self.tau * r, (self.tau - 1) * r)
        return sharp + self.scale * np.log1p(np.exp(-np.abs(r) / self.scale))

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        share = np.exp(-np.abs(r) / self.scale)
        rest = share / (1 + share)
        far = np.where(r < 0, self.tau - 1 + rest, self.tau - rest)
        near = self.tau - 0.5 + np.tanh(r / self.scale / 2) / 2
        slope = np.where(np.abs(r) < self.scale, near, far)  # each where it keeps its digits
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        share = np.exp(-np.abs(r) / self.scale)
        return np.asarray(share / (1 + share) ** 2 / self.scale)

    def limits(self) -> tuple[float, float]:
        return self.tau - 1, self.tau

    def smoothness(self) -> float:
        return 1 / (4 * self.scale)

    @in_double
    def conjugate(self, s: Array) -> Array:
        below = self.tau - s
        return on_domain(s, self.tau - 1, self.tau, self.scale * (entropy(below) + entropy(1 - below)))
