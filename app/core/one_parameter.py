"""Where the slope of a convex problem in one parameter changes sign: exact on piecewise quadratic ones."""

import math
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.minimiser_set import MinimiserSet

ROUNDS = 10_000
"""Of Brent's method at the most: it halves from 1e12 down to 1e-300 when the root is 0."""


class Spring(NamedTuple):
    """The term (θ − centre)²/(2·weight) that a prox adds."""

    centre: float
    weight: float


class Slope:
    """The one-sided slopes of F, plus a spring's, in one parameter."""

    def __init__(self, problem: Affine, spring: Spring | None) -> None:
        self._problem, self._spring = problem, spring
        self.is_affine_between_places = problem.degree is not None

    def sides(self, theta: float) -> tuple[float, float]:
        """From the left and from the right; 0 where slopes overflow to both sides, so that F is out of range."""
        found = (float(side) for side in self._problem.one_sided(np.array([theta])))
        left, right = (0.0 if math.isnan(side) else side for side in found)
        pull = (theta - self._spring.centre) / self._spring.weight if self._spring else 0.0
        return left + pull, right + pull

    def right(self, theta: float) -> float:
        """From the right."""
        return self.sides(theta)[1]

    def zero(self, theta: float) -> float:
        """How large a slope there may be that is really 0, its terms having been rounded."""
        if self._spring or not self.is_affine_between_places:
            return 0.0
        r = self._problem.residual(np.array([theta]))
        left, right = self._problem.slopes(r)
        terms = np.maximum(np.abs(left), np.abs(right)) * np.abs(self._problem.columns[0])
        return float(8 * np.finfo(float).eps * self._problem.weighed(terms).sum())


@lru_cache(maxsize=64)
def places(problem: Affine) -> Array:
    """Where the formula of F changes, ascending; the samples' centres where it never does."""
    slope, (rows, marks) = problem.columns[0], problem.bends
    if len(rows) == 0:
        rows, marks = np.arange(problem.terms), np.zeros(problem.terms)
    used = slope[rows] != 0
    rows, marks = rows[used], marks[used]
    with np.errstate(over="ignore"):
        theta = (problem.offset[rows] + marks) / slope[rows]
    farthest = 1e250 / max(1.0, float(np.abs(slope).max())) ** 2  # slopes there are still finite
    return np.unique(np.clip(theta, -farthest, farthest)) + 0.0


def minimisers(problem: Affine) -> MinimiserSet:
    """All minimisers of a convex problem in one parameter: F′₋ ≤ 0 ≤ F′₊ (Fermat's rule)."""
    low, high = first_rise(problem), -first_rise(replace(problem, matrix=-problem.matrix))
    exact = problem.degree is not None
    source = "closed form" if exact else "root of the slope"
    far = {low, -high} if exact else {abs(low), abs(high)}
    if problem.matrix.any() and math.inf in far:
        return _infimum(problem, low if math.isinf(low) else high, source)
    if low > high or (not exact and problem.matrix.any()) or _is_one(problem, low, high):
        high = low
    ends = [end for end in (low, high) if math.isfinite(end)] or [0.0]
    inside = np.array([*ends, sum(ends) / len(ends)])
    points = np.array([[low]] if low == high else [[low], [high]])
    value = float(problem.value(inside[:, None]).min())
    bounded = bool(np.isfinite(points).all())
    return MinimiserSet("point" if low == high else "interval", points, value, source, exact, bounded)


def _is_one(problem: Affine, low: float, high: float) -> bool:
    """Whether only rounding parts two ends: no float tells them apart, or F bends between them."""
    if not math.isfinite(high - low):
        return False
    bend = problem.curvature(problem.residual(np.array([low + (high - low) / 2])))
    near = high - low <= 4 * float(np.finfo(float).eps) * max(abs(low), abs(high))
    return near or bool((bend * problem.columns[0]).any())


def _infimum(problem: Affine, side: float, source: str) -> MinimiserSet:
    """F falls for ever to one side: its infimum is approached, not attained."""
    with np.errstate(over="ignore"):
        value = float(problem.value(np.array([math.copysign(1e200, side)])))
    return MinimiserSet("none", np.empty((0, 1)), value, source, False, False)


def first_rise(problem: Affine, spring: Spring | None = None) -> float:
    """The smallest θ from which F does not fall any more: −∞ where it never falls, +∞ where it always does."""
    at, slope = places(problem), Slope(problem, spring)
    if len(at) == 0:
        return spring.centre if spring else -math.inf
    low, high = -1, len(at)
    while high - low > 1:
        middle = (low + high) // 2
        rises = slope.right(at[middle]) >= -slope.zero(at[middle])
        low, high = (low, middle) if rises else (middle, high)
    merged = None if problem.has_kinks else _merged(slope, at, low, high)
    if merged is not None:
        return merged
    if high == len(at):
        return _beyond(slope, float(at[-1]), 1.0)
    if slope.sides(at[high])[0] < -slope.zero(at[high]):
        return float(at[high])
    return _between(slope, float(at[low]), float(at[high])) if low >= 0 else _beyond(slope, float(at[0]), -1.0)


def _merged(slope: Slope, at: Array, low: int, high: int) -> float | None:
    """The place at which several breaks are, which rounding cannot tell apart, if the slope changes its sign there."""
    nudge = 4 * np.finfo(float).eps
    if low >= 0 and slope.right(float(at[low] + nudge * abs(at[low]))) >= 0:
        return float(at[low])
    if high < len(at) and slope.right(float(at[high] - nudge * abs(at[high]))) < 0:
        return float(at[high])
    return None


def _between(slope: Slope, low: float, high: float) -> float:
    """The root inside a stretch without kinks, from a falling end to a rising one."""
    below, above = slope.right(low), slope.sides(high)[0]
    if above <= 0:
        return high
    if slope.is_affine_between_places:
        bend = (above - below) / (high - low)
        return _polished(slope, low - below / bend, bend, low, high)
    from scipy.optimize import brentq  # late: SciPy takes as long to import as all else together

    return float(brentq(slope.right, low, high, xtol=1e-300, rtol=4 * np.finfo(float).eps, maxiter=ROUNDS))


def _polished(slope: Slope, root: float, bend: float, low: float, high: float) -> float:
    """The root of an affine stretch after two more steps: the first was reckoned from ends that may be far away."""
    for _ in range(2):
        before, after = slope.sides(root)
        if before != after:
            break
        root = min(max(root - after / bend, low), high)
    return root


def _beyond(slope: Slope, edge: float, side: float) -> float:
    """The root on the unbounded stretch to one side of the last place, or that side's infinity."""
    start = slope.sides(edge)[1 if side > 0 else 0]
    reach = max(1.0, abs(edge))
    if slope.is_affine_between_places:
        bend = (slope.right(edge + side * reach) - start) / (side * reach)
        flat = abs(bend) * reach <= slope.zero(edge)
        ends = (edge, math.inf) if side > 0 else (-math.inf, edge)
        return side * math.inf if flat else _polished(slope, edge - start / bend, bend, *ends)
    while math.isfinite(reach) and reach < 1e200:
        far = slope.right(edge + side * reach)
        if far * side > 0:
            return _between(slope, *sorted((edge, edge + side * reach)))
        if far == 0 and start != 0:  # underflow: the slope only approaches 0
            break
        reach *= 4
    return side * math.inf
