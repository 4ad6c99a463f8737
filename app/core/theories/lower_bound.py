"""What no method can promise to beat."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers, steepest, unmet_by_subgradients


class LowerBound(Theory):
    r"""The lower bound \(RG/(2(1 + \sqrt{k+1}))\): some convex F leaves at least this gap after k steps.

    That F has the same R and G, and more than k parameters; the bound holds for every method whose steps are made
    of reported subgradients. It is none on this run, which may be far below: no theorem can promise that it
    always will be.
    """

    kind: Literal["lower_bound"] = "lower_bound"
    title: ClassVar[str] = "Lower bound of the class"
    formula: ClassVar[str] = "R·G/(2(1 + √(k + 1)))"
    source: ClassVar[str] = "Nemirovski & Yudin 1983; Nesterov 2004, theorem 3.2.1"
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "worst_case"

    def unmet(self, case: Case) -> str:
        if not case.method.is_stochastic or case.method.kind == "proximal_gradient":
            return "it speaks of methods whose steps are made of subgradients alone"
        return unmet_by_subgradients(case)

    def promise(self, case: Case) -> tuple[Array, Array]:
        steps = np.arange(len(case.trajectory.values))
        return steps, distance_to_minimisers(case) * steepest(case) / (2 * (1 + np.sqrt(steps + 1)))
