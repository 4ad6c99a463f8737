"""The modified Huber loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class ModifiedHuber(Loss):
    r"""Modified Huber loss of a margin, \(\rho(m) = \max(0, 1 - m)^2\) for \(m \ge -1\), else \(-4m\).

    The squared hinge loss, linear for margins below −1.

    >>> ModifiedHuber().value(np.array([-3.0, 0.5, 2.0]))
    array([12.  ,  0.25,  0.  ])
    """

    kind: Literal["modified_huber"] = "modified_huber"
    title: ClassVar[str] = "Modified Huber"
    formula: ClassVar[str] = "ρ(m) = max(0, 1 − m)² if m ≥ −1, else −4m"
    derivative: ClassVar[str] = r"2\operatorname{clip}(m - 1, -2, 0)"
    prox_formula: ClassVar[str] = r"v + 2\lambda\operatorname{clip}(\frac{1 - v}{1 + 2\lambda}, 0, 2)"
    conjugate_formula: ClassVar[str] = r"s + s^2/4 \text{ for } -4 \le s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "2η − 1, with η the share of the positive class"
    source: ClassVar[str] = "Zhang 2004"
    influence: ClassVar[str] = "bounded by 4, zero from the margin 1 on"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 2

    @in_double
    def value(self, r: Array) -> Array:
        short = np.clip(1 - r, 0, 2)
        return np.asarray(short * (2 * (1 - r) - short) + 0.0)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = 2 * np.clip(r - 1, -2, 0)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return 2.0 * (np.abs(r) < 1)

    def limits(self) -> tuple[float, float]:
        return -4.0, 0.0

    def breaks(self) -> tuple[float, ...]:
        return (-1.0, 1.0)

    def smoothness(self) -> float:
        return 2.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -4, 0, s + s * s / 4)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v + 2 * weight * np.clip((1 - v) / (1 + 2 * weight), 0, 2)
