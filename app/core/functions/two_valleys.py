"""Three kinks in one line."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class TwoValleys(Function):
    r"""Two valleys, \(F(x) = ||x| - 1|\).

    The kink at 0 points up, those at ±1 point down. Rules that report 0 at 0 rest on the ridge.

    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(TwoValleys())
    >>> problem.kinks(((-2.0, 2.0),)).right.tolist()
    [1.0, -1.0, 1.0]
    """

    kind: Literal["two_valleys"] = "two_valleys"
    title: ClassVar[str] = "Two valleys"
    formula: ClassVar[str] = "F(x) = ||x| − 1|"
    source: ClassVar[str] = "Losscope, after Clarke 1983"
    names: ClassVar[tuple[str, ...]] = ("x",)
    start: ClassVar[tuple[float, ...]] = (0.0,)

    def kinks(self) -> tuple[float, ...]:
        return (-1.0, 0.0, 1.0)

    def lipschitz(self) -> float:
        return 1.0

    def body(self, *parameters: Expression) -> Expression:
        (x,) = parameters
        return abs(abs(x) - 1)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(-1.0,), (1.0,)], 0.0, "F is at least 0")
