"""Smooth convex problems in two parameters, one inside the other: exact where Newton's steps get lost."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.one_parameter import first_rise

WIDENINGS = 200


def minimise_nested(problem: Affine, near: Array) -> Array:
    r"""The root of the slope of \(g(w) = \min_b F(w, b)\), whose derivative is \(\partial_w F\) at the inner minimiser.

    The inner problem in b is solved by the change of sign of its slope, the outer one by Brent's method; both are
    monotone, so nothing can be missed. Returns a point of shape (2,).
    """

    def inner(w: float) -> Array:
        rest = replace(problem, matrix=problem.matrix[:, 1:], offset=problem.offset - w * problem.columns[0])
        return np.array([w, first_rise(rest)])

    def slope(w: float) -> float:
        with np.errstate(over="ignore", invalid="ignore"):
            found = float(problem.pull_back(problem.slopes(problem.residual(inner(w)))[0])[0])
        return 0.0 if math.isnan(found) else found  # F is out of range

    low, high = _bracket(slope, float(near[0]))
    if low == high:
        return inner(low)
    from scipy.optimize import brentq  # late: SciPy takes as long to import as all else together

    return inner(float(brentq(slope, low, high, xtol=1e-300, rtol=4 * np.finfo(float).eps, maxiter=500)))


def _bracket(slope: Callable[[float], float], near: float) -> tuple[float, float]:
    """Two points between which the slope changes its sign, or one at which it is 0."""
    here = slope(near)
    reach = math.copysign(1e-3 * (1 + abs(near)), -here)
    start = near
    for _ in range(WIDENINGS):
        there = slope(start + reach)
        if 0 in (here, there) or (there > 0) != (here > 0):
            return (near, near) if here == 0 else (min(near, start + reach), max(near, start + reach))
        near, reach = start + reach, 2 * reach
    return near, near
