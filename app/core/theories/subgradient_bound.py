"""The bound of the subgradient method."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers, steepest, unmet_by_subgradients


class SubgradientBound(Theory):
    r"""The bound \(\min_{j\le k} F(x_j) - F^* \le (R^2 + G^2\sum_{j\le k}\alpha_j^2)/(2\sum_{j\le k}\alpha_j)\).

    It holds for any steps that are given in advance. R is the distance of the start from the minimisers, G the
    largest slope. With a constant step it levels off at G²α/2: that much is never gained back.
    """

    kind: Literal["subgradient_bound"] = "subgradient_bound"
    title: ClassVar[str] = "Subgradient bound"
    formula: ClassVar[str] = "best F − F* ≤ (R² + G²·Σα²)/(2·Σα)"
    source: ClassVar[str] = "Shor 1962; Nesterov 2004, theorem 3.2.2"

    def unmet(self, case: Case) -> str:
        if case.method.kind != "subgradient":
            return "it speaks of the subgradient method"
        if case.rule.kind == "polyak":
            return "it speaks of steps that are given in advance"
        return unmet_by_subgradients(case)

    def promise(self, case: Case) -> tuple[Array, Array]:
        sizes, reach = case.trajectory.step_sizes, distance_to_minimisers(case)
        squares = reach**2 + steepest(case) ** 2 * np.cumsum(sizes**2)
        return np.arange(len(sizes)), squares / (2 * np.cumsum(sizes))
