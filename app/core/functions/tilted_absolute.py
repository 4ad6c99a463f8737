"""A kink whose minimiser is not at rest."""

from typing import ClassVar, Literal

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class TiltedAbsolute(Function):
    r"""A tilted absolute value, \(F(x) = |x| + x/2\).

    The slopes at the minimiser 0 are −1/2 and 3/2. With sign(0) = 0 the rule reports 1/2, and descent leaves it.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(TiltedAbsolute())
    >>> [side.item() for side in problem.one_sided(np.array([0.0]))]
    [-0.5, 1.5]
    """

    kind: Literal["tilted_absolute"] = "tilted_absolute"
    title: ClassVar[str] = "Tilted absolute value"
    formula: ClassVar[str] = "F(x) = |x| + x/2"
    source: ClassVar[str] = "Losscope, after Shor 1985"
    names: ClassVar[tuple[str, ...]] = ("x",)
    start: ClassVar[tuple[float, ...]] = (1.0,)

    @property
    def convex(self) -> bool:
        return True

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    def lipschitz(self) -> float:
        return 1.5

    def body(self, *parameters: Expression) -> Expression:
        (x,) = parameters
        return abs(x) + x / 2

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0,)], 0.0, "the slopes on its sides are −1/2 and 3/2")
