"""The geometric rule."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.step_rule import StepRule


class Geometric(StepRule):
    r"""Geometric step, \(\alpha_k = \alpha q^k\): fast, but of finite reach.

    On sharp functions it converges linearly; it can travel no farther than α/(1 − q) times the slope.

    >>> Geometric(size=1.0, ratio=0.5).step_size(3, None, None)
    0.125
    """

    kind: Literal["geometric"] = "geometric"
    title: ClassVar[str] = "Geometric"
    phrase: ClassVar[str] = "geometric step from"
    formula: ClassVar[str] = "αₖ = αqᵏ"
    source: ClassVar[str] = "Goffin 1977"
    size: float = Field(0.3, gt=0, le=1e6, json_schema_extra={"symbol": "α", "scale": "log"})
    """Length of the first step (the first learning rate)."""

    ratio: float = Field(0.97, gt=0, lt=1, json_schema_extra={"symbol": "q"})
    """By what each step is shorter than the one before."""

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        return self.size * self.ratio**k
