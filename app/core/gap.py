"""Where a formula has no value, and why."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.domain import missing, why_not
from app.core.places import places_between

POINTS = 200
"""Points at which a window is looked at, besides those between two places where a formula may change."""
ROUNDS = 80
BESIDE = 1e-9
"""How far beside a place a gap is asked whether it ends there, as a share of the way to the next point."""


class Gap(NamedTuple):
    """Where F of one parameter has no value, from `low` to `high`, which may be one point; and why."""

    low: float
    high: float
    reason: str


@lru_cache(maxsize=64)
def gaps_between(field: Field, low: float, high: float) -> tuple[Gap, ...]:
    """Where F of one parameter has no value from low to high, ascending.

    A gap ends where a switch is 0, as the operand of a logarithm, or where numbers become too large.
    """
    places = np.array([place.at for place in places_between(field, low, high)[0]])
    ends = np.unique(np.concatenate([[low, high], places[(places > low) & (places < high)]]))
    between = np.concatenate([(ends[1:] + ends[:-1]) / 2, np.linspace(low, high, POINTS)])
    points = np.setdiff1d(between, places)
    is_open = ~_has_value(field, points)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_open, [False]]).astype(int))).reshape(-1, 2)
    stretches = [_stretch(field, points, places, a, b - 1, (low, high)) for a, b in edges]
    alone = [float(at) for at in places[~_has_value(field, places)] if low <= at <= high]
    lonely = [Gap(at, at, _reason(field, at)) for at in alone if not any(a <= at <= b for a, b, _ in stretches)]
    return tuple(sorted([*stretches, *lonely]))


def _stretch(field: Field, points: Array, places: Array, first: int, last: int, window: tuple[float, float]) -> Gap:
    """A gap of some points in a row, from end to end."""
    low = _end(field, places, points[first - 1], points[first]) if first else window[0]
    high = _end(field, places, points[last + 1], points[last]) if last + 1 < len(points) else window[1]
    return Gap(float(low), float(high), _reason(field, float(points[(first + last) // 2])))


def _end(field: Field, places: Array, inside: float, outside: float) -> float:
    """The end of a gap between a point with a value and one without: at a place, or found by bisection."""
    near = places[(places > min(inside, outside)) & (places < max(inside, outside))]
    if len(near):
        place = float(near[0])
        if _has_value(field, np.array([place + BESIDE * (inside - place)]))[0]:
            return place
        outside = place  # where numbers become too large on both sides of it
    for _ in range(ROUNDS):
        middle = (inside + outside) / 2
        if _has_value(field, np.array([middle]))[0]:
            inside = middle
        else:
            outside = middle
    return outside


def _rows(field: Field, points: Array) -> Array:
    """Each point with each sample: (points·samples, 1 + columns)."""
    samples = np.tile(field.samples, (len(points), 1))
    return np.column_stack([np.repeat(points, len(field.samples)), samples])


def _has_value(field: Field, points: Array) -> Array:
    """Where all samples have values, not beyond the largest number."""
    rows = _rows(field, points)
    has = np.isfinite(field.tape.value(rows)) & ~missing(field.tape, rows)
    return np.asarray(has.reshape(len(points), len(field.samples)).all(-1))


def _reason(field: Field, at: float) -> str:
    rows = _rows(field, np.array([at]))
    lost = missing(field.tape, rows) | ~np.isfinite(field.tape.value(rows))
    return why_not(field.tape, rows[int(np.argmax(lost))])
