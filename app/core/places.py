"""Places at which a formula in one parameter may have a kink, or stop having values: one number for each."""

from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.boxes import Field
from app.core.zeros import Zeros, Zone, zeros

ULPS = 8
"""Places so many units in the last place apart are one."""
DIGITS = 12
"""A number is taken for one that somebody wrote if it has no more digits than these."""


class Place(NamedTuple):
    """Where some samples' switches are 0."""

    at: float
    low: float
    high: float
    """How far off rounding may have put it."""
    samples: tuple[int, ...]


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
