"""What limited memory gets stuck on."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.expression import Expression, maximum
from app.core.function import Function
from app.core.minimiser_set import MinimiserSet


class Overton(Function):
    r"""A bounded wedge, \(F(x, y) = \max(a|x| + y, -10)\).

    Quasi-Newton methods with a memory of one step converge to points that are no minimisers when a is large.

    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Overton())
    >>> problem.subdifferential(np.array([0.0, 0.0])).vertices.tolist()
    [[-2.0, 1.0], [2.0, 1.0]]
    """

    kind: Literal["overton"] = "overton"
    title: ClassVar[str] = "Bounded wedge"
    formula: ClassVar[str] = "F(x, y) = max(a|x| + y, −10)"
    source: ClassVar[str] = "Asl & Overton 2020"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (1.0, 0.5)
    weight: float = Field(2.0, ge=1e-3, le=1e6, json_schema_extra={"symbol": "a", "scale": "log"})
    """How steep it is in x."""

    @property
    def convex(self) -> bool:
        return True

    def lipschitz(self) -> float:
        return math.hypot(self.weight, 1.0)

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return maximum(self.weight * abs(x) + y, -10)

    def minimisers(self) -> MinimiserSet:
        far = 1e6  # the set is a cone: it is cut off there
        points = np.array([(0.0, -10.0), (-far / self.weight, -10 - far), (far / self.weight, -10 - far)])
        return MinimiserSet("polygon", points, -10.0, "a|x| + y ≤ −10", True, False)
