"""The run is still on its way."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case, Finding, Found, Remedy, spell
from app.core.limits import MOST_STEPS
from app.core.tail import is_moving_on


class Descending(Finding):
    r"""The run is still on its way, \(F(\theta_k) > F^*\): its iterates drift, or swing less and less."""

    kind: Literal["descending"] = "descending"
    title: ClassVar[str] = "Still descending"
    rank: ClassVar[int] = 60

    def examine(self, case: Case) -> Found | None:
        x = case.trajectory.iterates
        moves = is_moving_on(x) and _does_fall(case.gaps)
        if not (moves or _do_steps_shrink(case.trajectory.step_sizes)):
            return None
        gaps, half = case.gaps, (len(x) - 1) // 2
        best = float(gaps.min())
        evidence = {
            "gap": float(gaps[-1]),
            "gap_half_way": float(gaps[half]),
            "best_gap": best,
            "steps": len(x) - 1,
        }
        sentence = f"Still on its way at step {len(x) - 1}: {_told(case, half)}"
        more = min(4 * (len(x) - 1), MOST_STEPS)
        remedy = Remedy(f"Give it {more:,} steps", {"steps": str(more)}) if more > len(x) - 1 else None
        return Found(evidence, sentence, remedy)


def _told(case: Case, half: int) -> str:
    gaps = case.gaps
    if case.minimisers.value == -np.inf:
        return f"F has no lower bound, and fell by {spell(gaps[half] - gaps[-1])} in the last half of the steps."
    return (
        f"{spell(gaps[-1])} above the {case.minimisers.least}, {spell(gaps[half])} half way there; "
        f"the best iterate is {spell(float(gaps.min()))} above."
    )


def _does_fall(gaps: Array) -> bool:
    """Whether the gap is smaller at the end of the last half than at its start, by more than it varies or by 1 %."""
    if len(gaps) < 6:
        return bool(gaps[-1] < gaps[0])
    first, _, last = np.array_split(gaps[-max(len(gaps) // 2, 6) :], 3)
    gained = float(first.mean() - last.mean())
    is_trend = gained > max(float(np.ptp(first)), float(np.ptp(last)))
    return is_trend or bool(last.max() < 0.99 * first.max() and gained > 0.01 * first.mean())


def _do_steps_shrink(sizes: Array) -> bool:
    """Whether the steps of the last quarter are shorter than those of the second; swings then shrink, too."""
    second, last = (float(np.median(np.array_split(sizes, 4)[i])) if len(sizes) >= 8 else 0.0 for i in (1, 3))
    return last < 0.9 * second
