"""The run rests where F can still be descended."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.finding import Case, Finding, Found, Remedy, spell
from app.core.steepest_descent import steepest_descent

ROUNDED = 1e-13
"""A slope of this share of the steepest that was reported is rounding."""
FOLLOWER = "bfgs"
"""The method that is offered where another stops at a kink."""
LONGEST = 1e6
"""The longest step that a rule allows."""


class Stalled(Finding):
    r"""The run rests where F still falls in some direction, \(F'(\theta; d) < 0\)."""

    kind: Literal["stalled"] = "stalled"
    title: ClassVar[str] = "Stalls"
    rank: ClassVar[int] = 40

    def examine(self, case: Case) -> Found | None:
        if not case.is_at_rest():
            return None
        direction, slope = steepest_descent(case.problem, case.last)
        steepest = float(np.abs(case.trajectory.subgradients).max(initial=0.0))
        if slope >= -ROUNDED * steepest:
            return _lost(case)
        evidence = {
            "theta": case.last.tolist(), "direction": direction.tolist(), "slope": slope, "gap": float(case.gaps[-1]),
        }  # fmt: skip
        sentence = (
            f"Rests at {case.point(case.last)}, {spell(evidence['gap'])} above the {case.minimisers.least}, although F "
            f"falls {_along(direction)} with slope {spell(slope)}: {_why(case)}."
        )
        return Found(evidence, sentence, _remedy(case))


def _along(direction: Array) -> str:
    if len(direction) == 1:
        return "to the left" if direction[0] < 0 else "to the right"
    return f"along ({', '.join(spell(part) for part in direction)})"


def _lost(case: Case) -> Found:
    """At rest where F falls in no direction, and is yet not minimal."""
    gap = float(case.gaps[-1])
    goal = case.minimisers.least + (", which F does not attain" if case.minimisers.least == "infimum" else "")
    where = "there" if case.problem.subdifferential(case.last).bounded else "that cusp"
    why = "rounding leaves no slope there" if case.problem.convex else f"F falls in no direction from {where}"
    sentence = f"Rests at {case.point(case.last)}, {spell(gap)} above the {goal}: {why}."
    return Found({"theta": case.last.tolist(), "gap": gap, "slope": 0.0}, sentence)


def _rounding(case: Case) -> float:
    """Within what the method rounds corners off; 0 when it does not."""
    return float(case.method.parameters().get("epsilon", 0.0)) if case.method.rounds_corners else 0.0


def _is_silent(case: Case) -> bool:
    hits = case.trajectory.kink_hits
    if case.convention.is_local and (not hits or hits[-1].step < len(case.trajectory.iterates) - 1):
        return False
    g = case.trajectory.subgradients[-1]
    return float(np.abs(g).max()) <= 1e-6 * max(float(np.abs(case.trajectory.subgradients).max()), 1e-300)


def _why(case: Case) -> str:
    if _is_silent(case) and case.method.obeys_rule and not _rounding(case):
        return "the slope that the convention reports there is 0"
    if _rounding(case):
        return f"the method minimises F with its corners rounded off within ε = {spell(_rounding(case))}"
    if case.has_stopped():
        return "the method has stopped by itself"
    return "the steps have become too short to move it"


def _remedy(case: Case) -> Remedy | None:
    if _is_silent(case) and case.method.obeys_rule and not _rounding(case):
        if case.convention.kind == "minimum_norm" or not case.problem.has_kinks:
            return None
        return Remedy("Report the element of least norm", {"convention": "minimum_norm"})
    if case.precision != "float64":
        return Remedy("Compute in float64", {"precision": "float64"})
    if _rounding(case):
        less = _rounding(case) / 10
        return Remedy(f"Round less: ε = {spell(less)}", {f"run.{case.number}.epsilon": repr(less)})
    if not case.method.obeys_rule:
        follows = Remedy("Follow the kinks: BFGS with a weak Wolfe search", {f"run.{case.number}": FOLLOWER})
        return follows if case.method.kind != FOLLOWER else None
    size, key = case.rule.parameters().get("size", 0.3), f"run.{case.number}.step"
    if case.rule.kind in ("constant", "inverse_sqrt"):
        longer = min(max(10 * size, 0.01), LONGEST)
        return (
            Remedy(f"Take longer steps: α = {spell(longer)}", {f"{key}.size": repr(longer)}) if longer > size else None
        )
    return Remedy("Let the steps shrink more slowly: α/√(k + 1)", {key: "inverse_sqrt", f"{key}.size": repr(size)})
