"""What a plot on the server needs: scales, ticks, and lines with as few points as they can do with."""

import math
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array

SIDE = 1000.0
"""Every panel is this wide and high, whatever the data: SVG computes in float32, which data may overtax."""
FAR = 20 * SIDE
SMALLEST = 1e-300
"""What is less has too few digits to be divided into ticks."""
LARGEST = 1e307
"""Of more the range may overflow."""

Point = tuple[float, float]


class Tick(NamedTuple):
    """A place on an axis and its number."""

    at: float
    """From 0 to `SIDE`."""
    text: str


class Scale(NamedTuple):
    """From data to the side of a panel; `turned` for the vertical one, which SVG counts downwards."""

    low: float
    high: float
    turned: bool = False

    def __call__(self, values: Array | list[float]) -> Array:
        """Places on the panel, kept within what a renderer can draw."""
        share = (np.asarray(values, float) - self.low) / (self.high - self.low)
        return np.clip(SIDE * (1 - share if self.turned else share), -FAR, FAR)

    def at(self, value: float) -> float:
        """One place."""
        return round(float(self([value])[0]), 1)

    def ticks(self, most: int) -> list[Tick]:
        """Round numbers on the axis, at most about so many."""
        step = nice_step((self.high - self.low) / most)
        numbers = range(math.ceil(self.low / step), math.floor(self.high / step) + 1)
        return [Tick(self.at(i * step), spell(i * step, step)) for i in numbers]


def spell(value: float, step: float) -> str:
    """A number on an axis, with the digits that its neighbours differ in.

    >>> spell(0.30000000000000004, 0.1), spell(-2e9, 1e9)
    ('0.3', '−2e+09')
    """
    if step < 1e-4 or abs(value) >= 1e6:
        digits = 1 + max(0, math.ceil(math.log10(max(abs(value), step) / step)))
        text = f"{value:.{digits}g}"
    else:
        text = f"{round(value, max(0, -math.floor(math.log10(step)))) + 0.0:.12g}"
    return text.replace("-", "−")


def nice_step(rough: float) -> float:
    """The least of 1, 2, 5, 10, … times a power of ten that is no less.

    >>> nice_step(0.3), nice_step(7)
    (0.5, 10.0)
    """
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * (1 - 1e-9))
    return float(f"{step * power:.6g}")


def padded(values: Array, below: float, above: float) -> Scale:
    """A vertical scale with air around the values: shares of their range; of none, from 0."""
    shown = np.clip(values, -LARGEST, LARGEST)
    low, high = float(shown.min(initial=np.inf)), float(shown.max(initial=-np.inf))
    if low > high:
        return Scale(0.0, 1.0, turned=True)
    length = next(size for size in (high - low, abs(high), 1.0) if size > SMALLEST)
    return Scale(low - below * length, high + above * length, turned=True)


def thinned(points: Array, tolerance: float) -> Array:
    """The polyline without the points that lie nearer than the tolerance to it (Douglas & Peucker 1973)."""
    if len(points) < 3:
        return points
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        away = _distances(points[first + 1 : last], points[first], points[last])
        farthest = int(np.argmax(away))
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            parts += [(first, middle), (middle, last)]
    return points[keep]


def _distances(points: Array, start: Array, end: Array) -> Array:
    """From each point to the segment between two of them."""
    along, off = end - start, points - start
    share = np.clip(off @ along / max(float(along @ along), 1e-300), 0, 1)
    return np.asarray(np.hypot(*(off - share[:, None] * along).T))


def rounded(points: Array) -> list[Point]:
    """Points as pairs of short numbers."""
    return [(x, y) for x, y in np.round(points, 1).tolist()]


def polyline(x: Array, y: Array, tolerance: float = 0.4) -> list[Point]:
    """A line from places on a panel."""
    return rounded(thinned(np.stack([x, y], 1), tolerance))
