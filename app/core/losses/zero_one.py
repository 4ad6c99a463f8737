"""The zero-one loss."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss


class ZeroOne(Loss):
    r"""Zero-one loss of a margin, \(\rho(m) = 1\) for \(m \le 0\), else 0: it jumps, and its slope is 0 everywhere.

    >>> ZeroOne().value(np.array([-1.0, 0.0, 1e-9]))
    array([1., 1., 0.])
    """

    kind: Literal["zero_one"] = "zero_one"
    title: ClassVar[str] = "Zero-one"
    formula: ClassVar[str] = "ρ(m) = 1 if m ≤ 0, else 0"
    derivative: ClassVar[str] = "0"
    estimates: ClassVar[str] = "the more frequent class"
    source: ClassVar[str] = "Wald 1950"
    influence: ClassVar[str] = "none: its slope is 0"
    margin: ClassVar[bool] = True

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    def value(self, r: Array) -> Array:
        return (r <= 0).astype(r.dtype)

    def slopes(self, r: Array) -> tuple[Array, Array]:
        return np.zeros_like(r), np.zeros_like(r)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return math.inf

    def jumps(self) -> tuple[float, ...]:
        return (0.0,)
