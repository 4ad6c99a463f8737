"""The main figure in numbers, for pages without a script and for the small pictures; a template draws it.

All places are from 0 to 1000 of the panel that they are on, counted from its upper left corner.
"""

from itertools import pairwise
from typing import Any, NamedTuple, cast

import contourpy
import numpy as np

from app.core.arrays import Array
from app.pages.hops import MOST, Way, way
from app.pages.plot import Point, Scale, Tick, nice_step, padded, polyline, rounded, thinned

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
    label: tuple[float, float] | None
    """The interval of slopes, where it is to be written."""


class Curve(NamedTuple):
    """F in one parameter, and F′ on a panel below it."""

    parameters: int
    names: list[str]
    x: list[Tick]
    y: list[Tick]
    slopes: list[Tick]
    curve: list[Point]
    derivative: list[list[Point]]
    reported: list[list[Point]]
    """What the oracle answers, where that is not the derivative."""
    corners: list[Corner]
    minimisers: list[Point]
    """None, one, or the two ends of an interval."""
    ways: list[Way]
    function: str = "F"
    fan: list[list[Point]] = []
    """Lines that support F at a kink, where they are wanted."""


class Level(NamedTuple):
    """Where F is above a level: outlines, of which those inside others are holes."""

    value: float
    outlines: list[list[Point]]


class Map(NamedTuple):
    """F in two parameters from above."""

    parameters: int
    names: list[str]
    x: list[Tick]
    y: list[Tick]
    levels: list[Level]
    kink_lines: list[list[Point]]
    minimisers: list[Point]
    ways: list[Way]


Picture = Curve | Map


def picture(result: dict[str, Any], *, levels: int = 18, ticks: int = 9) -> Picture:
    """The picture of an answer of `/api/v1/experiment`, as plain data, with at most so many level lines and ticks."""
    if result["landscape"]["parameters"] == 1:
        return _curve(result, ticks)
    return _map(result, levels, ticks)


def _frame(result: dict[str, Any], run: dict[str, Any]) -> int:
    frame = result["experiment"]["frame"]
    return len(run["iterates"]) - 1 if frame is None else int(frame)


def scales(shown: dict[str, Any]) -> tuple[Scale, Scale]:
    """The scales of F in one parameter."""
    theta, value = (np.array(shown[name], float) for name in ("theta", "value"))
    low, high = shown["window"][0]
    inside = (theta >= low) & (theta <= high)
    heights = np.array([*value[inside], shown["minimisers"]["value"]], float)  # a least value may be missing
    return Scale(low, high), padded(heights[np.isfinite(heights)], 0.1, 0.08)


def _curve(result: dict[str, Any], ticks: int) -> Curve:
    shown = result["landscape"]
    theta, value, left, right = (np.array(shown[name], float) for name in ("theta", "value", "left", "right"))
    low, high = shown["window"][0]
    least = shown["minimisers"]["value"]
    inside = (theta >= low) & (theta <= high)
    kinks = [kink for kink in shown["kinks"] if low <= kink["theta"] <= high]
    said = [kink["reported"] for kink in kinks if kink["reported"] is not None]
    across, up = scales(shown)
    slope = padded(np.concatenate([left[inside], right[inside], [0.0], said]), 0.16, 0.16)
    points = zip(shown["minimisers"]["points"], (low, high), strict=False)  # a missing end is the window's
    ends = {edge if end is None else end for (end,), edge in points}
    return Curve(
        parameters=1, names=shown["names"], x=across.ticks(ticks), y=up.ticks(6), slopes=slope.ticks(4),
        curve=polyline(across(theta), up(value)),
        derivative=_broken(across(theta), slope(left), slope(right)),
        reported=_elsewhere(shown, across, slope),
        corners=_corners(kinks, across, up, slope),
        minimisers=[(across.at(end), up.at(least)) for end in sorted(ends)],
        ways=_ways(result, across, up, slope),
    )  # fmt: skip


def _broken(x: Array, left: Array, right: Array) -> list[list[Point]]:
    """The derivative as lines that end where its two sides differ."""
    jumps = np.flatnonzero(left != right)
    bounds = zip([0, *jumps], [*jumps, len(x) - 1], strict=True)
    lines = []
    for first, last in bounds:
        if last > first:
            y = np.concatenate([[right[first]], left[first + 1 : last + 1]])
            lines.append(polyline(x[first : last + 1], y))
    return lines


def _elsewhere(shown: dict[str, Any], across: Scale, slope: Scale) -> list[list[Point]]:
    theta, left, right = (np.array(shown[name], float) for name in ("theta", "left", "right"))
    reported = np.array([np.nan if each is None else each for each in shown["reported"]], float)
    if not np.any((left == right) & (np.abs(reported - left) > 1e-5 * (1 + np.abs(left)))):
        return []
    known = np.flatnonzero(np.isfinite(reported))
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [polyline(across(theta[run]), slope(reported[run])) for run in runs if len(run) > 1]


def _corners(kinks: list[dict[str, Any]], across: Scale, up: Scale, slope: Scale) -> list[Corner]:
    found = []
    for kink in kinks:
        left, right, said = slope.at(kink["left"]), slope.at(kink["right"]), kink["reported"]
        is_labelled = len(kinks) <= LABELLED and abs(right - left) > ROOM
        label = (kink["left"], kink["right"]) if is_labelled else None
        reported = None if said is None else slope.at(said)
        found.append(Corner(across.at(kink["theta"]), up.at(kink["value"]), left, right, reported, label))
    return found


def _ways(result: dict[str, Any], across: Scale, up: Scale, slope: Scale | None) -> list[Way]:
    runs = result["descent"]["runs"]
    ways = []
    for run in runs:
        theta = np.array(run["iterates"], float)
        height = theta[:, 1] if slope is None else np.array(run["values"], float)
        places = np.stack([across(theta[:, 0]), up(height)], 1)
        said = np.array(run["subgradients"], float).reshape(-1, theta.shape[1])[:, 0]
        below = np.stack([places[: len(said), 0], slope(said)], 1) if slope else np.empty((0, 2))
        ways.append(way(run["run"], places, _frame(result, run), MOST // len(runs), below, flat=slope is None))
    return ways


def _map(result: dict[str, Any], levels: int, ticks: int) -> Map:
    shown = result["landscape"]
    (left, right), (bottom, top) = shown["window"]
    across, up = Scale(left, right), Scale(bottom, top, turned=True)

    def places(points: list[list[float]]) -> list[Point]:
        both = np.array(points, float).reshape(-1, 2)
        return rounded(np.stack([across(both[:, 0]), up(both[:, 1])], 1))

    return Map(
        parameters=2, names=shown["names"], x=across.ticks(ticks), y=up.ticks(ticks),
        levels=_levels(shown, across, up, levels),
        kink_lines=[places(line["points"]) for line in shown["kink_lines"]],
        minimisers=places(shown["minimisers"]["points"]),
        ways=_ways(result, across, up, None),
    )  # fmt: skip


def _levels(shown: dict[str, Any], across: Scale, up: Scale, most: int) -> list[Level]:
    value = np.array(shown["value"], float)
    low, high = float(value.min()), float(value.max())
    if high - low <= 1e-12 * abs(high):
        return []
    x, y = (np.array(axis, float) for axis in shown["axes"])
    generator = contourpy.contour_generator(across(x), up(y), value, fill_type="OuterOffset")
    step = nice_step((high - low) / most)
    heights = np.arange(np.floor(low / step) + 1, np.ceil(high / step)) * step
    found = []
    for height in heights:
        filled = cast("tuple[list[Array], list[Array]]", generator.filled(float(height), np.inf))
        rings = (points[a:b] for points, offsets in zip(*filled, strict=True) for a, b in pairwise(offsets))
        found.append(Level(float(height), [rounded(thinned(ring, 0.6)) for ring in rings]))
    return found
