"""Named functions, whose minimisers are known."""

from typing import ClassVar, Literal

from app.core.function_problem import FunctionProblem
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem
from app.core.solver import Solver
from app.core.written import Written


class Known(Solver):
    r"""The set \(\operatorname{argmin} F\) as the literature or a line of algebra gives it for a named function."""

    kind: Literal["known"] = "known"
    title: ClassVar[str] = "Known"
    rank: ClassVar[int] = 0

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, FunctionProblem) and not isinstance(problem.function, Written)

    def solve(self, problem: FunctionProblem) -> MinimiserSet:
        return problem.function.minimisers()
