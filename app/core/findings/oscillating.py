"""The iterates swing without a short period."""

from typing import ClassVar, Literal

import numpy as np

from app.core.finding import Case, Finding, Found, shrinking_steps, spell
from app.core.tail import amplitudes


class Oscillating(Finding):
    r"""The iterates swing without repeating themselves: \(\theta_{k+p} \ne \theta_k\) for every short period p."""

    kind: Literal["oscillating"] = "oscillating"
    title: ClassVar[str] = "Oscillates"
    rank: ClassVar[int] = 70

    def examine(self, case: Case) -> Found | None:
        x = case.trajectory.iterates
        tail = max(len(x) // 2, 2)
        order = np.sort(amplitudes(x[-tail:]))[::-1]
        evidence = {
            "amplitude": float(order[0]), "amplitudes": order.tolist(),
            "gap": float(case.gaps[-tail:].max()), "best_gap": float(case.gaps.min()),
        }  # fmt: skip
        sentence = (
            f"Swings with amplitude {spell(order[0])} and no short period, up to {spell(evidence['gap'])} above the "
            f"{case.minimisers.least}; its best iterate is {spell(evidence['best_gap'])} above."
        )
        return Found(evidence, sentence, shrinking_steps(case))
