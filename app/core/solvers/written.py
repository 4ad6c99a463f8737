"""Functions that somebody wrote: searched."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.function_problem import FunctionProblem
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem
from app.core.solver import Solver
from app.core.written import Written

GRID = {1: 2001, 2: 201}
REACH = 10.0
ROUNDS = 60


class WrittenFunction(Solver):
    r"""The lowest point of a written function that a grid, made finer around its best point, comes to.

    It is the least \(F\) that was met, not a proof that there is no lower one.
    """

    kind: Literal["written"] = "written"
    title: ClassVar[str] = "Search of a grid"
    rank: ClassVar[int] = 0

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, FunctionProblem) and isinstance(problem.function, Written)

    def solve(self, problem: FunctionProblem) -> MinimiserSet:
        centre, reach = np.zeros(problem.parameters), REACH
        points = GRID[problem.parameters]
        for _ in range(ROUNDS):
            centre, reach = _lowest(problem, centre, reach, points), reach / 2
            points = 21
        return MinimiserSet("point", centre[None], float(problem.value(centre)), "the lowest point of a grid", False)


def _lowest(problem: FunctionProblem, centre: Array, reach: float, points: int) -> Array:
    axes = [np.append(np.linspace(c - reach, c + reach, points), c) for c in centre.tolist()]
    grid = np.stack(np.meshgrid(*axes), -1).reshape(-1, len(axes))
    values = problem.value(grid)
    return np.asarray(grid[np.argmin(np.where(np.isfinite(values), values, np.inf))])
