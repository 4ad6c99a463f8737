"""The perceptron loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain, step_slopes


class Perceptron(Loss):
    r"""Perceptron loss of a margin, \(\rho(m) = \max(0, -m)\), with \(\partial\rho(0) = [-1, 0]\).

    Parameters of 0 put every margin on the corner, and are always a minimiser.

    >>> Perceptron().value(np.array([-2.0, 0.0, 3.0]))
    array([2., 0., 0.])
    """

    kind: Literal["perceptron"] = "perceptron"
    title: ClassVar[str] = "Perceptron"
    formula: ClassVar[str] = "ρ(m) = max(0, −m)"
    derivative: ClassVar[str] = r"-1 \text{ for } m < 0, \text{ else } 0"
    prox_formula: ClassVar[str] = r"\max(v, \min(v + \lambda, 0))"
    conjugate_formula: ClassVar[str] = r"0 \text{ for } -1 \le s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "nothing: predicting 0 always minimises it"
    source: ClassVar[str] = "Rosenblatt 1958"
    influence: ClassVar[str] = "bounded by 1, zero for a right sign"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 1

    def value(self, r: Array) -> Array:
        return np.maximum(-r, 0)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return step_slopes(r, 0.0, -1.0, 0.0)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return -1.0, 0.0

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 0, 0.0)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return np.maximum(v, np.minimum(v + weight, 0))
