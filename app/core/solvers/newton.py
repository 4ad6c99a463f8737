"""Smooth convex problems in several parameters."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.minimiser_set import MinimiserSet
from app.core.newton import newton
from app.core.problem import Problem
from app.core.solver import Solver


class Newton(Solver):
    """Damped Newton from the least-squares point, to where rounding stops progress.

    A loss that falls for ever to one side has no minimiser when some direction lowers every sample; a
    small linear programme looks for one.
    """

    kind: Literal["newton"] = "newton"
    title: ClassVar[str] = "Newton"
    rank: ClassVar[int] = 5

    def applies(self, problem: Problem) -> bool:
        return problem.loss.convex and not problem.loss.kinks()

    def solve(self, problem: Problem) -> MinimiserSet:
        direction = _endless(problem)
        if direction is not None:
            with np.errstate(over="ignore"):
                value = float(problem.value(1e200 * direction))
            return MinimiserSet("none", np.empty((0, problem.parameters)), value, self.title, False, False)
        start = np.linalg.lstsq(problem.matrix, problem.offset, rcond=None)[0]
        theta = newton(problem, start)
        return MinimiserSet("point", theta[None], float(problem.value(theta)), self.title, False)


def _endless(problem: Problem) -> Array | None:
    """A direction in which F falls for ever, if the loss has a side without slope and there is one."""
    below, above = problem.loss.limits()
    if below < 0 < above:
        return None
    falling = problem.matrix if above <= 0 else -problem.matrix
    from scipy.optimize import linprog  # late: SciPy takes as long to import as all else together

    size = np.abs(falling).max(axis=0)
    scaled = falling / np.where(size > 0, size, 1)
    found = linprog(-scaled.sum(0), A_ub=-scaled, b_ub=np.zeros(len(scaled)), bounds=(-1, 1), method="highs")
    if found.x is None or float(scaled.sum(0) @ found.x) <= 1e-9:
        return None
    return np.asarray(found.x / np.where(size > 0, size, 1))
