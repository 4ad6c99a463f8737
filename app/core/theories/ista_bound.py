"""The bound of gradient and proximal gradient steps on a smooth data term."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers, unmet_by_short_steps


class IstaBound(Theory):
    r"""The bound \(F(x_k) - F^* \le R^2/(2\sum_{j<k}\alpha_j)\) for proximal gradient steps \(\alpha_j \le 1/L\).

    With α = 1/L it is LR²/(2k). L is the largest curvature of the data term, R the distance of the start from the
    minimisers. Where there is no penalty the same holds for gradient descent.
    """

    kind: Literal["ista_bound"] = "ista_bound"
    title: ClassVar[str] = "Bound of gradient steps"
    formula: ClassVar[str] = "F − F* ≤ R²/(2·Σα)"
    source: ClassVar[str] = "Beck & Teboulle 2009, theorem 3.1"
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "last"

    def unmet(self, case: Case) -> str:
        if case.method.kind not in ("proximal_gradient", "subgradient"):
            return "it speaks of gradient and proximal gradient steps"
        whole = case.method.kind == "subgradient"
        return unmet_by_short_steps(case, whole)

    def promise(self, case: Case) -> tuple[Array, Array]:
        sizes = case.trajectory.step_sizes
        values = distance_to_minimisers(case) ** 2 / (2 * np.cumsum(sizes))
        return np.arange(1, len(sizes) + 1), np.maximum(values, case.rounding)
