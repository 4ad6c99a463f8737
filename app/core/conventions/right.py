"""The convention that reports the right derivative."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.convention import Convention


class Right(Convention):
    r"""The derivative from the right, \(\rho'_+(r)\): +1 for the absolute loss at 0, as JAX answers for abs.

    >>> import numpy as np
    >>> Right().pick(np.array([-1.0]), np.array([1.0]), None)
    array([1.])
    """

    kind: Literal["right"] = "right"
    title: ClassVar[str] = "Right derivative"
    formula: ClassVar[str] = "ρ′₊"

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        return right
