"""What a loss is: a scalar function of one residual, exact at its kinks."""

import math
from typing import ClassVar

import numpy as np

from app.core.arrays import Array
from app.core.described import Described

Sides = tuple[Array, Array]
"""Slopes from the left and from the right."""


class Loss(Described):
    r"""A loss \(\rho(r)\) of one residual (or margin), element by element and in the precision of its argument.

    An entry gives `value` and `slopes`; where it has corners it names them in `kinks`, where only the
    curvature jumps in `breaks`. All else is derived.
    """

    formula: ClassVar[str]
    """The formula, in plain text."""
    estimates: ClassVar[str]
    """The statistic that minimises the mean loss over a sample."""
    source: ClassVar[str]
    """Author and year."""
    influence: ClassVar[str] = ""
    """How much one sample can pull: the slope as a function of its residual, in words."""
    margin: ClassVar[bool] = False
    """Whether the natural argument is a margin y·score rather than a residual."""
    orientation: ClassVar[int] = 1
    """1 when it eats prediction − target, −1 when it eats target − prediction."""
    degree: ClassVar[int | None] = None
    """1 for piecewise linear, 2 for piecewise quadratic, None for any other."""

    @property
    def convex(self) -> bool:
        """Whether ρ is convex, with these parameters."""
        return True

    def value(self, r: Array) -> Array:
        """ρ(r), of r's shape and precision."""
        raise NotImplementedError

    def slopes(self, r: Array) -> Sides:
        """The exact derivatives from the left and from the right; they are equal off the kinks."""
        raise NotImplementedError

    def curvature(self, r: Array) -> Array:
        """ρ″(r), off kinks and breaks."""
        raise NotImplementedError

    def limits(self) -> tuple[float, float]:
        """The limits of the slope at −∞ and at +∞ (may be infinite)."""
        raise NotImplementedError

    def kinks(self) -> tuple[float, ...]:
        """Where the one-sided derivatives differ, ascending; at a cusp they are infinite."""
        return ()

    def jumps(self) -> tuple[float, ...]:
        """Where the value itself jumps, ascending."""
        return ()

    def breaks(self) -> tuple[float, ...]:
        """Where the slope is continuous but the formula changes, ascending."""
        return ()

    def lipschitz(self) -> float:
        """sup |ρ′|: for a convex loss the larger of the limits, which may be infinite."""
        return max(abs(limit) for limit in self.limits())

    def smoothness(self) -> float:
        """sup |ρ″|, the Lipschitz constant of the slope: infinite where there are kinks or none is known."""
        return math.inf

    def conjugate(self, s: Array) -> Array | None:
        """sup over r of s·r − ρ(r), infinite outside its domain; None where it has no closed form."""
        return None

    def prox(self, v: Array, weight: float | Array) -> Array | None:
        """The minimiser u of ρ(u) + (u − v)²/(2·weight) where it has a closed form, else None."""
        return None

    def subdifferential(self, r: Array) -> tuple[Array, Array]:
        """The interval [lower, upper] of slopes at r: Clarke's subdifferential, a point off the kinks."""
        left, right = self.slopes(r)
        return np.minimum(left, right), np.maximum(left, right)


def step_slopes(r: Array, at: float, below: float, above: float) -> Sides:
    """Left and right slopes of a corner at `at` between two constant slopes."""
    low, high = r.dtype.type(below), r.dtype.type(above)
    return np.where(r > at, high, low), np.where(r >= at, high, low)
