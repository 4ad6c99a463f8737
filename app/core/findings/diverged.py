"""The iterates run away."""

from typing import ClassVar, Literal

import numpy as np

from app.core.finding import Case, Finding, Found, Remedy, spell

SHORTEST = 1e-300
"""Less cannot be divided further."""


class Diverged(Finding):
    r"""The iterates run away, \(\|\theta_k\| \to \infty\): each step overshoots by more than the one before."""

    kind: Literal["diverged"] = "diverged"
    title: ClassVar[str] = "Diverges"
    rank: ClassVar[int] = 20

    def examine(self, case: Case) -> Found | None:
        outcome, gaps = case.trajectory.outcome, case.gaps
        grows = len(gaps) > 8 and gaps[-1] > 1e3 * (gaps[0] + 1e-300) and _is_rising(gaps)
        if outcome.kind != "diverged" and not grows:
            return None
        size = float(np.abs(case.last).max())
        evidence = {"step": outcome.step, "size": size, "value": float(case.trajectory.values[-1])}
        sentence = f"The iterates run away: at step {outcome.step} |θ| is {spell(size)} and still growing."
        parameters = case.rule.parameters()
        if parameters.get("size", 0.0) < SHORTEST or not case.method.obeys_rule:
            return Found(evidence, sentence)
        smaller = parameters["size"] / 10
        remedy = Remedy(
            f"Take steps a tenth as long: α = {spell(smaller)}",
            {f"run.{case.number}.step.size": repr(smaller)},
        )
        return Found(evidence, sentence, remedy)


def _is_rising(gaps: np.ndarray) -> bool:
    thirds = [float(third.max()) for third in np.array_split(gaps, 3)]
    return thirds[0] < thirds[1] < thirds[2]
