"""All kinks of a formula in one parameter: where its switches are 0, and what its germs say there."""

from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.kink import Kinks
from app.core.kink_kind import BESIDE, Germs, Kind, Sides, kind_beside
from app.core.zeros import Zeros, Zone, zeros

MOST_KINKS = 300
"""Kinks that are classified; of more, those that most samples share, and those that lie farthest from the next one."""
MOST_GERMS = 600
"""Samples whose germs are looked at, of all kinks together."""
ULPS = 8
"""Places so many units in the last place apart are one."""
NEAR = 1e-6
"""How far beside a kink slopes are read off where too many samples share it, as a share of its size; and twice that."""


DIGITS = 12
"""A number is taken for one that somebody wrote if it has no more digits than these."""
TRIES = np.linspace(0, 1, 9)


class Place(NamedTuple):
    """Where some samples' switches are 0."""

    at: float
    low: float
    high: float
    """How far off rounding may have put it."""
    samples: tuple[int, ...]


class _Kink(NamedTuple):
    at: float
    value: float
    left: float
    right: float
    terms: tuple[int, ...]
    kind: Kind


@lru_cache(maxsize=64)
def kinks_between(field: Field, low: float, high: float) -> Kinks:
    """All kinks from low to high, ascending, with the exact slopes on both sides, and what they are.

    Args:
        field: the switches of F, which is the mean over the field's samples.
        low: where the search begins.
        high: where it ends.
    """
    found, complete = places_between(field, low, high)
    kept = _foremost(found)
    most = max(1, MOST_GERMS // max(1, len(kept)))
    kinks = [kink for place in kept if (kink := _classified(field, place, most))]
    theta, value, left, right = np.array([kink[:4] for kink in kinks]).reshape(-1, 4).T
    return Kinks(
        theta,
        value,
        left,
        right,
        samples=tuple(kink.terms for kink in kinks),
        kinds=tuple(kink.kind for kink in kinks),
        complete=complete and len(kept) == len(found),
    )


@lru_cache(maxsize=64)
def places_between(field: Field, low: float, high: float) -> tuple[tuple[Place, ...], bool]:
    """Where switches of F are 0 or touch it, ascending, whatever F does there; and whether these are all."""
    found = zeros(field, low, high)
    return tuple(_places(found)), found.complete


def _places(found: Zeros) -> list[Place]:
    """One number for zones that overlap, from the narrowest."""
    chosen: list[float] = []
    whose: dict[float, set[int]] = {}
    ends: dict[float, tuple[float, float]] = {}
    for zone in sorted(found.zones, key=lambda zone: zone.high - zone.low):
        near = ULPS * float(np.spacing(max(abs(zone.low), abs(zone.high))))
        shared = chosen[bisect_left(chosen, zone.low - near) : bisect_right(chosen, zone.high + near)]
        if not shared:
            shared = [roundest(zone)]
            insort(chosen, shared[0])
            ends[shared[0]] = zone.low, zone.high
        for at in shared:
            whose.setdefault(at, set()).add(zone.sample)
    return [Place(at, *ends[at], tuple(sorted(whose[at]))) for at in chosen]


def roundest(zone: Zone) -> float:
    """The number in a zone that is written with the fewest digits, or its middle.

    >>> roundest(Zone(2.9999999999999996, 3.0000000000000004, 0)), roundest(Zone(-1e-300, 1e-20, 0))
    (3.0, 0.0)
    """
    low, high, _ = zone
    if low <= 0 <= high:
        return 0.0
    middle = low + (high - low) / 2
    if not low <= float(f"{middle:.{DIGITS - 1}e}") <= high:
        return middle
    written = (float(f"{middle:.{digits}e}") for digits in range(DIGITS))
    return next(number for number in written if low <= number <= high)


def _foremost(places: tuple[Place, ...]) -> list[Place]:
    if len(places) <= MOST_KINKS:
        return list(places)
    at = np.array([place.at for place in places])
    gaps = np.diff(at, prepend=-np.inf, append=np.inf)
    shared = np.array([len(place.samples) for place in places])
    order = np.lexsort((-np.minimum(gaps[:-1], gaps[1:]), -shared))
    return [places[i] for i in sorted(order[:MOST_KINKS].tolist())]


def _classified(field: Field, place: Place, most: int) -> _Kink | None:
    """What F does at a place; None where none of its switches really switches, or it has no value beside it."""
    at, germs = _switching(field, place, most)
    if not germs:
        return None
    rows = _rows(field, at)
    rest = np.delete(rows, list(germs), axis=0)
    value, smooth = field.tape.value(rest), field.tape.gradient(rest)[:, 0]
    sides = _sum([germ.sides for germ in germs.values()])
    kind = _kind(field, at, germs, sides)
    if kind is None or not np.isfinite(value).all():
        return None
    left, right = ((smooth.sum() + slope) / len(rows) for slope in sides.slopes)
    if len(place.samples) > most:
        left, right = _read_off(field, rows)
        kind = _of_slopes(left, right) or kind
    own = float(field.tape.value(rows[list(germs)]).sum())
    level = sides.at.limit if kind in ("jump", "isolated") or not np.isfinite(own) else own
    return _Kink(at, (value.sum() + level) / len(rows), left, right, _terms(field, germs), kind)


def _rows(field: Field, at: float) -> Array:
    return np.column_stack([np.full(len(field.samples), at), field.samples])


def _switching(field: Field, place: Place, most: int) -> tuple[float, dict[int, Germs]]:
    """The germs of the samples that switch at a place, or at one that rounding cannot tell from it."""
    beside = (place.low + TRIES * (place.high - place.low)).tolist() if place.high > place.low else []
    for at in (place.at, *beside):
        rows = _rows(field, at)
        germs = {i: germ for i in place.samples[:most] if (germ := Germs.at(field.tape, rows[i])).switching}
        if germs:
            return at, germs
    return place.at, {}


def _kind(field: Field, at: float, germs: dict[int, Germs], sides: Sides) -> Kind | None:
    kind = sides.kind()
    if kind in ("curvature", "removable"):
        full = [germ.full for germ in germs.values()]
        return _sum([germ.sides for germ in full]).kind(any(germ.is_broken for germ in full))
    if kind is None:
        steps = np.array(BESIDE) * max(1.0, abs(at))
        kind = kind_beside((_mean(field, at - steps), _mean(field, at + steps)))
    return kind


def _mean(field: Field, points: Array) -> Array:
    """F at some points."""
    return np.array([field.tape.value(_rows(field, at)).mean() for at in points.tolist()])


def _sum(sides: list[Sides]) -> Sides:
    total = sides[0]
    for each in sides[1:]:
        total = total + each
    return total


def _terms(field: Field, germs: dict[int, Germs]) -> tuple[int, ...]:
    """The samples; of a function without data, the operations at which a convention chooses."""
    if field.samples.shape[1]:
        return tuple(germs)
    switching = (field.tape.operations[i].term for germ in germs.values() for i in germ.switching)
    return tuple(sorted({term for term in switching if term is not None}))


def _read_off(field: Field, rows: Array) -> tuple[float, float]:
    """The slopes on both sides, from the gradients a little beside, as if they went on straight."""
    found = []
    for way in (-1.0, 1.0):
        step = np.zeros_like(rows)
        step[:, 0] = way * NEAR * max(1.0, abs(rows[0, 0]))
        near, far = (field.tape.gradient(rows + times * step)[:, 0].mean() for times in (1, 2))
        found.append(2 * float(near) - float(far))
    return found[0], found[1]


def _of_slopes(left: float, right: float) -> Kind | None:
    if not abs(right - left) > 1e-9 * max(abs(left), abs(right)):
        return None
    return "convex" if right > left else "concave"
