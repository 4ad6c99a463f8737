"""Where a function of one parameter may be least: boxes of the whole line, cut until nothing lower is left."""

from dataclasses import dataclass
from dataclasses import field as with_default

import numpy as np

from app.core.arrays import Array
from app.core.interval import Interval
from app.core.mean_enclosure import Mean

FAR = 1e8
"""From here on a box reaches to infinity."""
EDGES = np.unique(np.concatenate([s * 10.0 ** np.arange(1, 9) for s in (-1, 1)] + [np.linspace(-10, 10, 33)]))
PARTS = 8
"""Into how many boxes one is cut."""
FEW = 7
"""A box that contains so many places at which F may have a kink is cut at these."""
MOST_OPEN = 300
"""Boxes that may be open at once."""
MOST_SEEN = 40_000
"""Boxes times samples that are looked at in all, in thousands of lines of a tape."""
FLAT = 1e-11
"""Difference quotients up to this size may be 0."""
ULPS = 16
"""Boxes of so many units in the last place are not cut, and so far from a place F is looked at again."""
LEAST = 1e-25
"""Boxes around 0 that are not cut."""
WIDE = 1e-2
"""A box of this share of its distance from 0, over which F falls by no more than its rounding, is flat."""
NOISE = 64
"""A box over which F falls by no more than this multiple of its rounding is not cut either."""


@dataclass
class Valleys:
    """What is left when everything else is known not to be lowest."""

    best: float = np.inf
    """No more than this is F's infimum."""
    tiny: list[tuple[float, float]] = with_default(default_factory=list)
    """Boxes that cannot be cut any more."""
    flat: list[tuple[float, float]] = with_default(default_factory=list)
    """Boxes on which F does not vary, as far as rounding lets it be seen."""
    falling: list[int] = with_default(default_factory=list)
    """The sides, −1 and 1, to which F falls without end."""
    open_ended: list[int] = with_default(default_factory=list)
    """The sides of which it is not known."""
    floor: float = np.inf
    """No less than this is F on these."""
    complete: bool = True
    """Whether no box was left open."""


def valleys(mean: Mean, zones: Array) -> Valleys:
    """Branch and bound: a box is dropped where F is higher than somewhere else, or strictly monotone.

    Args:
        mean: F.
        zones: the intervals, narrow and ascending, of shape (2, n), that contain the places at which it may have kinks.
    """
    found, seen = Valleys(), 0
    found.best = _lowest(mean.at(np.concatenate([*zones, EDGES])))
    edges = np.concatenate([[-np.inf], EDGES, [np.inf]])
    low, high = edges[:-1], edges[1:]
    most = MOST_SEEN * 1000 // max(1, len(mean.field.tape.operations) * len(mean.field.samples))
    while len(low):
        seen += len(low)
        low, high = _looked_at(mean, low, high, found)
        if len(low) > MOST_OPEN or seen > most:
            found.complete = False
            found.tiny += zip(low.tolist(), high.tolist(), strict=True)
            break
        low, high = _cut(low, high, zones)
    return found


def _lowest(values: Interval) -> float:
    return float(np.min(values.high, where=values.whole & (values.low <= values.high), initial=np.inf))


def _looked_at(mean: Mean, low: Array, high: Array, found: Valleys) -> tuple[Array, Array]:
    """The boxes that have to be cut; what is known of others is noted."""
    values, changes = mean.over(low, high)
    ends = np.isfinite(low) & np.isfinite(high)
    middle = np.where(ends, low / 2 + high / 2, np.where(np.isfinite(low), low, high))
    centre = mean.at(middle)
    found.best = min(found.best, _lowest(centre))
    least = np.fmax(values.low, centre.low - _fall(changes, low - middle, high - middle))
    may = ~(least > found.best) & ~values.is_empty
    rises, falls = values.whole & (changes.low > 0), values.whole & (changes.high < 0)
    is_quiet = centre.low - least <= NOISE * (centre.high - centre.low)
    is_flat = values.whole & ends & (changes.low >= -FLAT) & (changes.high <= FLAT)
    is_flat |= values.whole & (changes.low == 0) & (changes.high == 0) | is_quiet & (
        high - low >= WIDE * (1 + np.abs(low))
    )
    _note_tails(found, low, high, may & ~is_flat, rises, falls)
    found.floor = min([found.floor, *values.low[may & ~is_flat & ~ends].tolist()])
    found.flat += _pairs(low, high, may & is_flat)
    going = may & ends & ~rises & ~falls & ~is_flat
    is_tiny = is_quiet | (high - low <= np.maximum(ULPS * np.spacing(np.maximum(np.abs(low), np.abs(high))), LEAST))
    found.tiny += _pairs(low, high, going & is_tiny)
    return low[going & ~is_tiny], high[going & ~is_tiny]


def _fall(changes: Interval, back: Array, ahead: Array) -> Array:
    """By how much F may fall below its value in the middle of a box."""
    with np.errstate(all="ignore"):
        reach = np.maximum(-changes.low * ahead, -changes.high * back)
        return np.where(np.isfinite(reach), np.nextafter(reach * (1 + 1e-15), np.inf), np.inf)


def _note_tails(found: Valleys, low: Array, high: Array, may: Array, rises: Array, falls: Array) -> None:
    for side, is_tail, away, down in ((-1, np.isinf(low), falls, rises), (1, np.isinf(high), rises, falls)):
        if (is_tail & may & ~away).any():
            (found.falling if (is_tail & down).any() else found.open_ended).append(side)


def _pairs(low: Array, high: Array, chosen: Array) -> list[tuple[float, float]]:
    return list(zip(low[chosen].tolist(), high[chosen].tolist(), strict=True))


def _cut(low: Array, high: Array, zones: Array) -> tuple[Array, Array]:
    """Smaller boxes: between the zones, which are left out, if there are few; else of equal size."""
    parts = [_parts(a, b, zones) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    starts, ends = (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else (low, high)
    kept = starts < ends
    return starts[kept], ends[kept]


def _parts(low: float, high: float, zones: Array) -> tuple[Array, Array]:
    inside = zones[:, (zones[1] > low) & (zones[0] < high)]
    near = ULPS * np.spacing(np.maximum(np.abs(inside), 1e-300))
    if 0 < inside.shape[1] <= FEW and high - low > 4 * (inside[1] - inside[0] + near.sum(0)).sum():
        return np.append(low, inside[1] + near[1]), np.append(inside[0] - near[0], high)
    edges = np.linspace(low, high, PARTS + 1)
    return edges[:-1], edges[1:]


def touching(boxes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Boxes that touch as one, ascending."""
    merged: list[tuple[float, float]] = []
    for low, high in sorted(boxes):
        if merged and low <= merged[-1][1] + 4 * ULPS * np.spacing(abs(merged[-1][1])):
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return merged


def inside(low: float, high: float) -> Array:
    """Points of an interval, which may be unbounded."""
    if np.isfinite(low) and np.isfinite(high):
        return low + (high - low) * np.array([0.5, 0.1, 0.3, 0.7, 0.9])
    steps = np.array([1.0, 0.1, 3.0, 10.0, 30.0])
    if np.isinf(low) and np.isinf(high):
        return np.concatenate([-steps, steps])
    return high - steps if np.isinf(low) else low + steps
