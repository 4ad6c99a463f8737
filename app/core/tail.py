"""How the tail of a trajectory moves: its amplitude, its period, whether it drifts or shrinks."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array

CLOSE = 1e-3
"""How nearly a cycle has to repeat itself, as a share of its amplitude."""


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
    """Whether the iterates drift, or swing less and less, over the three thirds of the last half."""
    tail = iterates[-max(len(iterates) // 2, 6) :]
    if len(tail) < 3:
        return bool(np.ptp(tail, axis=0).any())
    thirds = np.array_split(tail, 3)
    means = [third.mean(axis=0) for third in thirds]
    swings = [
        float(np.sqrt(((third - mean) ** 2).mean(axis=0)).max()) for third, mean in zip(thirds, means, strict=True)
    ]
    drift = float(np.abs(means[2] - means[1]).max())
    shrinks = swings[2] < 0.9 * swings[1] and swings[1] < 0.9 * swings[0]
    return drift > float(amplitudes(thirds[2]).max()) / 4 or shrinks
