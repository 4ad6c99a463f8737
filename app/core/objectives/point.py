"""The loss itself as the objective."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.objective import Objective


class Point(Objective):
    r"""The loss by itself, \(F(\theta) = \rho(\theta)\): one sample, no data.

    >>> Point().design(np.empty((1, 0)))
    (array([[1.]]), array([0.]))
    """

    kind: Literal["point"] = "point"
    title: ClassVar[str] = "The loss itself"
    formula: ClassVar[str] = "F(θ) = ρ(θ)"
    names: ClassVar[tuple[str, ...]] = ("θ",)
    columns: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[tuple[tuple[float, ...], ...]] = ((),)
    start: ClassVar[tuple[float, ...]] = (-1.0,)

    def design(self, data: Array) -> tuple[Array, Array]:
        return np.ones((1, 1)), np.zeros(1)
