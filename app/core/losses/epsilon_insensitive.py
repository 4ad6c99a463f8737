"""The epsilon-insensitive loss."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain, step_slopes


class EpsilonInsensitive(Loss):
    r"""Epsilon-insensitive loss, \(\rho(r) = \max(|r| - \varepsilon, 0)\): nothing inside the tube, |r| − ε outside.

    Two corners, at ±ε; ε = 0 is the absolute loss.

    >>> EpsilonInsensitive(epsilon=0.5).kinks()
    (-0.5, 0.5)
    """

    kind: Literal["epsilon_insensitive"] = "epsilon_insensitive"
    title: ClassVar[str] = "Epsilon-insensitive"
    formula: ClassVar[str] = "ρ(r) = max(|r| − ε, 0)"
    derivative: ClassVar[str] = r"\operatorname{sign} r \text{ for } |r| > \varepsilon, \text{ else } 0"
    prox_formula: ClassVar[str] = r"\operatorname{sign}(v)\max(\min(|v|, \varepsilon), |v| - \lambda)"
    conjugate_formula: ClassVar[str] = r"\varepsilon|s| \text{ for } |s| \le 1, \text{ else } \infty"
    estimates: ClassVar[str] = "the middle of the data, often a flat set"
    source: ClassVar[str] = "Vapnik 1995"
    influence: ClassVar[str] = "bounded by 1, zero in the tube"
    degree: ClassVar[int | None] = 1
    epsilon: float = Field(0.5, ge=0, le=1e9, json_schema_extra={"symbol": "ε"})
    """Half-width of the tube in which a residual costs nothing."""

    @in_double
    def value(self, r: Array) -> Array:
        return np.maximum(np.abs(r) - self.epsilon, 0)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        low_left, low_right = step_slopes(r, -self.epsilon, -1.0, 0.0)
        high_left, high_right = step_slopes(r, self.epsilon, 0.0, 1.0)
        return low_left + high_left, low_right + high_right

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def kinks(self) -> tuple[float, ...]:
        return (-self.epsilon, self.epsilon) if self.epsilon > 0 else (0.0,)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 1, self.epsilon * np.abs(s))

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        inside = np.clip(v, -self.epsilon, self.epsilon)
        beyond = v - inside
        return np.asarray(inside + np.sign(beyond) * np.maximum(np.abs(beyond) - weight, 0))
