"""The inverse square root rule."""

import math
from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.step_rule import StepRule


class InverseSqrt(StepRule):
    r"""Shrinking step, \(\alpha_k = \alpha/\sqrt{k+1}\): not summable, so it can go any distance, yet it vanishes.

    >>> InverseSqrt(size=1.0).step_size(3, None, None)
    0.5
    """

    kind: Literal["inverse_sqrt"] = "inverse_sqrt"
    title: ClassVar[str] = "Inverse square root"
    phrase: ClassVar[str] = "step α/√(k + 1) from"
    formula: ClassVar[str] = "αₖ = α/√(k + 1)"
    source: ClassVar[str] = "Nesterov 2004"
    size: float = Field(0.3, gt=0, le=1e6, json_schema_extra={"symbol": "α", "scale": "log"})
    """Length of the first step (the first learning rate)."""

    def step_size(self, k: int, x: Array, oracle: Oracle) -> float:
        return self.size / math.sqrt(k + 1)
