"""All kinks of a formula in one parameter: where its switches are 0, and what its germs say there."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.domain import missing
from app.core.kink import Kinks
from app.core.kink_kind import BESIDE, Germs, Kind, Sides, kind_beside
from app.core.places import Place, places_between

MOST_KINKS = 300
"""Kinks that are classified; of more, those that most samples share, and those that lie farthest from the next one."""
MOST_GERMS = 600
"""Samples whose germs are looked at, of all kinks together, …"""
MOST_LINES = 6_500
"""… and lines of the formula in all of them, so that a long formula has fewer."""
NEAR = 1e-6
"""How far beside a kink slopes are read off where too many samples share it, as a share of its size; and twice that."""


TRIES = np.linspace(0, 1, 9)


class _Kink(NamedTuple):
    at: float
    value: float
    left: float
    right: float
    terms: tuple[int, ...]
    kind: Kind | None
    """None where germs and values beside do not tell, though there are values on both sides."""


@lru_cache(maxsize=64)
def kinks_between(field: Field, low: float, high: float) -> Kinks:
    """All kinks from low to high, ascending, with the exact slopes on both sides, and what they are.

    Args:
        field: the switches of F, which is the mean over the field's samples.
        low: where the search begins.
        high: where it ends.
    """
    found, complete = places_between(field, low, high)
    germs = min(MOST_GERMS, MOST_LINES // len(field.tape.operations))
    kept = _foremost(found, min(MOST_KINKS, germs))
    most = max(1, germs // max(1, len(kept)))
    seen = [kink for place in kept if (kink := _classified(field, place, most))]
    kinks = [kink for kink in seen if kink.kind]
    theta, value, left, right = np.array([kink[:4] for kink in kinks]).reshape(-1, 4).T
    return Kinks(
        theta,
        value,
        left,
        right,
        samples=tuple(kink.terms for kink in kinks),
        kinds=tuple(kink.kind for kink in kinks if kink.kind),
        complete=complete and len(kept) == len(found) and len(kinks) == len(seen),
    )


def _foremost(places: tuple[Place, ...], most: int) -> list[Place]:
    if len(places) <= most:
        return list(places)
    at = np.array([place.at for place in places])
    gaps = np.diff(at, prepend=-np.inf, append=np.inf)
    shared = np.array([len(place.samples) for place in places])
    order = np.lexsort((-np.minimum(gaps[:-1], gaps[1:]), -shared))
    return [places[i] for i in sorted(order[:most].tolist())]


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
    if not np.isfinite(value).all() or (kind is None and not _is_between_values(field, at)):
        return None
    left, right = ((smooth.sum() + slope) / len(rows) for slope in sides.slopes)
    if len(place.samples) > most:
        left, right = _read_off(field, rows)
        kind = _of_slopes(left, right) or kind
    own = float(field.tape.value(rows[list(germs)]).sum())
    if kind == "cusp":
        left, right = _steep(field, at, (left, right))
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
    if kind not in ("pole", "jump", "isolated") and any(germ.oscillates for germ in germs.values()):
        return None
    if kind in ("curvature", "removable"):
        full = [germ.full for germ in germs.values()]
        return _sum([germ.sides for germ in full]).kind(any(germ.is_broken for germ in full))
    if not (sides.is_defined[0] and sides.is_defined[2]) and any(germ.has_logarithms for germ in germs.values()):
        return _of_values(field, at) if kind in (None, "isolated") else kind
    return kind


def _of_values(field: Field, at: float) -> Kind | None:
    """By the values beside, where logarithms leave no germ; finite on both sides of a point without value: a hole."""
    sides = _beside(field, at)
    kind, has_none = kind_beside(sides), bool(missing(field.tape, _rows(field, at)).any())
    is_hole = has_none and kind in ("cusp", "curvature") and np.isfinite(sides).all()
    return "isolated" if is_hole else kind


def _beside(field: Field, at: float) -> tuple[Array, Array]:
    steps = np.array(BESIDE) * max(1.0, abs(at))
    return _mean(field, at - steps), _mean(field, at + steps)


def _is_between_values(field: Field, at: float) -> bool:
    """Whether F has values, which may overflow, on both sides: else it only begins or ends there."""
    steps = np.array(BESIDE) * max(1.0, abs(at))
    rows = [_rows(field, beside) for beside in (at - steps, at + steps) for beside in beside.tolist()]
    return not missing(field.tape, np.concatenate(rows)).any()


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


def _steep(field: Field, at: float, slopes: tuple[float, float]) -> tuple[float, float]:
    """The slopes at a cusp; of one of which germs know no more than that it is one, infinite ones."""
    low, value, high = _mean(field, at + np.array([-NEAR, 0.0, NEAR]) * max(1.0, abs(at))).tolist()
    left, right = slopes
    return (
        float(np.sign(value - low) * np.inf) if np.isnan(left) else left,
        float(np.sign(high - value) * np.inf) if np.isnan(right) else right,
    )


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
