"""Problems in several parameters that only see one direction."""

import math
from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.minimiser_set import MinimiserSet
from app.core.one_parameter import minimisers
from app.core.problem import Problem
from app.core.solver import Solver

FAR = 1e4
"""How far an unbounded set is followed, in units of its own distance from 0."""


class RankOne(Solver):
    r"""All samples have the same x (or there is one): F sees one direction alone, \(F(\theta) = f(u^\top\theta)\).

    The minimisers of the problem in that direction, moved along the other: a line or a strip.
    """

    kind: Literal["rank_one"] = "rank_one"
    title: ClassVar[str] = "Reduction to one direction"
    rank: ClassVar[int] = 2

    def applies(self, problem: Problem) -> bool:
        if not isinstance(problem, Affine) or problem.parameters != 2 or not problem.convex:
            return False
        return bool(np.linalg.matrix_rank(problem.matrix) < 2)

    def solve(self, problem: Affine) -> MinimiserSet:
        along = np.linalg.svd(problem.matrix)[2][0]
        across = np.array([-along[1], along[0]])
        inner = minimisers(replace(problem, matrix=problem.matrix @ along[:, None]))
        if inner.kind == "none":
            return replace(inner, points=np.empty((0, 2)))
        ends = [float(s) for s in inner.points[:, 0]]
        far = FAR * max([1.0, *(abs(s) for s in ends if math.isfinite(s))])
        ends = [s if math.isfinite(s) else math.copysign(far, s) for s in ends]
        if len(ends) == 1:
            points = np.array([ends[0] * along - far * across, ends[0] * along + far * across])
            return replace(inner, kind="interval", points=points, bounded=False)
        low, high = (s * along for s in ends)
        points = np.array([low - far * across, high - far * across, high + far * across, low + far * across])
        return replace(inner, kind="polygon", points=points, bounded=False)
