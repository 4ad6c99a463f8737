"""Where the graph of F breaks off: jumps, poles, values apart, and stretches without a value."""

from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.pictures.plot import Point, Scale, polyline

BROKEN = ("jump", "pole", "isolated")
"""Kinds of kinks at which the graph does not go on."""
TAIL = 0.1
"""Shares of the lowest and highest values beside a pole that are not shown."""


class Break(NamedTuple):
    """A place at which the graph ends and begins anew."""

    x: float
    kind: str
    ends: list[float]
    """How high it ends on the left and begins on the right, of a jump."""
    value: float | None
    """How high the value there is, if there is one."""


class Gap(NamedTuple):
    """A stretch without a value, and why."""

    low: float
    high: float
    reason: str


def is_break(kink: dict[str, Any]) -> bool:
    """Whether F breaks off at a kink, or nothing is known of its slopes there."""
    has_slope = kink["left"] is not None or kink["right"] is not None or any(kink.get("steep") or [1])
    return kink["kind"] in BROKEN or not has_slope


def gaps_of(shown: dict[str, Any], across: Scale) -> list[Gap]:
    """The stretches in the window; of points alone there is nothing to shade."""
    gaps = shown.get("gaps", [])
    return [Gap(across.at(g["low"]), across.at(g["high"]), g["reason"]) for g in gaps if g["low"] < g["high"]]


def breaks_of(shown: dict[str, Any], across: Scale, up: Scale) -> list[Break]:
    """The breaks in the window."""
    theta, value = np.array(shown["theta"], float), np.array(shown["value"], float)
    (low, high), found = shown["window"][0], []
    for kink in shown["kinks"]:
        if not is_break(kink) or not low <= kink["theta"] <= high:
            continue
        i = int(np.searchsorted(theta, kink["theta"]))
        beside = [value[j] for j in (i - 1, i + 1) if kink["kind"] == "jump" and 0 <= j < len(value)]
        here = None if kink["value"] is None else up.at(kink["value"])
        found.append(Break(across.at(kink["theta"]), kink["kind"], [up.at(v) for v in beside if v == v], here))
    return found


def graph_of(shown: dict[str, Any], across: Scale, up: Scale) -> list[list[Point]]:
    """F as lines that end at its breaks, and where it has no value."""
    theta, value = np.array(shown["theta"], float), np.array(shown["value"], float)
    broken = np.isin(theta, [kink["theta"] for kink in shown["kinks"] if kink["kind"] in BROKEN])
    known = np.flatnonzero(np.isfinite(value) & ~broken)
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [polyline(across(theta[run]), up(value[run])) for run in runs if len(run) > 1]


def without_tails(values: Array, kinks: list[dict[str, Any]]) -> Array:
    """The values by which an axis is scaled: beside a pole they have no bound, and the farthest are left out."""
    if len(values) < 3 or not any(kink["kind"] == "pole" for kink in kinks):
        return values
    low, high = np.quantile(values, [TAIL, 1 - TAIL])
    return np.asarray(values[(values >= low) & (values <= high)])
