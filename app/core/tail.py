"""How the tail of a trajectory moves: its amplitude, its period, whether it drifts or shrinks."""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array

CLOSE = 1e-3
"""How nearly a cycle has to repeat itself, as a share of its amplitude."""


SHORTER = 0.85
"""By what swings have to shrink from window to window to count as shrinking."""


class Cycle(NamedTuple):
    """A repeating tail."""

    period: int
    amplitudes: Array
    """Half the peak-to-peak of each parameter."""


def amplitudes(x: Array) -> Array:
    """Half the peak-to-peak of each parameter over iterates of shape (k, p)."""
    return np.asarray(np.ptp(x, axis=0) / 2)


def find_cycle(iterates: Array) -> Cycle | None:
    """The shortest period with which the last half, quarter or eighth of the iterates repeats, at least twice."""
    for share in (2, 4, 8):
        tail = iterates[-max(len(iterates) // share, 8) :]
        period = _period(tail)
        if period is not None:
            return Cycle(period, amplitudes(tail))
    return None


def _period(tail: Array) -> int | None:
    size = float(amplitudes(tail).max())
    if size == 0:
        return None
    for period in range(1, len(tail) // 2 + 1):
        if np.abs(tail[-1] - tail[-1 - period]).max() > CLOSE * size:
            continue
        repeats = np.abs(tail[period:] - tail[:-period]).max() <= CLOSE * size
        span = (len(tail) - 1) // period * period
        # A slow decay nearly repeats from one period to the next, but not from the first to the last.
        if repeats and np.abs(tail[span:] - tail[: len(tail) - span]).max() <= 10 * CLOSE * size:
            return period
    return None


def is_moving_on(iterates: Array) -> bool:
    """Whether the iterates drift, or swing less and less from each doubling of the steps to the next."""
    tail = iterates[-max(len(iterates) // 2, 6) :]
    if len(tail) < 3:
        return bool(np.ptp(tail, axis=0).any())
    earlier, later = np.array_split(tail, 3)[1:]
    drift = float(np.abs(later.mean(axis=0) - earlier.mean(axis=0)).max())
    return drift > float(amplitudes(later).max()) / 4 or _is_shrinking(iterates)


def _is_shrinking(iterates: Array) -> bool:
    """Steps like α/√k make swings shorter by √2 whenever k doubles; a cycle keeps its size."""
    ends = [len(iterates) // share for share in (8, 4, 2, 1)]
    if ends[0] < 4:
        return False
    first, second, third = (float(iterates[a:b].std(axis=0).max()) for a, b in pairwise(ends))
    # The transient before a cycle shrinks, too, but then the cycle's own two halves are alike.
    early, late = (float(half.std(axis=0).max()) for half in np.array_split(iterates[ends[2] :], 2))
    return third < SHORTER * second and second < SHORTER * first and late < math.sqrt(SHORTER) * early
