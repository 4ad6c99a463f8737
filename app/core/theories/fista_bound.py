"""The bound of FISTA."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers, unmet_by_short_steps


class FistaBound(Theory):
    r"""The bound \(F(x_k) - F^* \le 2R^2/(\alpha_{k-1}(k+1)^2)\) for FISTA with steps that never grow.

    No step is longer than 1/L; with α = 1/L it is 2LR²/(k + 1)². No method that asks for gradients alone can
    promise more than a constant better. The gap itself may rise on the way.
    """

    kind: Literal["fista_bound"] = "fista_bound"
    title: ClassVar[str] = "FISTA's bound"
    formula: ClassVar[str] = "F − F* ≤ 2R²/(α·(k + 1)²)"
    source: ClassVar[str] = "Beck & Teboulle 2009, theorem 4.4"
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "last"

    def unmet(self, case: Case) -> str:
        if case.method.kind != "fista":
            return "it speaks of FISTA"
        if np.any(np.diff(case.trajectory.step_sizes) > 0):
            return "a step is longer than the one before"
        return unmet_by_short_steps(case, whole=False)

    def promise(self, case: Case) -> tuple[Array, Array]:
        sizes = case.trajectory.step_sizes
        steps = np.arange(1, len(sizes) + 1)
        values = 2 * distance_to_minimisers(case) ** 2 / (sizes * (steps + 1.0) ** 2)
        return steps, np.maximum(values, case.rounding)
