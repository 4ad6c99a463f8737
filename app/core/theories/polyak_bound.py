"""The bound of Polyak's step."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers, steepest, unmet_by_subgradients


class PolyakBound(Theory):
    r"""The bound \(\min_{j\le k} F(x_j) - F^* \le RG/\sqrt{k+1}\) for the subgradient method with Polyak's step.

    The distance to every minimiser never grows, which is where it comes from.
    """

    kind: Literal["polyak_bound"] = "polyak_bound"
    title: ClassVar[str] = "Polyak's bound"
    formula: ClassVar[str] = "best F − F* ≤ R·G/√(k + 1)"
    source: ClassVar[str] = "Polyak 1969"

    def unmet(self, case: Case) -> str:
        if case.method.kind != "subgradient" or case.rule.kind != "polyak":
            return "it speaks of the subgradient method with Polyak's step"
        return unmet_by_subgradients(case)

    def promise(self, case: Case) -> tuple[Array, Array]:
        steps = np.arange(len(case.trajectory.values))
        return steps, distance_to_minimisers(case) * steepest(case) / np.sqrt(steps + 1)
