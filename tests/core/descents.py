"""Runs of a method on a problem as it is, without a link."""

from typing import Any, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.catalogue import CONVENTIONS, FUNCTIONS, PENALTIES
from app.core.function_problem import FunctionProblem
from app.core.minimise import minimise
from app.core.oracle import Oracle
from app.core.problem import Problem


class Descent(NamedTuple):
    """Where a method went, and why it stopped."""

    path: Array
    values: Array
    verdict: str


def named(kind: str, **parameters: Any) -> FunctionProblem:
    """A named function as a problem."""
    return FunctionProblem(FUNCTIONS[kind](**parameters))


def oracle(problem: Problem, steps: int = 100, convention: str = "zero", precision: type = np.float64) -> Oracle:
    """The oracle of a run."""
    chosen, generator, optimum = CONVENTIONS[convention](), np.random.default_rng(0), minimise(problem).value
    return Oracle(problem.cast(precision), problem, chosen, PENALTIES["none"](), optimum, steps, generator)


def descend(problem: Problem, method: Any, start: Any, steps: int = 100, size: float = 0.1, **asked: Any) -> Descent:
    """At most so many steps."""
    answers, state = oracle(problem, steps, **asked), method.init(np.array([start], float))
    path = [state.x]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            before, state = state, method.step(state, answers, size)
            if state.x is before.x:
                break
            path.append(state.x)
    points = np.concatenate(path)
    return Descent(points, problem.value(points), getattr(state, "verdict", ""))
