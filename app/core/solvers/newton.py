"""Smooth convex problems in several parameters."""

import math
from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.minimiser_set import MinimiserSet
from app.core.nested import minimise_nested
from app.core.newton import newton
from app.core.problem import Problem
from app.core.solver import Solver

STILL = 30.0
"""A residual at which a loss that falls for ever still has a slope, and one that is flat from somewhere on has none."""
FAR = 1e100
"""A residual at which a loss that only approaches its infimum is there, to the last digit."""
CLOSE = 1e-12
"""A slope of this share of its terms is taken for 0 without more ado."""


class Newton(Solver):
    r"""Damped Newton, \(\theta - t(\nabla^2 F)^{-1}\nabla F\), from the least-squares point to where rounding stops it.

    Where it gets lost, one parameter is searched inside the search of the other. A loss that falls for ever to one
    side has no minimiser when some direction lowers every sample; a small linear programme looks for one.
    """

    kind: Literal["newton"] = "newton"
    title: ClassVar[str] = "Newton"
    rank: ClassVar[int] = 5

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, Affine) and problem.convex and not problem.has_kinks

    def solve(self, problem: Affine) -> MinimiserSet:
        if _falls_for_ever(problem):
            below, _ = problem.loss.limits()
            far = np.full(problem.samples, FAR if below < 0 else -FAR)
            value = float(problem.weighed(problem.loss.value(far)).sum())
            return MinimiserSet("none", np.empty((0, problem.parameters)), value, self.title, False, False)
        start = _start(problem)
        theta = newton(problem, start) if np.isfinite(problem.value(start)) else start
        if problem.parameters == 2 and _steepness(problem, theta) > CLOSE:
            theta = min(theta, minimise_nested(problem, theta), key=lambda each: _steepness(problem, each))
        return MinimiserSet("point", theta[None], float(problem.value(theta)), self.title, False)


def _start(problem: Affine) -> Array:
    """The least-squares point; where F overflows there, one at which no residual is on the rising side, if there is."""
    plain = np.linalg.lstsq(problem.matrix, problem.offset, rcond=None)[0]
    if np.isfinite(problem.value(plain)):
        return plain
    r = problem.residual(plain)
    side = 1 if problem.loss.limits()[1] <= 0 else -1
    lifted = np.linalg.lstsq(problem.matrix, problem.offset + side * np.abs(r).max(), rcond=None)[0]
    return lifted if np.isfinite(problem.value(lifted)) else plain


def _steepness(problem: Affine, theta: Array) -> float:
    """The slope that is left at a point, as a share of what its terms add up to at the most."""
    steep = min(problem.loss.lipschitz(), float(np.abs(problem.residual(theta)).max()))
    slope = problem.pull_back(problem.slopes(problem.residual(theta))[0])
    terms = problem.weighed(np.abs(problem.matrix) * max(steep, 1e-300)).sum(0)
    if not np.isfinite(slope).all():
        return math.inf
    return float((np.abs(slope) / np.maximum(terms, 1e-300)).max())


def _falls_for_ever(problem: Affine) -> bool:
    """Whether the loss is without slope on one side, and some direction takes every sample there."""
    below, above = problem.loss.limits()
    if below < 0 < above or len(problem.parts) > 1:  # a penalty rises in every direction
        return False
    if problem.loss.slopes(np.array(math.copysign(STILL, -below if below < 0 else -above)))[0] == 0:
        return False
    from scipy.optimize import linprog  # late: SciPy takes as long to import as all else together

    falling = problem.matrix if above <= 0 else -problem.matrix
    n, p = falling.shape
    # The largest t for which some direction in the unit cube has slope ≥ t in every sample.
    table = np.column_stack([-falling / np.maximum(np.abs(falling).max(axis=0), 1e-300), np.ones(n)])
    found = linprog(-np.eye(p + 1)[p], A_ub=table, b_ub=np.zeros(n), bounds=[(-1, 1)] * p + [(0, 1)], method="highs")
    return found.x is not None and float(found.x[p]) > 1e-9
