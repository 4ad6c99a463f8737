"""The way of a run on a panel: one hop a step, the newest ones apart, so that they can fade with age."""

import math
from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.pictures.plot import SIDE, Point, Scale, rounded

NEWEST = 14
"""Hops that are told apart by age; older ones look alike, so that equal ones are drawn once."""
MOST = 3000
"""Hops that are drawn in all."""
GRAIN = 5.0
"""Places on small pictures are multiples of this, about a pixel."""
NOMINAL = (900.0, 230.0)
"""About how large a panel is in pixels, so that arcs look alike on all."""


class Hop(NamedTuple):
    """From one iterate to the next, a quadratic curve; flat ones have no bend."""

    start: Point
    bend: Point | None
    end: Point


class Way(NamedTuple):
    """One run up to the frame."""

    run: int
    old: list[Hop]
    new: list[Hop]
    """The newest last."""
    dots: list[Point]
    mark: Point
    """Where it stands, held within the panel."""
    below: list[Point]
    """What was reported at the newest iterates, on the panel of the slopes; where it stands is the last."""


def way(run: int, places: Array, frame: int, most: int, below: Array, *, flat: bool) -> Way:
    """The way through places of shape (k, 2) on a panel, up to the frame; `below` are places on the other panel."""
    last = min(frame, len(places) - 1)
    seen = places[max(0, last - most) : last + 1]
    fresh = max(0, len(seen) - 1 - NEWEST)
    old = list(dict.fromkeys(_hops(np.round(seen[: fresh + 1]), flat)))
    dots = list(dict.fromkeys(rounded(seen)))
    x, y = np.clip(seen[-1], 0, SIDE)
    mark = (round(float(x), 1), round(float(y), 1))
    return Way(run, old, _hops(seen[fresh:], flat), dots, mark, rounded(below[max(0, last - NEWEST) : last + 1]))


def _hops(places: Array, flat: bool) -> list[Hop]:
    ends = rounded(places)
    bends: list[Point] | list[None] = [None] * (len(ends) - 1) if flat else _bends(places)
    return [Hop(*each) for each in zip(ends[:-1], bends, ends[1:], strict=True)]


def _bends(places: Array) -> list[Point]:
    """Control points of arcs that are higher on the way back, so that there and back are two lines."""
    across = np.diff(places[:, 0]) * NOMINAL[0] / SIDE
    lift = np.where(across < 0, np.clip(-0.62 * across, 5, 90), np.clip(0.34 * across, 5, 56)) * SIDE / NOMINAL[1]
    middle = (places[:-1, 0] + places[1:, 0]) / 2
    return rounded(np.stack([middle, np.minimum(places[:-1, 1], places[1:, 1]) - lift], 1))


def coarse(way: Way) -> Way:
    """The same way for a small picture, on which what cannot be told apart is drawn once."""
    dots = dict.fromkeys(_snapped(dot) for dot in way.dots)
    return way._replace(
        old=_coarse_hops(way.old), new=_coarse_hops(way.new), dots=list(dots), below=way.below[-1:]
    )  # fmt: skip


def _coarse_hops(hops: list[Hop]) -> list[Hop]:
    found = dict.fromkeys(Hop(_snapped(hop.start), hop.bend and _snapped(hop.bend), _snapped(hop.end)) for hop in hops)
    return [hop for hop in found if hop.start != hop.end]


def _snapped(place: Point) -> Point:
    return round(place[0] / GRAIN) * GRAIN, round(place[1] / GRAIN) * GRAIN


def ways(result: dict[str, Any], across: Scale, up: Scale, slope: Scale | None) -> list[Way]:
    """The ways of all runs: over one parameter, with the panel of slopes, or through the plane of two, without."""
    runs = result["descent"]["runs"]
    found = []
    for run in runs:
        theta = np.array(run["iterates"], float)
        height = theta[:, 1] if slope is None else _heights(run["values"])
        places = np.stack([across(theta[:, 0]), up(height)], 1)
        said = np.array(run["subgradients"], float).reshape(-1, theta.shape[1])[:, 0]
        below = np.stack([places[: len(said), 0], slope(said)], 1) if slope else np.empty((0, 2))
        found.append(way(run["run"], places, frame_of(result, run), MOST // len(runs), below, flat=slope is None))
    return found


def _heights(values: list[float | None]) -> Array:
    """Values of F; where one is missing F is more than any number."""
    return np.array([math.inf if value is None else value for value in values])


def frame_of(result: dict[str, Any], run: dict[str, Any]) -> int:
    """The step that is shown of a run: the link's, or its last."""
    frame = result["experiment"]["frame"]
    return len(run["iterates"]) - 1 if frame is None else int(frame)
