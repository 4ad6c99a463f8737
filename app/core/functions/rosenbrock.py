"""The smooth curved valley."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class Rosenbrock(Function):
    r"""Rosenbrock's valley, \(F(x, y) = 100(y - x^2)^2 + (1 - x)^2\).

    Smooth, narrow and bent: what methods are compared on that have no kinks to fear.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Rosenbrock())
    >>> problem.value(np.array([-1.2, 1.0]))
    array(24.2)
    """

    kind: Literal["rosenbrock"] = "rosenbrock"
    title: ClassVar[str] = "Rosenbrock"
    formula: ClassVar[str] = "F(x, y) = 100(y − x²)² + (1 − x)²"
    source: ClassVar[str] = "Rosenbrock 1960"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (-1.2, 1.0)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return 100 * (y - x**2) ** 2 + (1 - x) ** 2

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(1.0, 1.0)], 0.0, "both terms are at least 0")
