"""One number for a sample."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.objective import Objective


class Location(Objective):
    r"""One number that stands for a sample, \(F(\theta) = \frac1n\sum_i \rho(\theta - y_i)\).

    With the absolute loss a minimiser is a median, with the squared loss the mean.

    >>> Location().design(np.array([[2.0], [5.0]]))[1]
    array([2., 5.])
    """

    kind: Literal["location"] = "location"
    title: ClassVar[str] = "Location of a sample"
    formula: ClassVar[str] = "F(θ) = mean of ρ(θ − yᵢ)"
    names: ClassVar[tuple[str, ...]] = ("θ",)
    columns: ClassVar[tuple[str, ...]] = ("y",)
    example: ClassVar[tuple[tuple[float, ...], ...]] = ((0.0,), (1.0,), (2.0,), (10.0,), (50.0,))
    start: ClassVar[tuple[float, ...]] = (-1.0,)

    def design(self, data: Array) -> tuple[Array, Array]:
        return np.ones((len(data), 1)), data[:, 0]
