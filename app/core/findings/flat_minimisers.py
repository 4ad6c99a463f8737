"""The minimisers are a whole set."""

from typing import Any, ClassVar, Literal

import numpy as np

from app.core.finding import Case, Finding, Found, spell


class FlatMinimisers(Finding):
    """The minimisers are a whole set; the start and the steps decide which of them a run ends at."""

    kind: Literal["flat_minimisers"] = "flat_minimisers"
    title: ClassVar[str] = "Many minimisers"
    rank: ClassVar[int] = 120
    is_verdict: ClassVar[bool] = False

    def examine(self, case: Case) -> Found | None:
        if case.minimisers.kind not in ("interval", "polygon"):
            return None
        evidence = {"theta": case.last.tolist()} | _extent(case)
        inside = np.flatnonzero(case.gaps <= 1e-12 * max(1.0, float(case.gaps.max())))
        if len(inside) == 0:
            return Found(evidence, f"{_set(case)}; this run has reached none of them.")
        first = int(inside[0])
        evidence |= {"step": first, "chosen": case.trajectory.iterates[first].tolist()}
        return Found(evidence, f"{_set(case)}; {_choice(case, inside)}: its start and its steps chose, not the data.")


def _extent(case: Case) -> dict[str, Any]:
    points = case.minimisers.points
    if len(points[0]) > 1:
        return {"vertices": len(points)}
    ends = zip(("low", "high"), points[:, 0].tolist(), strict=True)
    return {name: end for name, end in ends if np.isfinite(end)}


def _choice(case: Case, inside: np.ndarray) -> str:
    """How the run came to the minimiser that it entered first."""
    first = int(inside[0])
    entered = case.point(case.trajectory.iterates[first])
    how = f"came in at {entered} in step {first}" if first else f"starts in it, at {entered},"
    stays = len(inside) > 1 and np.array_equal(inside, range(first, len(case.gaps)))
    return f"this run {how} and stays, the slope being 0 inside" if stays else f"this run {how.rstrip(',')}"


def _set(case: Case) -> str:
    points = case.minimisers.points
    if len(points[0]) > 1:
        shape = "segment" if case.minimisers.kind == "interval" else "polygon"
        return f"Every point of a {shape} with {len(points)} corners is a minimiser"
    low, high = (spell(end).replace("inf", "∞") for end in points[:, 0])
    return f"Every θ from {low} to {high} is a minimiser"
