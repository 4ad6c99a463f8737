"""What a solver is: one way to find all minimisers of a problem."""

from typing import Any, ClassVar

from app.core.described import Described
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem


class Solver(Described):
    """Finds the set of minimisers of the problems that it applies to; of several the lowest rank is asked."""

    rank: ClassVar[int]

    def applies(self, problem: Problem) -> bool:
        """Whether this solver's answer is right for the problem."""
        raise NotImplementedError

    def solve(self, problem: Any) -> MinimiserSet:
        """The set of minimisers."""
        raise NotImplementedError
