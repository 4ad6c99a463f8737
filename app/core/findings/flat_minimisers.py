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
        found = case.minimisers
        if found.kind not in ("interval", "polygon"):
            return None
        inside = np.flatnonzero(case.gaps <= 1e-12 * max(1.0, float(case.gaps.max())))
        evidence: dict[str, Any] = {"theta": case.last.tolist()}
        if len(found.points[0]) > 1:
            evidence["vertices"] = len(found.points)
        else:
            ends = found.points[:, 0]
            evidence |= {
                f"{name}": float(end) for name, end in zip(("low", "high"), ends, strict=True) if np.isfinite(end)
            }
        if len(inside) == 0:
            return Found(evidence, f"{_set(case)}; this run has reached none of them.")
        evidence |= {"step": int(inside[0]), "chosen": case.trajectory.iterates[inside[0]].tolist()}
        entered = case.point(case.trajectory.iterates[inside[0]])
        stays = (
            "and stays, the slope being 0 inside"
            if len(inside) > 1 and np.array_equal(inside, range(inside[0], len(case.gaps)))
            else ""
        )
        why = f"this run came in at {entered} in step {inside[0]} {stays}: its start and its steps chose, not the data"
        return Found(evidence, f"{_set(case)}; {why}.")


def _set(case: Case) -> str:
    points = case.minimisers.points
    if len(points[0]) > 1:
        shape = "segment" if case.minimisers.kind == "interval" else "polygon"
        return f"Every point of a {shape} with {len(points)} corners is a minimiser"
    low, high = (spell(end).replace("inf", "∞") for end in points[:, 0])
    return f"Every θ from {low} to {high} is a minimiser"
