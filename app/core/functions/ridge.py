"""Where no coordinate leads down."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class Ridge(Function):
    r"""A ridge across the axes, \(F(x, y) = |x + y| + 3|x - y|\).

    On the line x = y each coordinate by itself leads up, and the diagonal leads down: coordinate search sticks.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Ridge())
    >>> problem.subdifferential(np.array([-1.0, -1.0])).vertices.tolist()
    [[-4.0, 2.0], [2.0, -4.0]]
    """

    kind: Literal["ridge"] = "ridge"
    title: ClassVar[str] = "Ridge"
    formula: ClassVar[str] = "F(x, y) = |x + y| + 3|x − y|"
    source: ClassVar[str] = "Losscope, after Tseng 2001"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (2.0, -1.0)

    @property
    def convex(self) -> bool:
        return True

    def lipschitz(self) -> float:
        return 20**0.5

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return abs(x + y) + 3 * abs(x - y)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, 0.0)], 0.0, "both terms are at least 0")
