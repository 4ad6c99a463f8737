"""Where the kinks of a problem are: points in one parameter, lines in two."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from app.core.arrays import Array
from app.core.problem import Problem

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
    """For each kink, which samples are at a kink of the loss there."""


@dataclass(frozen=True)
class KinkLine:
    """One line a·θ = c of kinks in the plane of two parameters, and the samples that share it."""

    normal: tuple[float, float]
    level: float
    samples: tuple[int, ...]


def _candidates(problem: Problem) -> tuple[Array, Array, Array]:
    """Every θ at which some sample reaches a kink of the loss, sorted, with the sample and the kink."""
    slope, kinks = problem.columns[0], np.array(problem.loss.kinks())
    sample = np.repeat(np.flatnonzero(slope), len(kinks))
    kink = np.tile(kinks, np.count_nonzero(slope))
    with np.errstate(over="ignore"):
        theta = (problem.offset[sample] + kink) / slope[sample]
    near = np.abs(theta) <= FARTHEST
    order = np.argsort(theta[near], kind="stable")
    return theta[near][order] + 0.0, sample[near][order], kink[near][order]


@lru_cache(maxsize=64)
def kinks(problem: Problem) -> Kinks:
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
    left, right = problem.ends((problem.loss.slopes(low)[0], problem.loss.slopes(high)[1]))
    samples = tuple(tuple(sorted(set(sample[a:b].tolist()))) for a, b in pairwise(bounds))
    return Kinks(place, problem.value(place[:, None]), left, right, samples)


@lru_cache(maxsize=64)
def kink_lines(problem: Problem) -> tuple[KinkLine, ...]:
    """All kink lines of a problem in two parameters; equal lines are one."""
    shared: dict[tuple[float, float, float], list[int]] = {}
    for i, (a, c) in enumerate(zip(problem.matrix.tolist(), problem.offset.tolist(), strict=True)):
        for kink in problem.loss.kinks() if any(a) else ():
            level, size = c + kink, a[0] if a[0] else a[1]
            shared.setdefault((a[0] / size, a[1] / size, level / size), []).append(i)
    return tuple(KinkLine((u, v), level, tuple(samples)) for (u, v, level), samples in shared.items())
