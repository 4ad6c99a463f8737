"""The elastic net."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss
from app.core.losses.absolute import Absolute
from app.core.losses.squared import Squared
from app.core.penalty import Penalty


class ElasticNet(Penalty):
    r"""Elastic net, \(\lambda \sum_j (q|\theta_j| + \frac{1-q}2 \theta_j^2)\): between the lasso and ridge.

    The ratio q is 1 for L1 alone and 0 for L2 alone, as in scikit-learn.

    >>> ElasticNet(weight=1.0, ratio=0.5).prox(np.array([2.0]), 1.0)
    array([1.])
    """

    kind: Literal["elastic_net"] = "elastic_net"
    title: ClassVar[str] = "Elastic net"
    formula: ClassVar[str] = "λ·Σ(q|θⱼ| + (1 − q)θⱼ²/2)"
    source: ClassVar[str] = "Zou & Hastie 2005"
    weight: float = Field(0.1, gt=0, le=1e6, json_schema_extra={"symbol": "λ", "scale": "log"})
    """The weight of both parts together."""
    ratio: float = Field(0.5, ge=0, le=1, json_schema_extra={"symbol": "q"})
    """The share of the L1 part."""

    def losses(self) -> tuple[tuple[Loss, float], ...]:
        parts = ((Absolute(), self.weight * self.ratio), (Squared(), self.weight * (1 - self.ratio)))
        return tuple((loss, weight) for loss, weight in parts if weight > 0)

    def prox(self, v: Array, step: float | Array) -> Array:
        shrunk = np.sign(v) * np.maximum(np.abs(v) - step * self.weight * self.ratio, 0)
        return np.asarray(shrunk / (1 + step * self.weight * (1 - self.ratio)))
