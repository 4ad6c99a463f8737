"""The naive convention."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.convention import Convention, unit
from app.core.loss import Loss, Sides


class Naive(Convention):
    r"""The textbook formula, \(r/|r|\): 0/0 at the kink, so the answer there is not a number.

    The division is really made, for the distance to every kink of the loss.

    >>> import numpy as np
    >>> from app.core.losses.absolute import Absolute
    >>> Naive().report(Absolute(), np.array([-2.0, 0.0]))
    array([-1., nan])
    """

    kind: Literal["naive"] = "naive"
    title: ClassVar[str] = "Naive formula: 0/0"
    is_local: ClassVar[bool] = False
    formula: ClassVar[str] = "r/|r|"

    def report(self, loss: Loss, r: Array, uniform: Array | None = None, sides: Sides | None = None) -> Array:
        slope, _ = sides or loss.slopes(r)
        for kink in loss.kinks():
            slope = slope * unit(r - kink) ** 2
        return slope
