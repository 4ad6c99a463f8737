"""The L1 penalty."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss
from app.core.losses.absolute import Absolute
from app.core.penalty import Penalty


class L1(Penalty):
    r"""L1 penalty, \(\lambda \sum_j |\theta_j|\): a kink at 0 in every parameter, which holds small ones there.

    Its prox is soft thresholding, which gives exact zeros; its subgradients give none.

    >>> L1(weight=1.0).prox(np.array([2.0, -0.3]), 0.5)
    array([ 1.5, -0. ])
    """

    kind: Literal["l1"] = "l1"
    title: ClassVar[str] = "L1 (lasso)"
    formula: ClassVar[str] = "λ·Σ|θⱼ|"
    source: ClassVar[str] = "Tibshirani 1996"
    weight: float = Field(0.1, gt=0, le=1e6, json_schema_extra={"symbol": "λ", "scale": "log"})
    """What one unit of a parameter costs."""

    def losses(self) -> tuple[tuple[Loss, float], ...]:
        return ((Absolute(), self.weight),)

    def prox(self, v: Array, step: float | Array) -> Array:
        return np.sign(v) * np.maximum(np.abs(v) - step * self.weight, 0)
