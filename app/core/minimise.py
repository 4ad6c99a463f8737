"""Which solver answers for a problem."""

from functools import lru_cache

import numpy as np

from app.core.catalogue import SOLVERS
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem


@lru_cache(maxsize=64)
def minimise(problem: Problem) -> MinimiserSet:
    """The set of minimisers by the solver of the lowest rank that applies.

    Raises:
        LookupError: when none applies.
    """
    for solver in sorted((entry() for entry in SOLVERS.values()), key=lambda entry: entry.rank):
        if solver.applies(problem):
            with np.errstate(over="ignore", invalid="ignore"):  # of losses that leave the floats
                return solver.solve(problem)
    raise LookupError(f"missing solver for a problem in {problem.parameters} parameters")
