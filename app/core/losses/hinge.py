"""The hinge loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain, step_slopes


class Hinge(Loss):
    r"""Hinge loss of a margin, \(\rho(m) = \max(0, 1 - m)\), with \(\partial\rho(1) = [-1, 0]\).

    Flat for m ≥ 1, so its minimisers are whole half-lines.

    >>> Hinge().subdifferential(np.array([1.0]))
    (array([-1.]), array([0.]))
    """

    kind: Literal["hinge"] = "hinge"
    title: ClassVar[str] = "Hinge"
    formula: ClassVar[str] = "ρ(m) = max(0, 1 − m)"
    derivative: ClassVar[str] = r"-1 \text{ for } m < 1, \text{ else } 0"
    prox_formula: ClassVar[str] = r"\max(v, \min(v + \lambda, 1))"
    conjugate_formula: ClassVar[str] = r"s \text{ for } -1 \le s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "the more frequent class"
    source: ClassVar[str] = "Cortes & Vapnik 1995"
    influence: ClassVar[str] = "bounded by 1, zero from the margin 1 on"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 1

    def value(self, r: Array) -> Array:
        return np.asarray(np.maximum(0, 1 - r))

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return step_slopes(r, 1.0, -1.0, 0.0)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return -1.0, 0.0

    def kinks(self) -> tuple[float, ...]:
        return (1.0,)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 0, s)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return np.maximum(v, np.minimum(v + weight, 1))
