"""A line through the origin."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.objective import Objective


class Scale(Objective):
    r"""A line through the origin, \(F(\theta) = \frac1n\sum_i \rho(x_i\theta - y_i)\).

    With the absolute loss, |x·θ − y| has its kink where it is 0, at θ = y/x, and the minimiser is the
    median of the yᵢ/xᵢ with weights |xᵢ|. A sample with x = 0 is constant and has no kink.

    >>> import numpy as np
    >>> Scale().design(np.array([[2.0, 3.0]]))
    (array([[2.]]), array([3.]))
    """

    kind: Literal["scale"] = "scale"
    title: ClassVar[str] = "Line through the origin"
    formula: ClassVar[str] = "F(θ) = mean of ρ(xᵢθ − yᵢ)"
    names: ClassVar[tuple[str, ...]] = ("θ",)
    columns: ClassVar[tuple[str, ...]] = ("x", "y")
    example: ClassVar[tuple[tuple[float, ...], ...]] = ((1.0, 2.0), (2.0, 1.0), (3.0, 4.0))
    start: ClassVar[tuple[float, ...]] = (-1.0,)

    def design(self, data: Array) -> tuple[Array, Array]:
        return data[:, :1], data[:, 1]
