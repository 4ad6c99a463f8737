"""The linear rate of gradient descent on a smooth and strongly convex F."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.smoothing import smoothness, strength
from app.core.theory import Theory, distance_to_minimisers, unmet_by_curvature


class LinearRate(Theory):
    r"""The linear rate, \(F(x_k) - F^* \le \frac L2 R^2 \prod_{j<k} q_j^2\), for a smooth and strongly convex F.

    Here \(q_j = \max(|1 - \alpha_j\mu|, |1 - \alpha_j L|)\). F curves by μ at least and by L at the most, as
    quadratics do, and as the L2 penalty makes any smooth convex loss do. For q < 1 every step gains the same
    share; for q > 1 it may diverge.
    """

    kind: Literal["linear_rate"] = "linear_rate"
    title: ClassVar[str] = "Linear rate"
    formula: ClassVar[str] = "F − F* ≤ (L/2)·R²·Πq², q = max(|1 − αμ|, |1 − αL|)"
    source: ClassVar[str] = "Polyak 1963; Polyak 1987"
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "last"

    def unmet(self, case: Case) -> str:
        if case.method.kind != "subgradient":
            return "it speaks of gradient descent"
        unmet = unmet_by_curvature(case, whole=True)
        if unmet or case.fit is None:
            return unmet
        is_quadratic = all(part.loss.kind == "squared" for part in case.fit.parts)
        return "" if is_quadratic or strength(case.fit) > 0 else "F is not known to be strongly convex"

    def promise(self, case: Case) -> tuple[Array, Array]:
        sizes, fit = case.trajectory.step_sizes, case.fit
        largest, least = (smoothness(fit), strength(fit)) if fit else (0.0, 0.0)
        shares = np.maximum(np.abs(1 - sizes * least), np.abs(1 - sizes * largest))
        shrunk = np.concatenate([[1.0], np.cumprod(shares)])
        values = largest / 2 * (shrunk * distance_to_minimisers(case)) ** 2
        # Once rounding rules, the gap stays where it is.
        floor = 64 * np.finfo(float).eps * (abs(case.minimisers.value) + float(case.trajectory.values[0]))
        return np.arange(len(values)), np.maximum(values, floor)
