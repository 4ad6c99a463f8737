"""The identity, written with two kinks."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.expression import Expression, relu
from app.core.function import Function
from app.core.minimiser_set import MinimiserSet


class ReluDifference(Function):
    r"""The identity as a difference, \(F(x) = \operatorname{relu}(x) - \operatorname{relu}(-x) = x\).

    F has no kink, but its formula has two: with relu′(0) = 0 the reported slope at 0 is 0, with 1 it is 2.

    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(ReluDifference())
    >>> [side.item() for side in problem.one_sided(np.array([0.0]))]
    [1.0, 1.0]
    """

    kind: Literal["relu_difference"] = "relu_difference"
    title: ClassVar[str] = "Relu difference"
    formula: ClassVar[str] = "F(x) = relu(x) − relu(−x)"
    source: ClassVar[str] = "Kakade & Lee 2018; Bolte & Pauwels 2020"
    names: ClassVar[tuple[str, ...]] = ("x",)
    start: ClassVar[tuple[float, ...]] = (1.0,)

    @property
    def convex(self) -> bool:
        return True

    def kinks(self) -> tuple[float, ...]:
        return (0.0,)

    def lipschitz(self) -> float:
        return 1.0

    def body(self, *parameters: Expression) -> Expression:
        (x,) = parameters
        return relu(x) - relu(-x)

    def minimisers(self) -> MinimiserSet:
        return MinimiserSet("none", np.empty((0, 1)), -math.inf, "F(x) = x", True, False)
