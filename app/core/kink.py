"""Where the kinks of an affine problem are: points in one parameter, lines in two."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array

FARTHEST = 1e15
"""Kinks beyond this are left out: nothing near them could be told apart in float64."""


@dataclass(frozen=True)
class Kinks:
    """The kinks of a problem in one parameter, ascending in θ, with the exact slopes on both sides."""

    theta: Array
    value: Array
    left: Array
    right: Array
    samples: tuple[tuple[int, ...], ...]
    """For each kink, which terms are at a kink of their loss there: samples, and after them parameters."""
    kinds: tuple[str, ...] = ()
    """For each kink what it is, where that is known; else its slopes tell."""
    complete: bool = True
    """Whether these are all."""


BESIDE = 1e-5
"""How far from a kink, as a share of the window, the gradients around it are compared; and an eighth of it."""
JUMP = 1e-6
"""Gradients that differ less, as a share of their size, are the same."""


@dataclass(frozen=True)
class KinkCurve:
    """A curve of kinks through the plane of two parameters, and the terms that share it."""

    samples: tuple[int, ...]
    points: Array
    """(m, 2), in order; a straight line has two."""


@dataclass(frozen=True)
class KinkLine:
    """One line a·θ = c of kinks in the plane of two parameters, and the samples that share it."""

    normal: tuple[float, float]
    level: float
    samples: tuple[int, ...]


def _candidates(problem: Affine) -> tuple[Array, Array, Array]:
    """Every θ at which some sample reaches a kink of the loss, sorted, with the sample and the kink."""
    slope, (sample, kink) = problem.columns[0], problem.marks
    used = slope[sample] != 0
    sample, kink = sample[used], kink[used]
    with np.errstate(over="ignore"):
        theta = (problem.offset[sample] + kink) / slope[sample]
    near = np.abs(theta) <= FARTHEST
    order = np.argsort(theta[near], kind="stable")
    return theta[near][order] + 0.0, sample[near][order], kink[near][order]


@lru_cache(maxsize=64)
def kinks(problem: Affine) -> Kinks:
    """All kinks of a problem in one parameter; places that rounding cannot tell apart are one kink."""
    theta, sample, kink = _candidates(problem)
    apart = np.diff(theta) > 4 * np.finfo(float).eps * np.abs(theta[1:])
    group = np.concatenate([[0], np.cumsum(apart)]).astype(int)[: len(theta)]
    bounds = np.searchsorted(group, np.arange(group[-1] + 2 if len(group) else 1))
    place = theta[(bounds[:-1] + bounds[1:] - 1) // 2]
    low, high = problem.residual(place[:, None]), problem.residual(place[:, None])
    # A sample may meet several kinks at one place: the slopes before the first and after the last count.
    upwards = np.argsort(kink, kind="stable")
    low[group[upwards[::-1]], sample[upwards[::-1]]] = kink[upwards[::-1]]
    high[group[upwards], sample[upwards]] = kink[upwards]
    left, right = problem.ends((problem.slopes(low)[0], problem.slopes(high)[1]))
    samples = tuple(tuple(sorted(set(sample[a:b].tolist()))) for a, b in pairwise(bounds))
    return Kinks(place, problem.value(place[:, None]), left, right, samples)


@lru_cache(maxsize=64)
def kink_lines(problem: Affine) -> tuple[KinkLine, ...]:
    """All kink lines of a problem in two parameters; equal lines are one."""
    shared: dict[tuple[float, float, float], list[int]] = {}
    matrix, offset = problem.matrix.tolist(), problem.offset.tolist()
    for i, kink in zip(*(each.tolist() for each in problem.marks), strict=True):
        a, level = matrix[i], offset[i] + kink
        if any(a):
            size = a[0] if a[0] else a[1]
            shared.setdefault((a[0] / size, a[1] / size, level / size), []).append(i)
    return tuple(KinkLine((u, v), level, tuple(samples)) for (u, v, level), samples in shared.items())


def across(line: KinkLine, window: tuple[tuple[float, float], ...]) -> Array:
    """The two points at which a line enters and leaves the window, or none."""
    (u, v), level = line.normal, line.level
    points = [(x, (level - u * x) / v) for x in window[0] if v]
    points += [((level - v * y) / u, y) for y in window[1] if u]
    (left, right), (low, high) = window
    slack = 1e-12 * (abs(left) + abs(right) + abs(low) + abs(high))
    hits = [p for p in points if left - slack <= p[0] <= right + slack and low - slack <= p[1] <= high + slack]
    distinct = sorted(set(hits))
    return np.array([distinct[0], distinct[-1]]) if len(distinct) > 1 else np.empty((0, 2))
