"""What a convention is: the rule by which the oracle picks one slope at a kink."""

from typing import ClassVar

import numpy as np

from app.core.arrays import Array
from app.core.described import Described
from app.core.loss import Loss, Sides


class Convention(Described):
    """Turns the residuals of a point into the one slope for each sample that is reported.

    An entry overrides `pick` when it chooses inside the interval at a kink, or `report` when it changes
    the formula everywhere.
    """

    formula: ClassVar[str] = ""
    draws: ClassVar[bool] = False
    """Whether it needs random numbers."""
    is_local: ClassVar[bool] = True
    """Whether it differs from the derivative at kinks alone."""
    whole: ClassVar[bool] = False
    """Whether it chooses from the subdifferential of the whole objective, not sample by sample."""

    def report(self, loss: Loss, r: Array, uniform: Array | None = None, sides: Sides | None = None) -> Array:
        """The reported slope for each residual, NaN where the rule has no answer.

        Args:
            loss: the loss that is sloped.
            r: residuals, of any shape.
            uniform: numbers in [0, 1) of r's shape, for conventions that draw.
            sides: the one-sided slopes at r, where they are known already.
        """
        left, right = sides or loss.slopes(r)
        kinked = left != right
        if not kinked.any():
            return left
        return np.where(kinked, self.pick(left, right, uniform), left)

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        """The element chosen between the one-sided slopes."""
        raise NotImplementedError


def unit(t: Array) -> Array:
    """t/|t|, the textbook formula for the sign: 0/0, so NaN, at 0."""
    with np.errstate(invalid="ignore"):
        return t / np.abs(t)
