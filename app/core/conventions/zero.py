"""The convention sign(0) = 0."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention


class Zero(Convention):
    r"""The slope of the interval that is nearest to 0, so \(\operatorname{sign}(0) = 0\): TensorFlow, PyTorch.

    >>> Zero().pick(np.array([-1.0]), np.array([1.0]), None)
    array([0.])
    """

    kind: Literal["zero"] = "zero"
    title: ClassVar[str] = "Zero: sign(0) = 0"
    formula: ClassVar[str] = "0, or the slope nearest to 0"

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        return np.asarray(np.clip(left.dtype.type(0), np.minimum(left, right), np.maximum(left, right)))
