"""The point with the least sum of distances."""

from typing import ClassVar, Literal

from app.core.expression import Expression, norm, total
from app.core.function import Function, minimised_at
from app.core.minimiser_set import MinimiserSet


class GeometricMedian(Function):
    r"""The geometric median, \(F(x, y) = \sum_i \|(x, y) - a_i\|\), of Kuhn's five anchors.

    Weiszfeld's iteration from (1, 0) lands on the anchor (0, 0), which is no minimiser, and divides 0 by 0.

    >>> import numpy as np
    >>> from app.core.function_problem import FunctionProblem
    >>> problem = FunctionProblem(GeometricMedian())
    >>> round(problem.subdifferential(np.zeros(2)).distance, 3)
    0.415
    """

    kind: Literal["geometric_median"] = "geometric_median"
    title: ClassVar[str] = "Geometric median"
    formula: ClassVar[str] = "F(x, y) = Σᵢ ‖(x, y) − aᵢ‖"
    source: ClassVar[str] = "Weiszfeld 1937; Kuhn 1973"
    names: ClassVar[tuple[str, ...]] = ("x", "y")
    start: ClassVar[tuple[float, ...]] = (1.0, 0.0)

    anchors: ClassVar[tuple[tuple[float, float], ...]] = ((0, 0), (-4, 0), (-3, 3), (-3, -3), (2, 0))

    @property
    def convex(self) -> bool:
        return True

    def centres(self) -> tuple[tuple[float, float], ...]:
        return self.anchors

    def lipschitz(self) -> float:
        return float(len(self.anchors))

    def body(self, *parameters: Expression) -> Expression:
        x, y = parameters
        return total(norm(x - u, y - v) for u, v in self.anchors)

    def minimisers(self) -> MinimiserSet:
        return minimised_at([(3**0.5 - 3, 0.0)], 9 + 3 * 3**0.5, "symmetry leaves one equation, (3 + x)² = 3")
