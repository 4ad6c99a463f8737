"""F in two parameters from above, in numbers."""

from itertools import pairwise
from typing import Any, NamedTuple, cast

import contourpy
import numpy as np

from app.core.arrays import Array
from app.pictures.hops import Way, ways
from app.pictures.plot import Point, Scale, Tick, nice_step, polyline, rounded, thinned


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
    is_apart: bool
    """Whether the minimisers are those points alone, rather than the ends or corners of a set."""
    ways: list[Way]


def map_of(result: dict[str, Any], levels: int, ticks: int) -> Map:
    """The map of an answer of `/api/v1/experiment`."""
    shown = result["landscape"]
    (left, right), (bottom, top) = shown["window"]
    across, up = Scale(left, right), Scale(bottom, top, turned=True)

    def places(points: list[list[float]]) -> list[Point]:
        both = np.array(points, float).reshape(-1, 2)
        return rounded(np.stack([across(both[:, 0]), up(both[:, 1])], 1))

    return Map(
        parameters=2, names=shown["names"], x=across.ticks(ticks), y=up.ticks(ticks),
        levels=_levels(shown, across, up, levels),
        kink_lines=[_curve(across, up, line["points"]) for line in shown["kink_lines"]],
        minimisers=places(shown["minimisers"]["points"]),
        is_apart=shown["minimisers"]["kind"] == "points",
        ways=ways(result, across, up, None),
    )  # fmt: skip


def _curve(across: Scale, up: Scale, points: list[list[float]]) -> list[Point]:
    both = np.array(points, float)
    return polyline(across(both[:, 0]), up(both[:, 1]))


def _levels(shown: dict[str, Any], across: Scale, up: Scale, most: int) -> list[Level]:
    value = np.array(shown["value"], float)
    if np.isnan(value).all():
        return []
    low, high = float(np.nanmin(value)), float(np.nanmax(value))
    value = np.where(np.isnan(value), high, value)  # F overflows there: it is above every level
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
