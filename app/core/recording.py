"""What runs leave behind, made of their iterates once they have ended: values, kinks, why."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.fit import Fit
from app.core.problem import Problem
from app.core.trajectory import LISTED, KinkHit, Outcome, Trajectory, failure, lost

CHUNK = 15_000
"""Residuals evaluated at once, about: their arrays stay in the processor's cache."""
SHORT = 32
"""So many terms at the most are short for NumPy's inner loops."""


def values(problem: Problem, points: Array) -> Array:
    """F in float64 at points of shape (…, p)."""
    rows = points.reshape(-1, points.shape[-1]).astype(float)
    evaluate = _value_of_fit(problem) if isinstance(problem, Fit) else problem.value
    return np.concatenate([evaluate(some) for _, some in _chunks(rows, problem.terms)]).reshape(points.shape[:-1])


def _value_of_fit(problem: Fit) -> Callable[[Array], Array]:
    return lambda rows: problem.value_of(residuals(problem, rows))


def residuals(problem: Affine, rows: Array) -> Array:
    """The same as `problem.residual`, of shape (rows, n), sooner where there are many more rows than terms."""
    if problem.terms > SHORT:
        return problem.residual(rows)
    first, *others = zip(problem.matrix.T[..., None], np.ascontiguousarray(rows.T), strict=True)
    total = first[0] * first[1]
    for column, numbers in others:
        total += column * numbers
    total -= problem.offset[:, None]
    return np.ascontiguousarray(total.T)


def _chunks(rows: Array, terms: int) -> Iterator[tuple[int, Array]]:
    many = max(64, CHUNK // max(1, terms))
    return ((i, rows[i : i + many]) for i in range(0, len(rows), many))


def kink_hits(problem: Fit, paths: Array) -> list[list[KinkHit]]:
    """The iterates on kinks of paths of shape (steps, runs, p), for each run."""
    runs = paths.shape[1]
    found: list[list[KinkHit]] = [[] for _ in range(runs)]
    if not problem.has_kinks:
        return found
    for first, rows in _chunks(paths.reshape(-1, paths.shape[-1]), problem.terms):
        r = residuals(problem, rows)
        near = np.flatnonzero(_may_be_on(problem, r))
        left, right = problem.slopes(r[near])
        for row, kinked in zip((first + near).tolist(), (left < right) | (left > right), strict=True):
            if kinked.any():
                found[row % runs].append(kink_hit(problem, row // runs, kinked))
    return found


def _may_be_on(problem: Affine, r: Array) -> Array:
    """Which points may have a residual on a kink: those that equal it, in float64 or in their own precision."""
    near = np.zeros(len(r), bool)
    for part in problem.parts:
        for kink in part.loss.kinks():
            own = r[:, part.rows]
            near |= (own == kink).any(-1)
            if r.dtype != np.float64:
                near |= (own == np.asarray(kink).astype(r.dtype)).any(-1) | (own.astype(float) == kink).any(-1)
    return near


def kink_hit(problem: Problem, k: int, kinked: Array) -> KinkHit:
    """Iterate k with some terms on their kinks."""
    where = problem.samples_of(np.flatnonzero(kinked))
    return KinkHit(k, tuple(where[:LISTED].tolist()), len(where))


def failed(problem: Problem, k: int, slopes: Array) -> Outcome:
    """The end of a run at iterate k, of whose terms the slopes are these, of shape (terms,)."""
    return failure(k, slopes, problem.samples_of(np.flatnonzero(~np.isfinite(slopes))))


def strayed(k: int, x: Array, farthest: float) -> Outcome:
    """The end of a run at iterate k, whose next, x, is no number or leads too far."""
    if np.isnan(x).any():
        return Outcome("non_finite", k, (), f"The method's own step after iterate {k} is not a number.")
    return Outcome("diverged", k, (), f"The step after iterate {k} leads beyond {farthest:g}.")


def first_flaws(iterates: Array, subgradients: Array, farthest: float) -> list[tuple[int, bool] | None]:
    """Where runs, of shape (steps, runs, p), end early, and whether by their subgradient, else by their next x."""
    if np.isfinite(subgradients).all() and np.abs(iterates).max(initial=0) <= farthest:
        return [None] * iterates.shape[1]
    unanswered = np.asarray(~np.isfinite(subgradients).all(-1))
    ends = unanswered.copy()
    ends[:-1] |= ~(np.abs(iterates[1:]).max(-1) <= farthest)  # a NaN is beyond, too
    first = np.argmax(ends, axis=0).tolist()
    return [(k, bool(unanswered[k, row])) if ends[k, row] else None for row, k in enumerate(first)]


class End(NamedTuple):
    """How a run ended, and how many answers of the oracle were finite."""

    outcome: Outcome
    answered: int


class Record(NamedTuple):
    """Columns of one run, of all steps or more than were made."""

    iterates: Array
    values: Array
    subgradients: Array
    sizes: Array
    hits: list[KinkHit]

    def until(self, end: End) -> Trajectory:
        """What is left of it, in float64; the run ends before a value that overflows."""
        outcome = end.outcome
        values = self.values[: outcome.step + 1]
        if not np.isfinite(values).all():
            k = int(np.argmin(np.isfinite(values)))
            outcome = lost(k, float(values[k]))
        last = outcome.step
        hits = tuple(hit for hit in self.hits if hit.step <= last)
        subgradients = self.subgradients[: min(end.answered, last + 1)]
        columns = (self.iterates[: last + 1], values[: last + 1], subgradients, self.sizes[:last])
        iterates, values, subgradients, sizes = (np.array(column, float, order="C") for column in columns)
        return Trajectory(iterates, values, subgradients, sizes, hits, outcome)


def without_start(problem: Problem, start: tuple[float, ...], precision: str) -> Trajectory:
    """What a run leaves behind whose precision cannot hold the start."""
    at = np.array([start])
    outcome = Outcome("non_finite", 0, (), f"The start is more than {precision} can hold.")
    return Trajectory(at, problem.value(at), at[:0], np.empty(0), (), outcome)
