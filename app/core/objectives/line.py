"""A straight line."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.objective import Objective


class Line(Objective):
    r"""A straight line, \(F(w, b) = \frac1n\sum_i \rho(w x_i + b - y_i)\).

    Every sample draws one line of kinks into the (w, b) plane; with the absolute loss some minimiser
    lies where two of them cross, so the best line passes through two samples.

    >>> Line().design(np.array([[2.0, 3.0]]))
    (array([[2., 1.]]), array([3.]))
    """

    kind: Literal["line"] = "line"
    title: ClassVar[str] = "Straight line"
    formula: ClassVar[str] = "F(w, b) = mean of ρ(w·xᵢ + b − yᵢ)"
    names: ClassVar[tuple[str, ...]] = ("w", "b")
    columns: ClassVar[tuple[str, ...]] = ("x", "y")
    example: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (3.0, 5.0), (4.0, 2.0), (5.0, 3.0), (6.0, 16.0),
    )  # fmt: skip
    start: ClassVar[tuple[float, ...]] = (0.0, 0.0)

    def design(self, data: Array) -> tuple[Array, Array]:
        return np.column_stack([data[:, 0], np.ones(len(data))]), data[:, 1]
