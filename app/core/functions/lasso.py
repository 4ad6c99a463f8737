"""Least squares with an L1 penalty, in two weights."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.expression import Expression
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class Lasso(Function):
    r"""The lasso in two weights, \(F(w) = \tfrac12\|w - (2, \tfrac12)\|^2 + \lambda\|w\|_1\).

    At λ = 1 the second weight of the minimiser is 0, and no subgradient method ever sets it to 0.

    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(Lasso())
    >>> problem.function.minimisers().points.tolist()
    [[1.0, 0.0]]
    """

    kind: Literal["lasso"] = "lasso"
    title: ClassVar[str] = "Lasso in two weights"
    formula: ClassVar[str] = "F(w₁, w₂) = ((w₁ − 2)² + (w₂ − ½)²)/2 + λ(|w₁| + |w₂|)"
    source: ClassVar[str] = "Tibshirani 1996"
    names: ClassVar[tuple[str, ...]] = ("w1", "w2")
    start: ClassVar[tuple[float, ...]] = (0.0, 0.0)
    weight: float = Field(1.0, ge=0, le=1e6, json_schema_extra={"symbol": "λ"})
    """How much the penalty weighs."""

    @property
    def convex(self) -> bool:
        return True

    def body(self, *parameters: Expression) -> Expression:
        w1, w2 = parameters
        return ((w1 - 2) ** 2 + (w2 - 0.5) ** 2) / 2 + self.weight * (abs(w1) + abs(w2))

    def minimisers(self) -> MinimiserSet:
        w1, w2 = max(2 - self.weight, 0.0), max(0.5 - self.weight, 0.0)
        value = ((w1 - 2) ** 2 + (w2 - 0.5) ** 2) / 2 + self.weight * (w1 + w2)
        return minimised_at([(w1, w2)], value, "each weight is soft-thresholded")
