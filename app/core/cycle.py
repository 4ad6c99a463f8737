"""The 2-cycle of a constant step on one |aθ − c|, as it is, with an ε in its slope, or smoothed."""

import math
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case


class TwoCycle(NamedTuple):
    r"""A map \(r \leftarrow r - h\,s(r)\) of the residual, with s(r) = sign(r), r/(|r| + ε) or r/√(r² + ε²)."""

    slope: float
    """|a|: how much the residual changes with θ."""
    length: float
    """h: how far a step moves the residual where |s| is 1."""
    form: str
    """Which s: sign, fair or charbonnier."""
    epsilon: float

    @property
    def amplitude(self) -> float:
        """|r| in the cycle, half its peak-to-peak: h/2, h/2 − ε or √(h²/4 − ε²); 0 where it settles, h ≤ 2ε."""
        half = self.length / 2
        if half <= self.epsilon:
            return 0.0
        if self.form == "charbonnier":
            return math.sqrt((half - self.epsilon) * (half + self.epsilon))
        return half - self.epsilon

    def rate(self, away: Array) -> Array:
        """By what |r| at the most gets nearer to the amplitude from step to step, once it is so far away from it."""
        ends = (np.abs(self._turn(np.maximum(self.amplitude + side * away, 0))) for side in (-1, 1))
        return np.where(away < self.amplitude, np.maximum(*ends), np.inf)

    def _turn(self, size: Array) -> Array:
        """The slope of |r| ↦ h·s(|r|) − |r|, the size after a step; it only falls."""
        if self.form == "charbonnier":
            return self.length * self.epsilon**2 / (size**2 + self.epsilon**2) ** 1.5 - 1
        return self.length * self.epsilon / (size + self.epsilon) ** 2 - 1


def two_cycle(case: Case) -> TwoCycle | None:
    """The map of a run; None where it is none of these."""
    fit = case.fit
    if case.method.kind != "subgradient" or case.rule.kind != "constant" or case.batch:
        return None
    if fit is None or fit.terms != 1 or fit.parameters != 1 or fit.matrix[0, 0] == 0:
        return None
    form, epsilon = _form(case)
    slope = abs(float(fit.matrix[0, 0]))
    return TwoCycle(slope, case.rule.parameters()["size"] * slope**2, form, epsilon) if form else None


def _form(case: Case) -> tuple[str, float]:
    """Which s a run descends by, and its ε; none where its slopes are of another form."""
    loss = case.fit.loss if case.fit else None
    if loss is None or loss.kind not in ("absolute", "fair", "charbonnier"):
        return "", 0.0
    if loss.kind != "absolute":
        return (loss.kind, float(loss.parameters()["epsilon"])) if case.convention.is_local else ("", 0.0)
    epsilon = case.convention.parameters().get("epsilon", 0.0)
    return ("fair" if epsilon else "sign"), float(epsilon)
