"""The squared epsilon-insensitive loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double


class SquaredEpsilonInsensitive(Loss):
    r"""Squared epsilon-insensitive loss, \(\rho(r) = \max(|r| - \varepsilon, 0)^2/2\).

    Nothing inside the tube, quadratic outside, no corner; ε = 0 is the squared loss.

    >>> SquaredEpsilonInsensitive(epsilon=0.5).value(np.array([0.4, -2.5]))
    array([0., 2.])
    """

    kind: Literal["squared_epsilon_insensitive"] = "squared_epsilon_insensitive"
    title: ClassVar[str] = "Squared epsilon-insensitive"
    formula: ClassVar[str] = "ρ(r) = max(|r| − ε, 0)²/2"
    derivative: ClassVar[str] = r"\operatorname{sign}(r)\max(|r| - \varepsilon, 0)"
    prox_formula: ClassVar[str] = r"\frac{v + \lambda\operatorname{clip}(v, -\varepsilon, \varepsilon)}{1 + \lambda}"
    conjugate_formula: ClassVar[str] = r"s^2/2 + \varepsilon|s|"
    estimates: ClassVar[str] = "between the mean and the middle of the data"
    source: ClassVar[str] = "Ho & Lin 2012"
    influence: ClassVar[str] = "unbounded, zero in the tube"
    degree: ClassVar[int | None] = 2
    epsilon: float = Field(0.5, ge=0, le=1e9, json_schema_extra={"symbol": "ε"})
    """Half-width of the tube in which a residual costs nothing."""

    @in_double
    def value(self, r: Array) -> Array:
        return np.asarray(np.maximum(np.abs(r) - self.epsilon, 0) ** 2 / 2)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = r - np.clip(r, -self.epsilon, self.epsilon)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return np.abs(r) >= self.epsilon

    def limits(self) -> tuple[float, float]:
        return -math.inf, math.inf

    def breaks(self) -> tuple[float, ...]:
        return (-self.epsilon, self.epsilon) if self.epsilon > 0 else ()

    def smoothness(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return s * s / 2 + self.epsilon * np.abs(s)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        inside = np.clip(v, -self.epsilon, self.epsilon)
        return np.asarray(inside + (v - inside) / (1 + weight))
