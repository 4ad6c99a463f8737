"""The run has reached a minimiser and rests."""

from typing import ClassVar, Literal

import numpy as np

from app.core.finding import Case, Finding, Found, spell


class Optimal(Finding):
    r"""The run rests at a minimiser, \(F(\theta_k) = F^*\)."""

    kind: Literal["optimal"] = "optimal"
    title: ClassVar[str] = "Reaches the minimum"
    rank: ClassVar[int] = 30

    def examine(self, case: Case) -> Found | None:
        if not (case.is_at_rest() or case.is_settled() or case.has_landed()) or not case.is_optimal():
            return None
        away = np.abs(case.trajectory.iterates - case.last).max(axis=1)
        since = int(np.flatnonzero(away > 1e-8 * float(away.max()))[-1]) + 1 if away.any() else 0
        value, gap = float(case.trajectory.values[-1]), float(case.gaps[-1])
        evidence = {"step": since, "theta": case.last.tolist(), "value": value, "gap": gap}
        how = "exactly" if gap == 0 else f"to within {spell(gap)}"
        rests = f"Rests at {case.point(case.last)} from step {since} on" if case.is_at_rest() else ""
        least = f"is minimal {how}" if case.minimisers.exact else f"is the least that a search found, {how}"
        return Found(evidence, f"{rests or f'Has come to {case.point(case.last)}'}, where F {least}.")
