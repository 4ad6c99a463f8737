"""Intervals around zeros, made as narrow as arithmetic can."""

from collections.abc import Callable

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Boxes, Field, Pairs

POINTS = np.linspace(0, 1, 7)[:, None]
"""Where each interval is looked at in a round, as shares of it."""
ROUNDS = 30
SLOW = 0.9
"""Intervals that a round leaves longer than this share are done, …"""
LEAST = 1e-30
"""… and those around 0 that are this short."""

Look = Callable[[Field, Pairs, Array], tuple[Array, Array]]
"""Bounds at points, of shape (points, pairs), of something that changes its sign once in each interval."""


def narrowed(field: Field, pairs: Pairs) -> Pairs:
    """Intervals on which a quantity is strictly monotone, around its zero; those that have none are left out."""
    if not len(pairs.low):
        return pairs
    ways = np.where(_slope(field, pairs)[0] > 0, 1.0, -1.0)
    return _narrowed(field, pairs, ways, _value, has_slope=True)


def turning(field: Field, pairs: Pairs) -> Pairs:
    """Intervals in which a quantity may touch 0, around the point at which its slope changes the sign, if one does."""
    if not len(pairs.low):
        return pairs
    low, high = _slope_at(field, pairs, np.stack([pairs.low, pairs.high]))
    rises, falls = (high[0] < 0) & (low[1] > 0), (low[0] > 0) & (high[1] < 0)
    turns = rises | falls
    inside = _narrowed(field, pairs.part(turns), np.where(rises, 1.0, -1.0)[turns], _slope_at)
    return Pairs.joined([inside, pairs.part(~turns)])


def _narrowed(field: Field, pairs: Pairs, ways: Array, look: Look, has_slope: bool = False) -> Pairs:
    """Rounds of cutting off both ends what is surely below or above 0; with a slope, by Newton's method, too."""
    done = []
    for _ in range(ROUNDS):
        if not len(pairs.low):
            break
        points = pairs.low + POINTS * (pairs.high - pairs.low)
        low, high = _turned(look(field, pairs, points), ways)
        found = _cut(pairs, points, low, high)
        if has_slope:
            found = _by_newton(found, _turned(_slope(field, pairs), ways), points[3], low[3], high[3])
        holds = ~((low[0] > 0) | (high[-1] < 0) | (found.low > found.high))
        going = holds & (found.high - found.low <= SLOW * (pairs.high - pairs.low)) & (found.high - found.low > LEAST)
        done.append(found.part(holds & ~going))
        pairs, ways = found.part(going), ways[going]
    return Pairs.joined([*done, pairs])


def _turned(bounds: tuple[Array, Array], ways: Array) -> tuple[Array, Array]:
    """Bounds of what rises in every interval."""
    low, high = bounds
    return np.where(ways > 0, low, -high), np.where(ways > 0, high, -low)


def _cut(pairs: Pairs, points: Array, low: Array, high: Array) -> Pairs:
    below, above = np.where(high < 0, points, -np.inf).max(0), np.where(low > 0, points, np.inf).min(0)
    return pairs._replace(low=np.maximum(pairs.low, below), high=np.minimum(pairs.high, above))


def _by_newton(pairs: Pairs, slope: tuple[Array, Array], middle: Array, low: Array, high: Array) -> Pairs:
    least, most = slope
    back, ahead = high / np.where(high > 0, least, most), low / np.where(low < 0, least, most)
    begin, end = np.nextafter(middle - back, -np.inf), np.nextafter(middle - ahead, np.inf)
    return pairs._replace(
        low=np.fmax(pairs.low, np.where(np.isfinite(begin), begin, -np.inf)),
        high=np.fmin(pairs.high, np.where(np.isfinite(end), end, np.inf)),
    )


def _value(field: Field, pairs: Pairs, points: Array) -> tuple[Array, Array]:
    low, high = field.at(points.ravel(), np.tile(pairs.sample, len(points)))
    chosen = np.tile(pairs.quantity, len(points)), np.arange(points.size)
    return low[chosen].reshape(points.shape), high[chosen].reshape(points.shape)


def _slope_at(field: Field, pairs: Pairs, points: Array) -> tuple[Array, Array]:
    flat = points.ravel()
    times = len(points)
    low, high = _slope(field, Pairs(np.tile(pairs.quantity, times), flat, flat, np.tile(pairs.sample, times)))
    return low.reshape(points.shape), high.reshape(points.shape)


def _slope(field: Field, pairs: Pairs) -> tuple[Array, Array]:
    over, columns = field.over(Boxes(*pairs[1:])), np.arange(len(pairs.low))
    return over.least[pairs.quantity, columns], over.most[pairs.quantity, columns]
