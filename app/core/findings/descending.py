"""The run is still on its way."""

from typing import ClassVar, Literal

from app.core.finding import Case, Finding, Found, Remedy, spell
from app.core.limits import MOST_STEPS
from app.core.tail import is_moving_on


class Descending(Finding):
    """The run is still on its way: its iterates drift, or swing less and less."""

    kind: Literal["descending"] = "descending"
    title: ClassVar[str] = "Still descending"
    rank: ClassVar[int] = 60

    def examine(self, case: Case) -> Found | None:
        x = case.trajectory.iterates
        if not is_moving_on(x):
            return None
        gaps, half = case.gaps, (len(x) - 1) // 2
        best = float(gaps.min())
        evidence = {
            "gap": float(gaps[-1]),
            "gap_half_way": float(gaps[half]),
            "best_gap": best,
            "steps": len(x) - 1,
        }
        sentence = (
            f"Still on its way after {len(x) - 1} steps: {spell(gaps[-1])} above the minimum, {spell(gaps[half])} "
            f"half way there; the best iterate is {spell(best)} above."
        )
        more = min(4 * (len(x) - 1), MOST_STEPS)
        remedy = Remedy(f"Give it {more:,} steps", {"steps": str(more)}) if more > len(x) - 1 else None
        return Found(evidence, sentence, remedy)
