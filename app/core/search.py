"""Where a problem that is not convex may have its minimum: candidates, and the lowest valleys around them."""

import warnings
from itertools import combinations

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.interruption import check

GRID = 600
"""Points between the outermost places at which anything happens."""
VALLEYS = 24
"""Local minima of a grid that are followed to their bottom."""
PAIRS = 3_000
"""Crossings of two rows that are looked at; with more of them, so many drawn by a fixed seed."""
FARTHEST = 1e100
"""Places beyond this are left out, as runs that go there are: squares of them leave the floats."""
STARTS = 6
"""Candidates from which a descent starts in several parameters."""


def candidates_on_a_line(problem: Affine) -> Array:
    """Points in one parameter, ascending: every bend and every sample's centre, between them, and beyond."""
    slope, (rows, marks) = problem.columns[0], problem.bends
    rows, marks = np.concatenate([rows, np.arange(problem.terms)]), np.concatenate([marks, np.zeros(problem.terms)])
    used = slope[rows] != 0
    if not used.any():
        return np.zeros(1)
    with np.errstate(over="ignore"):
        at = np.unique((problem.offset[rows] + marks)[used] / slope[rows[used]])
    at = at[np.abs(at) <= FARTHEST]
    if len(at) == 0:
        return np.zeros(1)
    reach = max(float(np.ptp(at)), float(np.abs(at).max()), 1.0)
    even = np.linspace(at[0] - reach, at[-1] + reach, GRID)
    return np.unique(np.concatenate([at, (at[1:] + at[:-1]) / 2, even]))


def lowest_on_a_line(problem: Affine) -> tuple[Array, float]:
    """Minimisers in one parameter, ascending, and the minimum."""
    at = candidates_on_a_line(problem)
    values = problem.value(at[:, None])
    inner = np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:])) + 1
    followed = inner[np.argsort(values[inner], kind="stable")[:VALLEYS]]
    bottoms = np.array([_bottom(problem, *at[i - 1 : i + 2]) for i in followed])
    points = np.unique(np.concatenate([at, bottoms]))
    values = problem.value(points[:, None])
    least = float(values.min())
    return points[values <= least + _rounding(problem, points, values)], least


def _rounding(problem: Affine, theta: Array, values: Array) -> Array:
    """How far rounding can put the values of F at points of one parameter, shape (m,), off."""
    r = problem.residual(theta[:, None])
    steep = np.max(np.abs(problem.slopes(r)), axis=0)
    reach = np.abs(theta[:, None] * problem.columns[0]) + np.abs(problem.offset)
    terms = np.where(np.isfinite(steep), steep, 0) * reach
    return np.asarray(64 * np.finfo(float).eps * (np.abs(values) + terms @ problem.shares))


def flat_ends(problem: Affine, at: Array, least: float) -> list[float]:
    """The lowest points without those in the middle of a flat stretch, whose ends may be infinite."""
    extent = max(1.0, float(np.abs(at).max()))
    every = candidates_on_a_line(problem)
    ends: list[float] = []
    for here in at.tolist():
        if ends and here - ends[-1] <= 1e-7 * extent:
            continue
        if len(ends) > 1 and is_flat(problem, ends[-2], here, least):
            ends[-1] = here
        else:
            ends.append(here)
    if len(ends) == 2 and is_flat(problem, ends[0], ends[1], least):
        ends[0] = -np.inf if ends[0] <= every[0] else _edge(problem, every, ends[0], -1, least)
        ends[1] = np.inf if ends[1] >= every[-1] else _edge(problem, every, ends[1], 1, least)
    return ends


def _edge(problem: Affine, every: Array, end: float, side: int, least: float) -> float:
    """Where a flat stretch ends: at the place itself, or, where F jumps, at the bend before which it is still low."""
    beyond = every[every < end][::-1] if side < 0 else every[every > end]
    at_bend = np.isin(end, every) and len(beyond)
    jumps = any(part.loss.jumps() for part in problem.parts)
    return (
        float(beyond[0])
        if jumps and at_bend and is_flat(problem, min(end, beyond[0]), max(end, beyond[0]), least)
        else end
    )


def is_flat(problem: Affine, low: float, high: float, least: float) -> bool:
    """Whether F is as low as that all the way between two of its lowest points."""
    between = np.linspace(max(low, -1e12), min(high, 1e12), 65)[1:-1]
    values = problem.value(between[:, None])
    return bool(high > low and np.all(values <= least + 1e-13 * (1 + np.abs(values))))


def _bottom(problem: Affine, low: float, middle: float, high: float) -> float:
    """The local minimum between three points of which the middle one is lowest: where the slope changes sign."""
    check()
    left, right = problem.one_sided(np.array([middle]))
    if left <= 0 <= right:
        return middle
    low, high = (low, middle) if left > 0 else (middle, high)
    for _ in range(200):
        middle = low + (high - low) / 2
        if middle in (low, high):
            break
        left, right = problem.one_sided(np.array([middle]))
        if left <= 0 <= right:
            return middle
        low, high = (low, middle) if left > 0 else (middle, high)
    return middle


def crossings(problem: Affine) -> Array:
    """Where the bends of two rows cross in the plane of two parameters, shape (m, 2)."""
    rows, marks = problem.bends
    rows, marks = np.concatenate([rows, np.arange(problem.terms)]), np.concatenate([marks, np.zeros(problem.terms)])
    pairs = np.array(list(combinations(range(min(len(rows), 300)), 2)), int).reshape(-1, 2)
    if len(pairs) > PAIRS:
        pairs = pairs[np.random.default_rng(0).choice(len(pairs), PAIRS, replace=False)]
    a, b = problem.matrix[rows[pairs[:, 0]]], problem.matrix[rows[pairs[:, 1]]]
    determinant = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    c, d = ((problem.offset[rows] + marks)[pairs[:, i]] for i in (0, 1))
    kept = np.abs(determinant) > 1e-12 * np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    with np.errstate(all="ignore"):
        points = np.stack([c * b[:, 1] - d * a[:, 1], a[:, 0] * d - b[:, 0] * c], axis=1) / determinant[:, None]
    return np.asarray(points[kept])


def feet(problem: Affine) -> Array:
    """The points nearest to 0 on the bends of rows, a hair before and beyond them, shape (m, p)."""
    rows, marks = problem.bends
    a, level = problem.matrix[rows], problem.offset[rows] + marks
    square = np.maximum((a**2).sum(axis=1, keepdims=True), 1e-300)
    foot = a * level[:, None] / square
    beside = a / np.sqrt(square) * 1e-9 * (1 + np.abs(foot).max(axis=1, keepdims=True, initial=0.0))
    return np.concatenate([foot - beside, foot + beside])


def directions(problem: Affine) -> Array:
    """Unit vectors of the plane between those at which some row's residual changes its sign, shape (m, 2)."""
    used = problem.matrix[problem.matrix.any(axis=1)]
    turns = np.arctan2(used[:, 0], -used[:, 1])
    angles = np.unique(np.concatenate([turns, turns + np.pi]) % (2 * np.pi))
    middles = (angles + np.append(angles[1:], angles[0] + 2 * np.pi)) / 2
    return np.stack([np.cos(middles), np.sin(middles)], axis=1)


def descend(problem: Affine, starts: Array) -> Array:
    """The best of some starts, and where descents from them end, of shape (m, p)."""
    from scipy.optimize import minimize  # late: SciPy takes as long to import as all else together

    values = problem.value(starts)
    best = starts[np.argsort(values, kind="stable")[:STARTS]]

    def model(theta: Array) -> tuple[float, Array]:
        check()
        r = problem.residual(theta)
        return float(problem.value_of(r)), problem.pull_back(problem.slopes(r)[1])

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a descent that gives up has still come somewhere
        # On a cusp the slopes are infinite: it is a local minimum, and nothing can be descended from it.
        smooth = [start for start in best if np.isfinite(model(start)[1]).all()]
        found = [minimize(model, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x for start in smooth]
        lowest = min([*best, *found], key=lambda theta: float(np.nan_to_num(problem.value(theta), nan=np.inf)))
        if np.isfinite(model(lowest)[1]).all():
            found.append(minimize(model, lowest, jac=True, method="BFGS", options={"gtol": 1e-14}).x)
    every = np.array([*best, *found])
    return np.asarray(every[np.isfinite(problem.value(every))])
