"""The minimisers are a whole set."""

from typing import Any, ClassVar, Literal

import numpy as np

from app.core.finding import Case, Finding, Found, spell


class FlatMinimisers(Finding):
    r"""The minimisers \(\operatorname{argmin} F\) are a whole set; start and steps decide which one a run ends at."""

    kind: Literal["flat_minimisers"] = "flat_minimisers"
    title: ClassVar[str] = "Many minimisers"
    rank: ClassVar[int] = 120
    is_verdict: ClassVar[bool] = False

    def examine(self, case: Case) -> Found | None:
        if case.minimisers.kind not in ("interval", "polygon"):
            return None
        evidence = {"theta": case.last.tolist()} | _extent(case)
        outside = np.flatnonzero(case.gaps > 1e-12 * max(1.0, float(case.gaps.max())))
        first = int(outside[-1]) + 1 if len(outside) else 0
        if first == len(case.gaps):
            return Found(evidence, f"{_set(case)}; this run has come to none of them.")
        evidence |= {"step": first, "chosen": case.last.tolist()}
        return Found(evidence, f"{_set(case)}; {_choice(case, first)}: its start and its steps chose, not the data.")


def _extent(case: Case) -> dict[str, Any]:
    points = case.minimisers.points
    if len(points[0]) > 1:
        return {"vertices": len(points)} if case.minimisers.bounded else {}
    ends = zip(("low", "high"), points[:, 0].tolist(), strict=True)
    return {name: end for name, end in ends if np.isfinite(end)}


def _choice(case: Case, first: int) -> str:
    """How the run came to the minimiser that it ends at, having stayed in the set from one step on."""
    came = f"came in at step {first}" if first else "starts among them"
    rests = bool(np.all(case.trajectory.iterates[first:] == case.last))
    return f"this run {came} and {'rests' if rests else 'ends'} at {case.point(case.last)}"


def _set(case: Case) -> str:
    points = case.minimisers.points
    if len(points[0]) > 1:
        whole = {"interval": "a segment", "polygon": f"a polygon with {len(points)} corners"}
        endless = {"interval": "an endless line", "polygon": "an endless region"}
        shape = (whole if case.minimisers.bounded else endless)[case.minimisers.kind]
        return f"Every point of {shape} is a minimiser"
    low, high = (spell(end).replace("inf", "∞") for end in points[:, 0])
    span = f"from {low} to {high}" if case.minimisers.closed else f"between {low} and {high}, those two apart,"
    return f"Every θ {span} is a minimiser"
