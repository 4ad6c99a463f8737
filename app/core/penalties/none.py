"""No penalty."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss
from app.core.penalty import Penalty


class NoPenalty(Penalty):
    r"""No penalty, \(0\): F is the loss alone.

    >>> NoPenalty().prox(np.array([2.0]), 0.5)
    array([2.])
    """

    kind: Literal["none"] = "none"
    title: ClassVar[str] = "None"
    formula: ClassVar[str] = "0"
    source: ClassVar[str] = ""

    def losses(self) -> tuple[tuple[Loss, float], ...]:
        return ()

    def prox(self, v: Array, step: float | Array) -> Array:
        return v

    def value(self, theta: Array) -> Array:
        return np.zeros(theta.shape[:-1])
