"""The minimum-norm convention."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention


class MinimumNorm(Convention):
    r"""The shortest subgradient, \(\operatorname{argmin}_{g \in \partial F(\theta)} \|g\|\): 0 exactly at a minimiser.

    Its negative is the direction of steepest descent. No rule for one sample at a time can do this: the
    slopes of all the samples that sit on a kink are chosen together. For a single loss it is the slope
    nearest to 0.

    >>> MinimumNorm().pick(np.array([0.5]), np.array([2.0]), None)
    array([0.5])
    """

    kind: Literal["minimum_norm"] = "minimum_norm"
    title: ClassVar[str] = "Minimum norm"
    formula: ClassVar[str] = "argmin ‖g‖ over g ∈ ∂F(θ)"
    whole: ClassVar[bool] = True

    def pick(self, left: Array, right: Array, uniform: Array | None) -> Array:
        return np.asarray(np.clip(left.dtype.type(0), np.minimum(left, right), np.maximum(left, right)))
