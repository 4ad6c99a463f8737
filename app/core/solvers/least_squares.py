"""Least squares."""

from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.losses.squared import Squared
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem
from app.core.solver import Solver


class LeastSquares(Solver):
    r"""Squared loss in several parameters: one system, \(A^\top A\theta = A^\top c\), by orthogonal factorisation."""

    kind: Literal["least_squares"] = "least_squares"
    title: ClassVar[str] = "Least squares"
    rank: ClassVar[int] = 3

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, Affine) and all(isinstance(part.loss, Squared) for part in problem.parts)

    def solve(self, problem: Affine) -> MinimiserSet:
        root = np.sqrt(problem.shares / problem.shares[0])
        theta = np.linalg.lstsq(problem.matrix * root[:, None], problem.offset * root, rcond=None)[0]
        return MinimiserSet("point", theta[None], float(problem.value(theta)), "closed form", True)
