"""The linear rate of gradient descent on a quadratic."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case
from app.core.theory import Theory, distance_to_minimisers


class LinearRate(Theory):
    r"""The linear rate, \(F(x_k) - F^* \le \frac L2 q^{2k} R^2\) with \(q = \max|1 - \alpha\lambda|\), on a quadratic.

    λ runs over the curvatures, L is the largest of them. For q < 1 every step gains the same
    share; for q > 1 it diverges.
    """

    kind: Literal["linear_rate"] = "linear_rate"
    title: ClassVar[str] = "Linear rate"
    formula: ClassVar[str] = "F − F* ≤ (L/2)·q²ᵏ·R²"
    source: ClassVar[str] = "Cauchy 1847; Polyak 1987"
    bounds_best: ClassVar[bool] = False

    def unmet(self, case: Case) -> str:
        if case.fit is None or any(part.loss.kind != "squared" for part in case.fit.parts):
            return "it speaks of a quadratic"
        if case.method.kind != "subgradient" or case.rule.kind != "constant":
            return "it speaks of gradient descent with a constant step"
        return "" if case.precision == "float64" else f"{case.precision} rounds too much"

    def promise(self, case: Case) -> tuple[Array, Array]:
        steps = np.arange(len(case.trajectory.values))
        curvatures = np.linalg.eigvalsh(case.fit.matrix.T @ case.fit.weighed(case.fit.matrix)) if case.fit else steps
        rate = float(np.abs(1 - case.rule.parameters()["size"] * curvatures).max())
        values = curvatures[-1] / 2 * rate ** (2.0 * steps) * distance_to_minimisers(case) ** 2
        # Once rounding rules, the gap stays where it is.
        floor = 64 * np.finfo(float).eps * (abs(case.minimisers.value) + float(case.trajectory.values[0]))
        return steps, np.maximum(values, floor)
