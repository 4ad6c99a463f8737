"""A smooth, strictly convex function that descent can stall on."""

from typing import ClassVar, Literal

from app.core.expression import Expression, relu
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class ReluQuadratic(Function):
    r"""A parabola with a hidden kink, \(F(x) = x^2/2 + \operatorname{relu}(x) - \operatorname{relu}(-x)\).

    F is x²/2 + x. With relu′(0) = 0 and the step ½, descent from 1 lands on 0 and rests there, where the slope is 1.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(ReluQuadratic())
    >>> [side.item() for side in problem.one_sided(np.array([0.0]))]
    [1.0, 1.0]
    """

    kind: Literal["relu_quadratic"] = "relu_quadratic"
    title: ClassVar[str] = "Parabola with relu"
    formula: ClassVar[str] = "F(x) = x²/2 + relu(x) − relu(−x)"
    source: ClassVar[str] = "Losscope, after Kakade & Lee 2018"
    names: ClassVar[tuple[str, ...]] = ("x",)
    start: ClassVar[tuple[float, ...]] = (1.0,)

    @property
    def convex(self) -> bool:
        return True

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    def body(self, *parameters: Expression) -> Expression:
        (x,) = parameters
        return x**2 / 2 + relu(x) - relu(-x)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(-1.0,)], -0.5, "F = (x + 1)²/2 − 1/2")
