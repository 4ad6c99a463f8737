"""A steep and a gentle valley."""

import math
from typing import ClassVar, Literal

from pydantic import Field

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class WeightedAbsolute(Function):
    r"""Weighted absolute values, \(F(x, y) = |x| + a|y|\).

    The narrow valley that every subgradient method zigzags in: at (1, 0) with slope +1 reported for |y| the step
    goes uphill, and yet it leads closer to the minimiser.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(WeightedAbsolute())
    >>> problem.subdifferential(np.array([1.0, 0.0])).vertices.tolist()
    [[1.0, -10.0], [1.0, 10.0]]
    """

    kind: Literal["weighted_absolute"] = "weighted_absolute"
    title: ClassVar[str] = "Weighted absolute values"
    formula: ClassVar[str] = "F(x, y) = |x| + a|y|"
    source: ClassVar[str] = "Shor 1985"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (9.7, 1.3)
    weight: float = Field(10.0, ge=1e-3, le=1e6, json_schema_extra={"symbol": "a", "scale": "log"})
    """How steep it is in y."""

    @property
    def convex(self) -> bool:
        return True

    def lipschitz(self) -> float:
        return math.hypot(1.0, self.weight)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return abs(x) + self.weight * abs(y)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(0.0, 0.0)], 0.0, "both terms are at least 0")
