"""A plane through the origin."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.objective import Objective, Rows

MOST_WEIGHTS = 40


class Plane(Objective):
    r"""Two weights, \(F(w_1, w_2) = \frac1n\sum_i \rho(w_1 x_{i1} + w_2 x_{i2} - y_i)\), without an intercept.

    With an L1 penalty this is the lasso. Samples may have up to 40 columns x and as many weights; more than
    two are shown by their histories alone.

    >>> import numpy as np
    >>> Plane().design(np.array([[2.0, 3.0, 5.0]]))
    (array([[2., 3.]]), array([5.]))
    """

    kind: Literal["plane"] = "plane"
    title: ClassVar[str] = "Plane through the origin"
    formula: ClassVar[str] = "F(w₁, w₂) = mean of ρ(w₁·xᵢ₁ + w₂·xᵢ₂ − yᵢ)"
    names: ClassVar[tuple[str, ...]] = ("w1", "w2")
    columns: ClassVar[tuple[str, ...]] = ("x1", "x2", "y")
    example: ClassVar[tuple[tuple[float, ...], ...]] = ((1.0, 0.0, 2.0), (0.0, 1.0, 0.5))
    start: ClassVar[tuple[float, ...]] = (0.0, 0.0)

    def design(self, data: Array) -> tuple[Array, Array]:
        return data[:, :-1], data[:, -1]

    def columns_of(self, rows: Rows) -> tuple[str, ...]:
        return (*(f"x{j}" for j in range(1, len(rows[0]))), "y")

    def names_of(self, rows: Rows) -> tuple[str, ...]:
        return tuple(f"w{j}" for j in range(1, len(rows[0])))

    def check(self, row: tuple[float, ...]) -> str:
        if 3 <= len(row) <= MOST_WEIGHTS + 1:
            return ""
        return f"has {len(row)} numbers; 3 (x1:x2:y) to {MOST_WEIGHTS + 1} (x1:…:x{MOST_WEIGHTS}:y) are allowed"
