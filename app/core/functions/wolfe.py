"""Where steepest descent with exact line search converges to a point that is no minimiser."""

from typing import ClassVar, Literal

from app.core.expression import Expression, norm, where
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class Wolfe(Function):
    r"""Wolfe's function, \(F = 5\sqrt{9x^2 + 16y^2}\) if x ≥ |y|, 9x + 16|y| if 0 < x < |y|, 9x + 16|y| − x⁹ if x ≤ 0.

    From (16/9, 1) exact line searches zigzag to (0, 0), where F falls by 9 per unit of −x.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Wolfe())
    >>> problem.directional(np.zeros(2), np.array([-1.0, 0.0]))
    array(-9.)
    """

    kind: Literal["wolfe"] = "wolfe"
    title: ClassVar[str] = "Wolfe's function"
    formula: ClassVar[str] = "F(x, y) = 5√(9x² + 16y²) if x ≥ |y|; 9x + 16|y| if 0 < x < |y|; 9x + 16|y| − x⁹ if x ≤ 0"
    source: ClassVar[str] = "Wolfe 1975"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (16 / 9, 1.0)

    @property
    def convex(self) -> bool:
        return True

    def centres(self) -> tuple[tuple[float, float], ...]:
        return ((0.0, 0.0),)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        height = abs(y)
        planes = 9 * x + 16 * height
        return where(height <= x, 5 * norm(3 * x, 4 * y), where(x > 0, planes, planes - x**9))

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(-1.0, 0.0)], -8.0, "Wolfe 1975")
