"""The smoothed hinge loss."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class SmoothedHinge(Loss):
    r"""Smoothed hinge loss of a margin, \(\rho(m) = (1 - m)^2/2\) for \(0 < m < 1\), 0 above, \(1/2 - m\) below.

    The Moreau envelope of the hinge loss, moved by ½: its corner is rounded off between 0 and 1.

    >>> SmoothedHinge().value(np.array([-1.0, 0.5, 2.0]))
    array([1.5  , 0.125, 0.   ])
    """

    kind: Literal["smoothed_hinge"] = "smoothed_hinge"
    title: ClassVar[str] = "Smoothed hinge"
    formula: ClassVar[str] = "ρ(m) = 0 if m ≥ 1, (1 − m)²/2 if 0 < m < 1, else ½ − m"
    derivative: ClassVar[str] = r"\operatorname{clip}(m - 1, -1, 0)"
    prox_formula: ClassVar[str] = r"v + \lambda\operatorname{clip}(\frac{1 - v}{1 + \lambda}, 0, 1)"
    conjugate_formula: ClassVar[str] = r"s + s^2/2 \text{ for } -1 \le s \le 0, \text{ else } \infty"
    estimates: ClassVar[str] = "2 − 1/η, with η the larger share of the two classes"
    source: ClassVar[str] = "Rennie & Srebro 2005"
    influence: ClassVar[str] = "bounded by 1, zero from the margin 1 on"
    margin: ClassVar[bool] = True
    degree: ClassVar[int | None] = 2

    @in_double
    def value(self, r: Array) -> Array:
        short = np.clip(1 - r, 0, 1)
        return np.asarray(short * (1 - r - short / 2) + 0.0)

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        slope = np.clip(r - 1, -1, 0)
        return slope, slope

    @in_double
    def curvature(self, r: Array) -> Array:
        return (r > 0) & (r < 1)

    def limits(self) -> tuple[float, float]:
        return -1.0, 0.0

    def breaks(self) -> tuple[float, ...]:
        return (0.0, 1.0)

    def smoothness(self) -> float:
        return 1.0

    @in_double
    def conjugate(self, s: Array) -> Array:
        return on_domain(s, -1, 0, s + s * s / 2)

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array:
        return v + weight * np.clip((1 - v) / (1 + weight), 0, 1)
