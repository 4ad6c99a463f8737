"""The truncated absolute loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, step_slopes


class Truncated(Loss):
    r"""Truncated absolute loss, \(\rho(r) = \min(|r|, c)\): a convex corner at 0, concave ones at ±c.

    At ±c Clarke's subdifferential holds 0 although the loss falls to one side. The prox is the better of
    the absolute loss's and of v itself, and v where they tie.

    >>> Truncated(scale=1.0).subdifferential(np.array([0.0, 1.0]))
    (array([-1.,  0.]), array([1., 1.]))
    """

    kind: Literal["truncated"] = "truncated"
    title: ClassVar[str] = "Truncated absolute"
    formula: ClassVar[str] = "ρ(r) = min(|r|, c)"
    derivative: ClassVar[str] = r"\operatorname{sign} r \text{ for } |r| < c, \text{ else } 0"
    prox_formula: ClassVar[str] = (
        r"w \text{ if } \rho(w) + \frac{(w - v)^2}{2\lambda} < \rho(v), \text{ else } v, "
        r"\text{ with } w = \operatorname{sign}(v)\max(|v| - \lambda, 0)"
    )
    estimates: ClassVar[str] = "mode-like: the median of the samples within c; several local minima"
    source: ClassVar[str] = "Zhang 2010"
    influence: ClassVar[str] = "bounded by 1, exactly 0 beyond c"
    degree: ClassVar[int | None] = 1
    scale: float = Field(1.0, ge=1e-9, le=1e9, json_schema_extra={"symbol": "c", "scale": "log"})
    """Residuals beyond this cost no more than this."""

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    @in_double
    def value(self, r: Array) -> Array:
        return np.minimum(np.abs(r), self.scale)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        low, high = step_slopes(r, -self.scale, 0.0, -1.0), step_slopes(r, self.scale, 1.0, 0.0)
        return np.where(r > 0, high[0], low[0]), np.where(r >= 0, high[1], low[1])

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return 1.0

    def kinks(self) -> tuple[float, ...]:
        return (-self.scale, 0.0, self.scale)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        move = np.clip(v, -np.asarray(weight), weight)
        shrunk = np.abs(v - move) + move * (move / np.maximum(2 * np.asarray(weight), 5e-324))
        return np.where(shrunk < np.minimum(np.abs(v), self.scale), v - move, v)
