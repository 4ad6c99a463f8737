"""The main figure in numbers, for pages without a script and for the small pictures; a template draws it.

All places are from 0 to 1000 of the panel that they are on, counted from its upper left corner.
"""

from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.pictures.breaks import BROKEN, Break, Gap, breaks_of, gaps_of, graph_of, is_break, without_tails
from app.pictures.hops import Way, ways
from app.pictures.map import Map, map_of
from app.pictures.paths import Paths, paths_of
from app.pictures.plot import Point, Scale, Tick, padded, polyline

LABELLED = 5
"""Kinks up to this number have their interval written beside them, if it has room."""
ROOM = 120.0
"""So long has a jump to be for that."""


class Corner(NamedTuple):
    """A kink on both panels."""

    x: float
    y: float
    left: float
    right: float
    reported: float | None
    kind: str
    """As the answer says: convex, concave, …"""
    label: tuple[float, float] | None
    """Clarke's interval, lower end first, where it is to be written."""
    says: float | None
    """What is reported, as a number."""

    @property
    def is_removable(self) -> bool:
        """Whether F is smooth there, and only what is reported is not its slope."""
        return self.kind == "removable"


class Curve(NamedTuple):
    """F in one parameter, and F′ on a panel below it."""

    parameters: int
    names: list[str]
    x: list[Tick]
    y: list[Tick]
    slopes: list[Tick]
    curve: list[list[Point]]
    """One line, or several where F jumps or has no value."""
    derivative: list[list[Point]]
    reported: list[list[Point]]
    """What the oracle answers, where that is not the derivative."""
    corners: list[Corner]
    minimisers: list[Point]
    """None, one, the two ends of an interval, or several apart from each other."""
    is_apart: bool
    """Whether they are those points alone, rather than the ends of an interval."""
    ways: list[Way]
    function: str = "F"
    breaks: list[Break] = []
    gaps: list[Gap] = []
    fan: list[list[Point]] = []
    """Lines that support F at a kink, where they are wanted."""


Picture = Curve | Map | Paths


def picture(result: dict[str, Any], *, levels: int = 18, ticks: int = 9) -> Picture:
    """The picture of an answer of `/api/v1/experiment`, as plain data, with at most so many level lines and ticks."""
    parameters = result["landscape"]["parameters"]
    if parameters == 1:
        return _curve(result, ticks)
    return map_of(result, levels, ticks) if parameters == 2 else paths_of(result, ticks)


def scales(shown: dict[str, Any]) -> tuple[Scale, Scale]:
    """The scales of F in one parameter."""
    theta, value = (np.array(shown[name], float) for name in ("theta", "value"))
    low, high = shown["window"][0]
    inside, least = (theta >= low) & (theta <= high), shown["minimisers"]["value"]
    heights = np.concatenate([value[inside], [np.nan if least is None else least]])
    return Scale(low, high), padded(without_tails(heights[np.isfinite(heights)], shown["kinks"]), 0.1, 0.08)


def _curve(result: dict[str, Any], ticks: int) -> Curve:
    shown = result["landscape"]
    theta = np.array(shown["theta"], float)
    left, right = _sides(shown)
    low, high = shown["window"][0]
    inside = (theta >= low) & (theta <= high)
    kinks = [kink for kink in shown["kinks"] if low <= kink["theta"] <= high and not is_break(kink)]
    said = [kink["reported"] for kink in kinks if kink["reported"] is not None]
    across, up = scales(shown)
    slopes = np.concatenate([left[inside], right[inside], [0.0], said])
    slope = padded(without_tails(slopes[np.isfinite(slopes)], shown["kinks"]), 0.16, 0.16)
    return Curve(
        parameters=1, names=shown["names"], x=across.ticks(ticks), y=up.ticks(6), slopes=slope.ticks(4),
        curve=graph_of(shown, across, up), breaks=breaks_of(shown, across, up), gaps=gaps_of(shown, across),
        derivative=_broken(across(theta), slope(left), slope(right)),
        reported=_elsewhere(shown, across, slope),
        corners=_corners(kinks, across, up, slope),
        minimisers=_minimisers(shown, across, up),
        is_apart=shown["minimisers"]["kind"] == "points",
        ways=ways(result, across, up, slope),
    )  # fmt: skip


def _minimisers(shown: dict[str, Any], across: Scale, up: Scale) -> list[Point]:
    found, (low, high) = shown["minimisers"], shown["window"][0]
    ends = {theta for (theta,) in found["points"] if theta is not None}
    if found["kind"] == "interval":  # a missing end is the window's
        ends |= {edge for (end,), edge in zip(found["points"], (low, high), strict=False) if end is None}
    return [(across.at(end), up.at(found["value"])) for end in sorted(ends)]


def _infinite(kink: dict[str, Any]) -> tuple[float, float]:
    """The slopes at a kink; one that is missing is infinite, or F is there on the other side alone."""
    sign = -1.0 if kink["kind"] == "concave" else 1.0
    ways = kink.get("steep") or [-sign, sign]
    left, right = (
        slope if slope is not None else way * np.inf if way else None
        for slope, way in zip((kink["left"], kink["right"]), ways, strict=True)
    )
    known = [each for each in (left, right) if each is not None] or [np.nan]
    return known[0] if left is None else left, known[-1] if right is None else right


def _sides(shown: dict[str, Any]) -> tuple[Array, Array]:
    """The one-sided derivatives, infinite at cusps; where the graph breaks off, they go on as they come."""
    theta, left, right = (np.array(shown[name], float) for name in ("theta", "left", "right"))
    for kink in shown["kinks"]:
        at = theta == kink["theta"]
        left[at], right[at] = _infinite(kink)
        if kink["kind"] in BROKEN:
            i = int(np.argmax(at))
            left[at], right[at] = right[max(i - 1, 0)], left[min(i + 1, len(left) - 1)]
    return left, right


def _broken(x: Array, left: Array, right: Array) -> list[list[Point]]:
    """The derivative as lines that end where its two sides differ, and where there is none."""
    known = np.flatnonzero(~(np.isnan(left) | np.isnan(right)))
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [line for run in runs for line in _between_jumps(x[run], left[run], right[run])]


def _between_jumps(x: Array, left: Array, right: Array) -> list[list[Point]]:
    jumps = np.flatnonzero(left != right)
    bounds = zip([0, *jumps], [*jumps, len(x) - 1], strict=True)
    lines = []
    for first, last in bounds:
        if last > first:
            y = np.concatenate([[right[first]], left[first + 1 : last + 1]])
            lines.append(polyline(x[first : last + 1], y))
    return lines


def _elsewhere(shown: dict[str, Any], across: Scale, slope: Scale) -> list[list[Point]]:
    theta, left, right = np.array(shown["theta"], float), *_sides(shown)
    reported = np.array([np.nan if each is None else each for each in shown["reported"]], float)
    is_kink = np.isin(theta, [kink["theta"] for kink in shown["kinks"]])
    if not np.any((left == right) & ~is_kink & (np.abs(reported - left) > 1e-5 * (1 + np.abs(left)))):
        return []
    known = np.flatnonzero(np.isfinite(reported))
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [polyline(across(theta[run]), slope(reported[run])) for run in runs if len(run) > 1]


def _corners(kinks: list[dict[str, Any]], across: Scale, up: Scale, slope: Scale) -> list[Corner]:
    found = []
    for kink in kinks:
        ends, said, kind = _infinite(kink), kink["reported"], kink["kind"]
        left, right = map(slope.at, ends)
        reported = None if said is None else slope.at(said)
        is_labelled = len(kinks) <= LABELLED and (abs(right - left) > ROOM or kind == "removable")
        label = (min(ends), max(ends)) if is_labelled else None
        place = across.at(kink["theta"]), up.at(np.inf if kink["value"] is None else kink["value"])
        found.append(Corner(*place, left, right, reported, kind, label, said))
    return found
