"""A saddle with a kink along its ridge."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class Saddle(Function):
    r"""A kinked saddle, \(F(x, y) = (x^2 + y^2)/2 - |y|\).

    From (1, 0) with sign(0) = 0 descent runs along the ridge and rests on its top, (0, 0).

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Saddle())
    >>> problem.subdifferential(np.array([0.0, 0.0])).vertices.tolist()
    [[0.0, -1.0], [0.0, 1.0]]
    """

    kind: Literal["saddle"] = "saddle"
    title: ClassVar[str] = "Saddle"
    formula: ClassVar[str] = "F(x, y) = (x² + y²)/2 − |y|"
    source: ClassVar[str] = "Losscope, after Clarke 1983"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (1.0, 0.0)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return (x**2 + y**2) / 2 - abs(y)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, -1.0), (0.0, 1.0)], -0.5, "F = x²/2 + (|y| − 1)²/2 − 1/2")
