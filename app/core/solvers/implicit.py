"""Convex problems in several parameters that have kinks and curvature."""

from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.crossing import active
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem
from app.core.prox import held, prox
from app.core.solver import Solver
from app.core.subdifferential import subdifferential

ROUNDS = 12
"""Implicit steps at the most; with steps that grow a handful is enough."""
GROWTH = 20.0


class Implicit(Solver):
    r"""Implicit steps \(u \leftarrow \operatorname{prox}(\lambda F)(u)\) that grow.

    Once the kinks of the minimiser are known, it is the solution of one linear system on them, and 0 ∈ ∂F proves it
    (Rockafellar 1976).
    Of a set of minimisers one point is given.
    """

    kind: Literal["implicit"] = "implicit"
    title: ClassVar[str] = "Implicit steps"
    rank: ClassVar[int] = 6

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, Affine) and problem.convex

    def solve(self, problem: Affine) -> MinimiserSet:
        theta, is_proved = _stepped(problem)
        exact = is_proved and problem.degree is not None
        return MinimiserSet("point", theta[None], float(problem.value(theta)), self.title, exact)


def _stepped(problem: Affine) -> tuple[Array, bool]:
    """Where the implicit steps lead, and whether that is proved to be a minimiser."""
    theta = np.linalg.lstsq(problem.matrix, problem.offset, rcond=None)[0]
    weight = 1 / max(float((problem.weighed(problem.matrix**2)).sum()), 1e-300)
    for _ in range(ROUNDS):
        proved = _proved(problem, theta)
        if proved is not None:
            return proved, True
        following = prox(problem, theta, weight)
        weight = min(weight * GROWTH, 1e12)
        if np.array_equal(following, theta) or not np.isfinite(following).all():
            break
        theta = following
    return theta, False


def _onto_axes(problem: Affine, theta: Array, rows: Array, kinks: Array) -> Array:
    """θ with every parameter that a kink of its own holds, as at 0 by an L1 penalty, there to the last digit."""
    held_alone = np.count_nonzero(problem.matrix[rows], axis=1) == 1
    rows, kinks = rows[held_alone], kinks[held_alone]
    which = np.abs(problem.matrix[rows]).argmax(axis=1)
    place = theta.copy()
    place[which] = (problem.offset[rows] + kinks) / problem.matrix[rows, which] + 0.0
    return place


def _proved(problem: Affine, theta: Array) -> Array | None:
    """The minimiser on the kinks near θ, if it is one."""
    rows, kinks = active(problem, theta)
    place = _onto_axes(problem, held(problem, theta, rows, kinks, theta), rows, kinks)
    return place if subdifferential(problem, place).stationary else None
