"""A strictly convex function on which coordinates stick."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class StuckDiagonal(Function):
    r"""A stuck diagonal, \(F(x, y) = |x - y| + (x^2 + y^2)/20\).

    Every point (t, t) with |t| ≤ 10 is a minimum along both coordinates; only (0, 0) is one of F.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(StuckDiagonal())
    >>> problem.subdifferential(np.array([-3.0, -3.0])).stationary
    False
    """

    kind: Literal["stuck_diagonal"] = "stuck_diagonal"
    title: ClassVar[str] = "Stuck diagonal"
    formula: ClassVar[str] = "F(x, y) = |x − y| + (x² + y²)/20"
    source: ClassVar[str] = "Losscope, after Tseng 2001"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (5.0, -3.0)

    @property
    def convex(self) -> bool:
        return True

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return abs(x - y) + (x**2 + y**2) / 20

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, 0.0)], 0.0, "both terms are at least 0")
