"""What a step rule is: k ↦ αₖ."""

from typing import Any, ClassVar

from app.core.arrays import Array
from app.core.described import Described
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.schedule import Schedule


class StepRule(Described):
    """Says how long the step after iterate k is."""

    formula: ClassVar[str]
    phrase: ClassVar[str]
    """The step in words, as in "constant step"."""
    source: ClassVar[str]
    is_scheduled: ClassVar[bool] = True
    """Whether it looks at nothing but k."""

    def unmet(self, method: Method, problem: Problem) -> str:
        """Why it does not fit a method or a problem, in words; empty when it does."""
        return ""

    def width(self, k: int) -> float | None:
        """The ε by which methods that smooth kinks are to do so at step k; None where the rule says nothing of it."""
        return None

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        """αₖ ≥ 0, for k from 0, at the iterate x of shape (1, parameters)."""
        raise NotImplementedError

    def schedule(self, steps: int) -> float | Schedule:
        """All step sizes of a rule that is scheduled, or the only one."""
        ask: Any = self.step_size
        return Schedule.of([ask(k, None, None) for k in range(steps)])
