"""Continuation: a smoothing that becomes narrower."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.smoothing import curvatures, is_bounded
from app.core.step_rule import StepRule


class Continuation(StepRule):
    r"""Continuation, \(\varepsilon_k = \varepsilon q^{\lfloor k/m\rfloor},\; \alpha_k = 1/(L_1/\varepsilon_k + L_0)\).

    For methods that round corners off: widely at first, with long steps, then ever less, with steps as short as
    the curvature of what is left asks for. L₁/ε bounds that of the corners, L₀ that of all else.

    >>> Continuation(epsilon=8.0, ratio=0.5, every=10).width(25)
    2.0
    """

    kind: Literal["continuation"] = "continuation"
    title: ClassVar[str] = "Continuation"
    phrase: ClassVar[str] = "shrinking ε"
    formula: ClassVar[str] = "εₖ = ε₀·q^⌊k/m⌋, αₖ = 1/(L₁/εₖ + L₀)"
    source: ClassVar[str] = "Allgower & Georg 1990; Nesterov 2005"
    is_scheduled: ClassVar[bool] = False
    epsilon: float = Field(10.0, gt=0, le=1e6, json_schema_extra={"symbol": "ε₀", "scale": "log"})
    """How widely corners are rounded off at first."""

    ratio: float = Field(0.5, gt=0, lt=1, json_schema_extra={"symbol": "q"})
    """By what ε is multiplied."""

    every: int = Field(100, ge=1, le=4000, json_schema_extra={"symbol": "m"})
    """After how many steps it is."""

    def unmet(self, method: Method, problem: Problem) -> str:
        if not method.is_smoothing:
            return "continuation is for methods that round corners off: smoothed is one"
        return "" if is_bounded(problem) else "continuation needs a bound on the curvature of the loss"

    def width(self, k: int) -> float:
        return self.epsilon * self.ratio ** (k // self.every)

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        corners, rest = curvatures(oracle.fit)
        width = self.width(k)
        bend = corners + width * rest
        return width / bend if bend > 0 else 0.0
