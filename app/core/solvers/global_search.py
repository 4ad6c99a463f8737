"""Problems that are not convex."""

from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.crossing import active
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem
from app.core.prox import held
from app.core.search import crossings, descend, directions, feet, flat_ends, is_flat, lowest_on_a_line
from app.core.solver import Solver


class GlobalSearch(Solver):
    r"""The lowest of many valleys, \(\min_\theta F(\theta)\), of a function that is not convex.

    In one parameter every bend of the formula and every sample's centre is looked at, and a grid between them. In
    several, descents start from crossings of two samples' bends; nothing proves that none is lower.
    """

    kind: Literal["global_search"] = "global_search"
    title: ClassVar[str] = "Search"
    rank: ClassVar[int] = 9

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, Affine)

    def solve(self, problem: Affine) -> MinimiserSet:
        if problem.parameters == 1:
            return self._on_a_line(problem)
        points, is_known = _sign_vectors(problem)
        if not is_known:
            found = descend(problem, _starts(problem))
            found = np.concatenate([found, [_along_kinks(problem, each) for each in found]])
            points = found[[int(np.argmin(problem.value(found)))]]
        # Of sign vectors the value is exact, but the point is only one of a whole cone.
        return MinimiserSet("point", points, float(problem.value(points[0])), self.title, False, not is_known)

    def _on_a_line(self, problem: Affine) -> MinimiserSet:
        at, value = lowest_on_a_line(problem)
        exact = problem.degree == 1 or any(part.loss.jumps() for part in problem.parts)
        ends = flat_ends(problem, at, value)
        if len(ends) == 2 and is_flat(problem, ends[0], ends[1], value):
            bounded = bool(np.isfinite(ends).all())
            closed = not any(part.loss.jumps() for part in problem.parts)
            return MinimiserSet("interval", np.array(ends)[:, None], value, self.title, exact, bounded, closed=closed)
        return MinimiserSet("point" if len(ends) == 1 else "points", np.array(ends)[:, None], value, self.title, exact)


def _along_kinks(problem: Affine, theta: Array) -> Array:
    """Where a descent that ended at kinks would go on along them: to the lowest point of their crossing."""
    rows, kinks = active(problem, theta)
    return held(problem, theta, rows, kinks, theta)


def _sign_vectors(problem: Affine) -> tuple[Array, bool]:
    """The best direction where only the signs of margins count, and whether that is so."""
    counts = problem.parameters == 2 and len(problem.parts) == 1 and problem.loss.jumps() == (0.0,)
    if not counts or problem.offset.any() or not problem.matrix.any():
        return np.zeros((1, problem.parameters)), False
    at = directions(problem)
    return at[[int(np.argmin(problem.value(at)))]], True


def _starts(problem: Affine) -> Array:
    plain = np.linalg.lstsq(problem.matrix, problem.offset, rcond=None)[0]
    starts = np.stack([plain, np.zeros_like(plain)])
    if problem.parameters == 2:
        found = crossings(problem)
        beside = 1e-9 * (1 + np.abs(found))  # where F jumps, its lower value is beside the crossing
        sides = [(u, v) for u in (-1, 0, 1) for v in (-1, 0, 1)]
        return np.concatenate([starts, feet(problem), *(found + beside * np.array(side) for side in sides)])
    return np.concatenate([starts, plain + np.random.default_rng(0).normal(size=(200, len(plain)))])
