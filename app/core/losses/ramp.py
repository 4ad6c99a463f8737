"""The ramp loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, step_slopes


class Ramp(Loss):
    r"""Ramp loss of a margin, \(\rho(m) = \min(1, \max(0, 1 - m))\): a convex corner at 1, a concave one at 0.

    The hinge loss, cut off at 1. The prox is the better of the hinge loss's and of v itself, and v where they tie.

    >>> Ramp().subdifferential(np.array([0.0, 1.0]))
    (array([-1., -1.]), array([0., 0.]))
    """

    kind: Literal["ramp"] = "ramp"
    title: ClassVar[str] = "Ramp"
    formula: ClassVar[str] = "ρ(m) = min(1, max(0, 1 − m))"
    derivative: ClassVar[str] = r"-1 \text{ for } 0 < m < 1, \text{ else } 0"
    prox_formula: ClassVar[str] = (
        r"w \text{ if } \rho(w) + \frac{(w - v)^2}{2\lambda} < \rho(v), \text{ else } v, "
        r"\text{ with } w = \max(v, \min(v + \lambda, 1))"
    )
    estimates: ClassVar[str] = "the more frequent class"
    source: ClassVar[str] = "Collobert et al. 2006"
    influence: ClassVar[str] = "bounded by 1, zero outside the margins 0 to 1"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 1

    @property
    def convex(self) -> bool:
        """Never."""
        return False

    def value(self, r: Array) -> Array:
        return np.asarray(1 - np.clip(r, 0, 1))

    def slopes(self, r: Array) -> tuple[Array, Array]:
        low, high = step_slopes(r, 0.0, 0.0, -1.0), step_slopes(r, 1.0, 0.0, 1.0)
        return low[0] + high[0], low[1] + high[1]

    def curvature(self, r: Array) -> Array:
        return np.zeros_like(r)

    def limits(self) -> tuple[float, float]:
        return 0.0, 0.0

    def lipschitz(self) -> float:
        return 1.0

    def kinks(self) -> tuple[float, ...]:
        return (0.0, 1.0)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        near = np.maximum(v, np.minimum(v + weight, 1))
        move = near - v
        cost = np.maximum(0, 1 - near) + move * (move / np.maximum(2 * np.asarray(weight), 5e-324))
        return np.where(cost < 1 - np.clip(v, 0, 1), near, v)
