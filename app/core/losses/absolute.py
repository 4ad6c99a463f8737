"""The absolute loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain, step_slopes


class Absolute(Loss):
    r"""Absolute loss, \(\rho(r) = |r|\), with \(\partial\rho(0) = [-1, 1]\).

    The L1 loss: one corner, at 0, where every slope between −1 and 1 supports it.

    >>> Absolute().subdifferential(np.array([-2.0, 0.0, 3.0]))
    (array([-1., -1.,  1.]), array([-1.,  1.,  1.]))
    """

    kind: Literal["absolute"] = "absolute"
    title: ClassVar[str] = "Absolute (L1)"
    formula: ClassVar[str] = "ρ(r) = |r|"
    derivative: ClassVar[str] = r"\operatorname{sign} r"
    prox_formula: ClassVar[str] = r"\operatorname{sign}(v)\max(|v| - \lambda, 0)"
    conjugate_formula: ClassVar[str] = r"0 \text{ for } |s| \le 1, \text{ else } \infty"
    estimates: ClassVar[str] = "the median"
    source: ClassVar[str] = "Boscovich 1757; Laplace 1774"
    influence: ClassVar[str] = "bounded by 1, jumps at 0"
    degree: ClassVar[int | None] = 1

    def value(self, r: Array) -> Array:
        return np.abs(r)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return step_slopes(r, 0.0, -1.0, 1.0)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return -1.0, 1.0

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 1, 0.0)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return np.sign(v) * np.maximum(np.abs(v) - weight, 0)
