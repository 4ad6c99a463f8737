"""What a formula of one parameter tends to without attaining it: far out, at poles and at jumps."""

import math
import operator
from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.germ import far_out, trace
from app.core.mean_enclosure import Mean
from app.core.places import Place, roundest
from app.core.series import Series
from app.core.valleys import Valleys
from app.core.zeros import Zone

FAR = np.array([1e25, 1e50, 1e100])
"""From where on F is looked at to see what it tends to, where germs do not tell."""
BESIDE = np.array([1e-4, 1e-8, 1e-12])
"""How far beside a place, as shares of its size."""
BETWEEN = np.array([0.0, -0.2, -0.3, -0.4, -0.5, -0.6, -0.7])
"""Further points, as shares of the way from each to where F may go up and down."""
STILL = 1e-9
"""Values that differ by no more than this share do not change any more."""
DEEPEST = -1e12
"""Values as low as this are taken for a fall without end, if a poor one."""
MOST_LINES = 4_000
"""Lines of the formula in all germs, those of the lowest places first."""


class Limit(NamedTuple):
    """What F tends to somewhere."""

    value: float
    is_known: bool = True
    """Whether germs or enclosures tell it, rather than a few values."""
    near: float = 0.0
    """How far off rounding may have put it."""
    floor: float = math.inf
    """Where it is not known, no less than this is F there."""


NO_LIMIT = Limit(math.inf)


def limits(mean: Mean, valleys: Valleys, places: tuple[Place, ...], flat_sides: Iterable[int]) -> list[Limit]:
    """The limits far out, unless F is higher there than somewhere else, and on both sides of the lowest places.

    Args:
        mean: F.
        valleys: what branch and bound has left.
        places: where F may jump or have a pole.
        flat_sides: −1 or 1 where far out rounding does not let F be told from its limit.
    """
    most = max(1, MOST_LINES // _lines(mean))
    found = [_far_limit(mean, side) for side in sorted({*valleys.falling, *valleys.open_ended, *flat_sides})]
    at = discontinuous(mean, np.array([place.at for place in places]))
    if len(at):
        beside = BESIDE[-1] * np.maximum(1.0, np.abs(at))
        lows = np.fmin(_lows(mean, at - beside, at), _lows(mean, at, at + beside))
        for i in np.argsort(lows, kind="stable")[:most].tolist():
            found += [_side_limit(mean, float(at[i]), way) for way in (-1, 1)]
        found += [Limit(math.inf, False, floor=float(low)) for low in np.sort(lows)[most : most + 1]]
    return found


def _lines(mean: Mean) -> int:
    """Of the formula, at all samples."""
    return len(mean.field.samples) * len(mean.field.tape.operations)


def _lows(mean: Mean, low: Array, high: Array) -> Array:
    found = mean.over(low, high, has_slopes=False)[0]
    return np.where(found.is_empty, np.inf, found.low)


def value_at(mean: Mean, at: float) -> Limit | None:
    """F at a place where it may jump, as its formula means it, whatever rounding makes of the place."""
    if _lines(mean) > MOST_LINES:
        return None
    rows = [np.append(at, data) for data in mean.field.samples]
    return _of_germs((trace(mean.field.tape, row, 0 * row, (math.inf,))[-1] for row in rows), mean)


def discontinuous(mean: Mean, places: Array) -> Array:
    """The places at which F may jump, be steep or have no value: around others it has bounded slopes."""
    if not len(places):
        return places
    near = BESIDE[-1] * np.maximum(1.0, np.abs(places))
    values, changes = mean.over(places - near, places + near)
    return np.asarray(places[~(values.whole & np.isfinite(changes.low) & np.isfinite(changes.high))])


def _far_limit(mean: Mean, side: int) -> Limit:
    if _lines(mean) <= MOST_LINES:
        known = _of_germs((far_out(mean.field.tape, side, data) for data in mean.field.samples), mean)
        if known:
            return known
    ends = side * FAR
    low, high = (ends, np.full(3, np.inf)) if side > 0 else (np.full(3, -np.inf), ends)
    return _of_boxes(mean, low, high, ends, 0.0)


def _side_limit(mean: Mean, at: float, way: int) -> Limit:
    ray = np.zeros(1 + mean.field.samples.shape[1])
    ray[0] = way
    rows = (np.append(at, data) for data in mean.field.samples)
    known = _of_germs((trace(mean.field.tape, row, ray)[-1] for row in rows), mean)
    if known:
        return known
    ends = at + way * BESIDE * max(1.0, abs(at))
    here = np.full(3, at)
    return _of_boxes(mean, np.minimum(ends, here), np.maximum(ends, here), ends, at)


def _of_germs(germs: Iterable[Series], mean: Mean) -> Limit | None:
    germ = reduce(operator.add, germs, Series({}))
    count, (number, near) = len(mean.field.samples), germ.term(0)
    if math.isinf(germ.limit):
        return Limit(germ.limit)
    return None if math.isnan(germ.limit) else Limit(number / count, True, near / count)


def _of_boxes(mean: Mean, low: Array, high: Array, points: Array, start: float) -> Limit:
    """What F tends to over three boxes, each inside the one before.

    Where it is lower and lower all over them, by as much from each to the next, and the last has no lower bound, it
    falls without end; else nothing is certain but that lower bound.
    """
    over = mean.over(low, high, has_slopes=False)[0]
    # At the place itself 0·∞ says nothing: all but a float of the box knows better.
    low, high = (np.where(end == start, np.nextafter(end, points), end) for end in (low, high))
    inner = mean.over(low, high, has_slopes=False)[0]
    if inner.is_empty[-1]:
        return NO_LIMIT
    falls, floor = _falls(over.high), float(over.low[-1])
    if falls and floor == -math.inf:
        return Limit(-math.inf)
    floor = floor if falls else float(inner.low[-1])
    values = mean.value((points[:, None] + (points - start)[:, None] * BETWEEN).ravel()).reshape(3, -1)
    return Limit(max(_tends_to(np.fmin.reduce(values, axis=1)), floor), False, floor=floor)


def _falls(values: Array) -> bool:
    """Whether each is lower than the one before by at least half as much as that was: as logarithms fall."""
    with np.errstate(all="ignore"):
        first, second = np.diff(values)
    return bool(values[-1] == -np.inf or (first < 0 and second <= first / 2))


def _tends_to(values: Array) -> float:
    """What three values lead to, by Aitken's rule; ∞ where they do not say."""
    if _falls(values) or values.min() < DEEPEST:
        return -math.inf
    first, second, third = values.tolist()
    before, after = second - first, third - second
    if not np.isfinite(values).all() or abs(after) > max(STILL * max(1.0, abs(third)), abs(before) / 2):
        return math.inf
    ahead = after * after / (after - before) if abs(after) < abs(before) else 0.0
    limit, near = third - ahead, 1e-13 * max(1.0, abs(third))
    return roundest(Zone(limit - near, limit + near, 0))
