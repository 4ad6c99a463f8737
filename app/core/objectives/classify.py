"""Two classes on a line."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.objective import Objective


class Classify(Objective):
    r"""Two classes, \(F(w, b) = \frac1n\sum_i \rho(y_i (w x_i + b))\) with labels \(y_i = \pm1\).

    The loss eats the margin, which is positive where the sign of w·x + b is right. A loss of a residual
    eats w·x + b − y instead: it regresses the labels.

    >>> Classify().margins(np.array([[2.0, -1.0]]))
    (array([[-2., -1.]]), array([0.]))
    """

    kind: Literal["classify"] = "classify"
    title: ClassVar[str] = "Two classes"
    formula: ClassVar[str] = "F(w, b) = mean of ρ(yᵢ·(w·xᵢ + b))"
    names: ClassVar[tuple[str, ...]] = ("w", "b")
    columns: ClassVar[tuple[str, ...]] = ("x", "y")
    example: ClassVar[tuple[tuple[float, ...], ...]] = (
        (-2.0, -1.0), (-1.5, -1.0), (-1.0, -1.0), (0.5, -1.0), (-0.5, 1.0), (1.0, 1.0), (2.0, 1.0), (2.5, 1.0),
    )  # fmt: skip
    start: ClassVar[tuple[float, ...]] = (0.0, 0.0)
    default_loss: ClassVar[str] = "hinge"

    def design(self, data: Array) -> tuple[Array, Array]:
        return np.column_stack([data[:, 0], np.ones(len(data))]), data[:, 1]

    def margins(self, data: Array) -> tuple[Array, Array]:
        table, labels = self.design(data)
        return table * labels[:, None], np.zeros(len(data))

    def check(self, row: tuple[float, ...]) -> str:
        label = "" if row[-1:] in ((1.0,), (-1.0,)) else f"has y = {row[-1]:g}; 1 and -1 are allowed"
        return super().check(row) or label
