"""A maximum that looks like a minimum."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class DoubleWell(Function):
    r"""A double well, \(F(x) = x^2/2 - |x|\).

    With sign(0) = 0 the maximum at 0 is at rest: the slopes to both sides lead down, and the rule reports neither.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(DoubleWell())
    >>> [side.item() for side in problem.one_sided(np.array([0.0]))]
    [1.0, -1.0]
    """

    kind: Literal["double_well"] = "double_well"
    title: ClassVar[str] = "Double well"
    formula: ClassVar[str] = "F(x) = x²/2 − |x|"
    source: ClassVar[str] = "Losscope, after Clarke 1983"
    names: ClassVar[tuple[str, ...]] = ("x",)
    start: ClassVar[tuple[float, ...]] = (0.0,)

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    def body(self, *parameters: Expression) -> Expression:
        (x,) = parameters
        return x**2 / 2 - abs(x)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(-1.0,), (1.0,)], -0.5, "F = (|x| − 1)²/2 − 1/2")
