"""Tangents of a convex function, and the least value that they allow."""

import math
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array


class Cuts(NamedTuple):
    """Functions g·x + h below F, one row each: slopes of shape (m, p), heights of shape (m,)."""

    slopes: Array
    heights: Array

    def with_one(self, x: Array, value: float, slope: Array) -> "Cuts":
        """One more, that touches F at x."""
        return Cuts(np.vstack([self.slopes, slope]), np.append(self.heights, value - slope @ x))

    def rounding(self, value: float, reach: float, dtype: np.dtype) -> float:
        """What rounding does to a value of F, or of the cuts, at points so far from 0."""
        return 64 * float(np.finfo(dtype).eps) * (abs(value) + float(np.abs(self.slopes).max()) * reach)


class Bounded(NamedTuple):
    """A point, the start, the cuts, the best point, F there, the bound below F, and why the search ended."""

    x: Array
    start: Array
    slopes: Array
    heights: Array
    best: Array
    upper: float
    lower: float
    verdict: str = ""


class Lowest(NamedTuple):
    """Where the highest of the cuts is lowest, and how low; or why that was not found."""

    x: Array
    value: float
    flaw: str = ""


def lowest(cuts: Cuts, centre: Array, radius: float) -> Lowest:
    """The lowest point of the highest cut within a box, by SciPy's linear programme."""
    from scipy.optimize import linprog

    if not (np.isfinite(cuts.heights).all() and np.isfinite(cuts.slopes).all()):
        return Lowest(centre, -np.inf, "F is too large there for this precision: no tangent can be drawn.")
    # The solver's tolerances are absolute: x in units of the box, F in units of its fall across it. Both are
    # powers of two, so that they round nothing.
    unit = _power(radius)
    scale = _power(float(np.abs(cuts.slopes).max()) * unit)
    rows = np.column_stack([cuts.slopes * (unit / scale), -np.ones(len(cuts.heights))])
    box = [(low / unit, high / unit) for low, high in zip(centre - radius, centre + radius, strict=True)]
    goal = np.append(np.zeros(len(centre)), 1.0)
    found = linprog(goal, rows, -cuts.heights / scale, bounds=[*box, (None, None)], method="highs-ds")
    if found.x is None:
        return Lowest(centre, -np.inf, f"SciPy's linear programme ended: {found.message}")
    return Lowest(unit * found.x[:-1] + 0.0, scale * float(found.x[-1]) + 0.0)


def _power(size: float) -> float:
    """The least power of two that is not below, or 1 for 0."""
    return float(2.0 ** math.ceil(math.log2(size))) if size > 0 else 1.0
