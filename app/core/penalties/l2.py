"""The L2 penalty."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss
from app.core.losses.squared import Squared
from app.core.penalty import Penalty


class L2(Penalty):
    r"""L2 penalty, \(\frac\lambda2 \sum_j \theta_j^2\): smooth, it shrinks every parameter and sets none to 0.

    >>> L2(weight=1.0).prox(np.array([3.0]), 0.5)
    array([2.])
    """

    kind: Literal["l2"] = "l2"
    title: ClassVar[str] = "L2 (ridge)"
    formula: ClassVar[str] = "(λ/2)·Σθⱼ²"
    source: ClassVar[str] = "Hoerl & Kennard 1970"
    weight: float = Field(0.1, gt=0, le=1e6, json_schema_extra={"symbol": "λ", "scale": "log"})
    """The curvature that it adds in every parameter."""

    def losses(self) -> tuple[tuple[Loss, float], ...]:
        return ((Squared(), self.weight),)

    def prox(self, v: Array, step: float | Array) -> Array:
        return np.asarray(v / (1 + step * self.weight))
