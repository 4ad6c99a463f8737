"""The random convention."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention


class Random(Convention):
    r"""A slope drawn evenly from \([\rho'_-, \rho'_+]\) at each kink; the link's seed makes it repeatable.

    A cusp, whose slopes are −∞ and ∞, has no such draw.

    >>> Random().pick(np.array([-1.0]), np.array([1.0]), np.array([0.25]))
    array([-0.5])
    """

    kind: Literal["random"] = "random"
    title: ClassVar[str] = "Random element"
    formula: ClassVar[str] = "uniform on [ρ′₋, ρ′₊]"
    draws: ClassVar[bool] = True

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        if uniform is None:
            raise TypeError("missing random numbers for the random convention")
        with np.errstate(invalid="ignore"):
            return np.asarray((left + (right - left) * uniform).astype(left.dtype))
