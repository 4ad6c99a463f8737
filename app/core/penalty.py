"""What a penalty is: a term of the parameters alone."""

from typing import ClassVar

import numpy as np

from app.core.arrays import Array
from app.core.described import Described
from app.core.loss import Loss


class Penalty(Described):
    r"""A sum of losses of each parameter by itself, \(\sum_j \sum_k w_k\,\rho_k(\theta_j)\).

    An entry gives the losses and their weights; value, kinks, slopes and what a convention reports at them
    follow. It weighs every parameter, the intercept too.
    """

    formula: ClassVar[str]
    source: ClassVar[str]

    def losses(self) -> tuple[tuple[Loss, float], ...]:
        """The losses of one parameter, each with its weight."""
        raise NotImplementedError

    def prox(self, v: Array, step: float | Array) -> Array:
        """The minimiser u of penalty(u) + ‖u − v‖²/(2·step), element by element."""
        raise NotImplementedError

    def value(self, theta: Array) -> Array:
        """The penalty of points of shape (…, p), shape (…)."""
        return np.asarray(sum(weight * loss.value(theta).sum(-1) for loss, weight in self.losses()))
