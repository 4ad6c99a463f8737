"""The inverse rule."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.step_rule import StepRule


class Inverse(StepRule):
    r"""Shrinking step, \(\alpha_k = \alpha/(k+1)\): reaches any distance, but only after exponentially many steps.

    >>> Inverse(size=1.0).step_size(3, None, None)
    0.25
    """

    kind: Literal["inverse"] = "inverse"
    title: ClassVar[str] = "Inverse"
    phrase: ClassVar[str] = "step α/(k + 1) from"
    formula: ClassVar[str] = "αₖ = α/(k + 1)"
    source: ClassVar[str] = "Robbins & Monro 1951"
    size: float = Field(0.3, gt=0, le=1e6, json_schema_extra={"symbol": "α", "scale": "log"})
    """Length of the first step (the first learning rate)."""

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        return self.size / (k + 1)
