"""The positive part as a loss: what relu asks a convention about."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, Sides, step_slopes


class PositivePart(Loss):
    r"""The positive part, \(\rho(r) = \max(r, 0)\), with \(\partial\rho(0) = [0, 1]\); no entry of the registry.

    >>> PositivePart().slopes(np.array([-1.0, 0.0, 1.0]))
    (array([0., 0., 1.]), array([0., 1., 1.]))
    """

    kind: Literal["positive_part"] = "positive_part"
    title: ClassVar[str] = "Positive part"
    formula: ClassVar[str] = "ρ(r) = max(r, 0)"
    degree: ClassVar[int | None] = 1

    def value(self, r: Array) -> Array:
        return np.maximum(r, 0)

    def slopes(self, r: Array) -> Sides:
        return step_slopes(r, 0.0, 0.0, 1.0)

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return 0.0, 1.0

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)
