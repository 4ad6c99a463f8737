"""The constant rule."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.step_rule import StepRule


class Constant(StepRule):
    r"""Constant step, \(\alpha_k = \alpha\): near a kink the iterates cycle and never settle.

    >>> Constant(size=0.3).step_size(7, None, None)
    0.3
    """

    kind: Literal["constant"] = "constant"
    title: ClassVar[str] = "Constant"
    phrase: ClassVar[str] = "constant step"
    formula: ClassVar[str] = "αₖ = α"
    source: ClassVar[str] = "Shor 1962"
    size: float = Field(0.3, gt=0, le=1e6, json_schema_extra={"symbol": "α", "scale": "log"})
    """Length of every step (the learning rate)."""

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        return self.size

    def schedule(self, steps: int) -> float:
        return self.size
