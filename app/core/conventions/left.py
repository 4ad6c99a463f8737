"""The convention that reports the left derivative."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.convention import Convention


class Left(Convention):
    r"""The derivative from the left, \(\rho'_-(r)\): −1 for the absolute loss at 0.

    >>> import numpy as np
    >>> Left().pick(np.array([-1.0]), np.array([1.0]), None)
    array([-1.])
    """

    kind: Literal["left"] = "left"
    title: ClassVar[str] = "Left derivative"
    formula: ClassVar[str] = "ρ′₋"

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        return left
