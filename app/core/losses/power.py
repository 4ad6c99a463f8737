"""The power loss."""

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from app.core.arrays import Array
from app.core.loss import Loss, in_double, on_domain


class Power(Loss):
    r"""Power loss, \(\rho(r) = |r|^p\): a corner at 0 for \(p = 1\), a cusp below, infinite curvature there above.

    Convex for p ≥ 1, where it leads from the mean (p = 2) to the median (p = 1). For p < 1 its slopes at 0
    are −∞ and +∞, and every sample has a local minimum of the mean on it. The prox is closed for p = ½ (0 where
    the origin ties with another minimiser; Xu et al. 2012), 1, 3/2 and 2.

    >>> Power(power=1.5).slopes(np.array([-4.0, 0.0]))[0]
    array([-3., -0.])
    """

    kind: Literal["power"] = "power"
    title: ClassVar[str] = "Power"
    formula: ClassVar[str] = "ρ(r) = |r|ᵖ"
    derivative: ClassVar[str] = r"p|r|^{p - 1}\operatorname{sign} r"
    prox_formula: ClassVar[str] = (
        r"\frac{v}{1 + 2\lambda} \text{ for } p = 2, "
        r"\text{ or } \frac{\operatorname{sign} v}{4}(\sqrt{9\lambda^2/4 + 4|v|} - 3\lambda/2)^2 \text{ for } p = 3/2, "
        r"\text{ or } \operatorname{sign}(v)\max(|v| - \lambda, 0) \text{ for } p = 1, "
        r"\text{ or } \frac{2v}{3}(1 + \cos\frac{2\varphi}{3}), "
        r"\text{ with } \varphi = \pi - \arccos(\frac{\lambda}{4}(|v|/3)^{-3/2}), "
        r"\text{ for } p = 1/2 \text{ and } |v| > \frac{3}{2}\lambda^{2/3}, \text{ else } 0"
    )
    conjugate_formula: ClassVar[str] = (
        r"(p - 1)(|s|/p)^{p/(p - 1)} \text{ for } p > 1, "
        r"\text{ or } 0 \text{ for } p = 1 \text{ and } |s| \le 1, \text{ else } \infty"
    )
    estimates: ClassVar[str] = "the Lₚ centre; Jackson's median as p falls to 1; mode-like below"
    source: ClassVar[str] = "Jackson 1921"
    influence: ClassVar[str] = "unbounded for p > 1, redescending for p < 1"
    power: float = Field(1.5, ge=0.1, le=2, json_schema_extra={"symbol": "p"})
    """The exponent p."""

    @property
    def convex(self) -> bool:
        """For p ≥ 1."""
        return self.power >= 1

    @property
    def degree(self) -> int | None:  # type: ignore[override]
        """1 and 2 for these powers."""
        return int(self.power) if self.power in (1, 2) else None

    @in_double
    def value(self, r: Array) -> Array:
        return np.abs(r) ** self.power

    @in_double
    def slopes(self, r: Array) -> tuple[Array, Array]:
        size = self.power * np.abs(r) ** (self.power - 1)
        return np.where(r > 0, size, -size), np.where(r >= 0, size, -size)

    @in_double
    def curvature(self, r: Array) -> Array:
        if self.power == 1:
            return np.zeros_like(r)
        return self.power * (self.power - 1) * np.abs(r) ** (self.power - 2)

    def limits(self) -> tuple[float, float]:
        far = math.inf if self.power > 1 else float(self.power == 1)
        return -far, far

    def lipschitz(self) -> float:
        return 1.0 if self.power == 1 else math.inf

    def kinks(self) -> tuple[float, ...]:
        return (0.0,) if self.power <= 1 else ()

    def breaks(self) -> tuple[float, ...]:
        return (0.0,) if 1 < self.power < 2 else ()

    def smoothness(self) -> float:
        return 2.0 if self.power == 2 else math.inf

    @in_double
    def conjugate(self, s: Array) -> Array | None:
        p = self.power
        if p < 1:
            return None
        if p == 1:
            return on_domain(s, -1, 1, 0.0)
        return (p - 1) * (np.abs(s) / p) ** (p / (p - 1))

    @in_double
    def prox(self, v: Array, weight: float | Array) -> Array | None:
        closed = {0.5: _half, 1: _soft, 1.5: _sesqui, 2: _ridge}.get(self.power)
        return None if closed is None else np.sign(v) * closed(np.abs(v), weight)


def _half(size: Array, weight: float | Array) -> Array:
    least = 1.5 * np.asarray(weight, float) ** (2 / 3)
    angle = np.arccos(np.minimum(1, weight / 4 * (np.maximum(size, least) / 3 + 5e-324) ** -1.5))
    return np.where(size > least, 2 / 3 * size * (1 + np.cos(2 / 3 * (np.pi - angle))), 0)


def _soft(size: Array, weight: float | Array) -> Array:
    return np.maximum(size - weight, 0)


def _sesqui(size: Array, weight: float | Array) -> Array:
    return np.asarray((2 * size / (1.5 * weight + np.hypot(1.5 * weight, 2 * np.sqrt(size)) + 5e-324)) ** 2)


def _ridge(size: Array, weight: float | Array) -> Array:
    return size / (1 + 2 * weight)
