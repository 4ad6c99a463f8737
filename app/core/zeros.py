"""All zeros of the switches of a function in one parameter, by branch and bound with intervals."""

from dataclasses import dataclass
from dataclasses import field as with_default
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Bounds, Boxes, Field, Pairs
from app.core.narrowing import narrowed, turning

FIRST = 64
"""Boxes into which a window is first cut, …"""
PARTS = 8
"""… and into which each of them is cut where it is not decided."""
FINEST = 1e-15
"""Boxes of this share of the window are not cut any more."""
MOST_OPEN = 4_000
"""Boxes, of all switches together, that may be open at once."""
PROBES = (0.1875, 0.5, 0.8317)
"""Where in a box a switch is asked whether it can be told from 0 at all, as shares of the box."""
WIDE = 1e-6
"""A stretch of this share of the window in which a switch cannot be told from 0 is one on which it is 0."""
NARROW = 64
"""Zones of so many units in the last place are as narrow as zeros get."""


class Zone(NamedTuple):
    """An interval in which a switch has a zero, as narrow as arithmetic can make it."""

    low: float
    high: float
    sample: int
    """Of which sample."""


@dataclass
class Zeros:
    """What a search found."""

    zones: list[Zone] = with_default(default_factory=list)
    complete: bool = True
    """Whether all of the window was decided."""
    boxes: int = 0
    """How many boxes were looked at."""


class _Decided(NamedTuple):
    """What is known of quantities over boxes, each of shape (quantities, boxes)."""

    steep: Array
    """May be 0, and is strictly monotone: at most one zero."""
    dull: Array
    """Cannot be told from 0, or the box is too narrow to be cut."""
    open: Array
    """Is looked at more closely."""


def zeros(field: Field, low: float, high: float) -> Zeros:
    """Zones that contain every zero of the field's quantities from low to high.

    A box over which a quantity is never 0 is dropped. One on which it is strictly monotone has one zero at the most,
    which is narrowed to the last bits. What is left of the size of `FINEST`, or where rounding hides the sign, is a
    place at which it may touch 0, or a stretch on which it is 0 (Moore, Kearfott & Cloud 2009, chapters 5 and 8).
    """
    found, finest = Zeros(), FINEST * (high - low)
    boxes = Boxes.cut(low, high, max(4, FIRST // len(field.samples)), len(field.samples))
    steep, dull = [Pairs.none()], [Pairs.none()]
    wanted = np.ones((field.number, len(boxes.low)), bool)
    while field.number and len(boxes.low):
        found.boxes += len(boxes.low)
        decided = _decide(field, boxes, wanted, finest)
        steep.append(Pairs.of(boxes, decided.steep))
        dull.append(Pairs.of(boxes, decided.dull))
        if decided.open.sum() > MOST_OPEN:
            found.complete = False
            break
        going = np.asarray(decided.open.any(0))
        boxes, wanted = boxes.part(going).cut_again(PARTS), np.repeat(decided.open[:, going], PARTS, axis=1)
    for pairs in _sorted_out(field, narrowed(field, Pairs.joined(steep)), Pairs.joined(dull), WIDE * (high - low)):
        found.zones += map(Zone, pairs.low.tolist(), pairs.high.tolist(), pairs.sample.tolist())
    return found


def _decide(field: Field, boxes: Boxes, wanted: Array, finest: float) -> _Decided:
    over, width = field.over(boxes), boxes.high - boxes.low
    points = [boxes.low + share * width for share in PROBES]
    low, high = field.at(np.concatenate(points), np.tile(boxes.sample, len(PROBES)))
    probes = [
        (each[0], each[1]) for each in zip(np.split(low, len(PROBES), 1), np.split(high, len(PROBES), 1), strict=True)
    ]
    least, most = _mean_value(over, probes[1], boxes.low - points[1], boxes.high - points[1])
    may = wanted & (np.fmax(least, over.low) <= 0) & (np.fmin(most, over.high) >= 0)
    is_steep = (over.least > 0) | (over.most < 0)
    hidden = np.logical_and.reduce([(a <= 0) & (b >= 0) for a, b in probes])
    is_dull = hidden | (width <= np.maximum(finest, 4 * np.spacing(np.abs(boxes.low))))
    return _Decided(may & is_steep, may & ~is_steep & is_dull, may & ~is_steep & ~is_dull)


def _mean_value(over: Bounds, middle: tuple[Array, Array], back: Array, ahead: Array) -> tuple[Array, Array]:
    """What a value in the middle and the difference quotients say about a box."""
    reach = 1 + 8 * np.finfo(float).eps
    with np.errstate(all="ignore"):
        least = np.minimum(over.least * ahead, over.most * back) * reach
        most = np.maximum(over.most * ahead, over.least * back) * reach
    return np.nextafter(middle[0] + least, -np.inf), np.nextafter(middle[1] + most, np.inf)


def _sorted_out(field: Field, zeros: Pairs, dull: Pairs, wide: float) -> list[Pairs]:
    """Zeros, places at which a quantity may touch 0, as narrow as they get, and ends of stretches on which it is 0."""
    is_sharp = zeros.high - zeros.low <= NARROW * np.spacing(np.maximum(np.abs(zeros.low), np.abs(zeros.high)))
    hidden = Pairs.joined([zeros.part(~is_sharp), dull]).merged()
    is_wide = hidden.high - hidden.low > wide
    stretches = hidden.part(is_wide)
    ends = [stretches._replace(high=stretches.low), stretches._replace(low=stretches.high)]
    return [zeros.part(is_sharp), turning(field, hidden.part(~is_wide)), *ends]
