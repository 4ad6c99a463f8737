"""Functions that somebody wrote."""

from typing import ClassVar, Literal

from app.core.function_problem import FunctionProblem
from app.core.lowest import lowest
from app.core.minimiser_set import MinimiserSet
from app.core.plane_search import lowest_in_the_plane
from app.core.problem import Problem
from app.core.solver import Solver
from app.core.written import Written


class WrittenFunction(Solver):
    r"""Where a formula is least: \(\min_\theta F(\theta)\), in one parameter by branch and bound with intervals.

    A box of the line is dropped where F is surely higher than elsewhere or strictly monotone. What is left are kinks,
    bottoms of valleys and flat stretches; the answer is exact where nothing had to be left open. In two parameters
    descents from a grid are polished at crossings of kinks, which proves nothing.
    """

    kind: Literal["written"] = "written"
    title: ClassVar[str] = "Branch and bound"
    rank: ClassVar[int] = 0

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, FunctionProblem) and isinstance(problem.function, Written)

    def solve(self, problem: FunctionProblem) -> MinimiserSet:
        if problem.parameters == 1:
            return lowest(problem.switches, near=problem.function.start[0])
        return lowest_in_the_plane(problem)
