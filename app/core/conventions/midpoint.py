"""The convention that reports the middle."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention


class Midpoint(Convention):
    r"""The middle of the interval, \((\rho'_- + \rho'_+)/2\): what frameworks that split ties answer.

    A cusp, whose slopes are −∞ and ∞, has none.

    >>> import numpy as np
    >>> Midpoint().pick(np.array([-1.0]), np.array([1.0]), None)
    array([0.])
    """

    kind: Literal["midpoint"] = "midpoint"
    title: ClassVar[str] = "Midpoint"
    formula: ClassVar[str] = "(ρ′₋ + ρ′₊)/2"

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        with np.errstate(invalid="ignore"):
            return (left + right) / 2
