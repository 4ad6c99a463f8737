"""A curved valley with a kink at its bottom."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class NonsmoothRosenbrock(Function):
    r"""A Rosenbrock valley with a kink, \(F(x, y) = 8|x^2 - y| + (1 - x)^2\).

    The way to (1, 1) follows the parabola y = x², along which F is not differentiable.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(NonsmoothRosenbrock())
    >>> problem.subdifferential(np.array([1.0, 1.0])).stationary
    True
    """

    kind: Literal["nonsmooth_rosenbrock"] = "nonsmooth_rosenbrock"
    title: ClassVar[str] = "Nonsmooth Rosenbrock"
    formula: ClassVar[str] = "F(x, y) = 8|x² − y| + (1 − x)²"
    source: ClassVar[str] = "Lewis & Overton 2013"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (-1.0, 1.2)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return 8 * abs(x**2 - y) + (1 - x) ** 2

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(1.0, 1.0)], 0.0, "both terms are at least 0")
