"""Interval arithmetic over many boxes at once, rounded outwards: what a formula may be on a whole interval."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.core.arrays import Array
from app.core.rounded import given

MOST = float(np.finfo(float).max)
RULES: dict[np.ufunc, Callable[..., "Interval"]] = {}
"""What NumPy's functions do with intervals: so the rules of the operations serve them unchanged."""


@dataclass(frozen=True, eq=False)
class Interval:
    """Closed intervals, one for each box: they contain every value that a quantity has on it.

    Bounds may be infinite; where there is no value at all, both are NaN. After Moore, Kearfott & Cloud (2009).

    >>> u = Interval.between(np.array([-1.0]), np.array([2.0]))
    >>> (u * u).low, np.exp(u).high > np.exp(2.0)
    (array([0.]), array([ True]))
    """

    low: Array
    high: Array
    whole: Array
    """Whether there is a value at every point of the box."""

    @staticmethod
    def between(low: Array, high: Array) -> "Interval":
        """The numbers from low to high."""
        return Interval(low, high, np.ones(np.shape(low), bool))

    @staticmethod
    def number(value: float) -> "Interval":
        """A number that somebody gives, with how far it may have been rounded."""
        at, bound = given(value)
        return Interval.between(np.array(at - bound), np.array(at + bound))

    @property
    def is_empty(self) -> Array:
        """Where there is no value."""
        return np.isnan(self.low)

    @property
    def holds_zero(self) -> Array:
        """Where 0 may be a value."""
        return (self.low <= 0) & (self.high >= 0)

    def within(self, other: "Interval") -> "Interval":
        """What two enclosures of the same quantity have in common."""
        low, high = np.maximum(self.low, other.low), np.minimum(self.high, other.high)
        apart = low > high
        return Interval(np.where(apart, np.nan, low), np.where(apart, np.nan, high), self.whole)

    def joined(self, other: "Interval") -> "Interval":
        """The least interval that contains both."""
        return Interval(np.fmin(self.low, other.low), np.fmax(self.high, other.high), self.whole & other.whole)

    def free(self, where: Array) -> "Interval":
        """Nothing known at some boxes, unless there is no value at all."""
        where = where & ~self.is_empty
        return Interval(np.where(where, -np.inf, self.low), np.where(where, np.inf, self.high), self.whole)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.whole)

    def __abs__(self) -> "Interval":
        low = np.maximum(np.maximum(self.low, -self.high), 0)
        return Interval(low, np.maximum(-self.low, self.high), self.whole)

    def __add__(self, other: Any) -> "Interval":
        other = lifted(other)
        return _sum(self.low + other.low, self.high + other.high, self, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> "Interval":
        other = lifted(other)
        if other is self:
            return _of_ends(self, lifted(0.0), np.multiply, np.zeros(1), np.zeros(1))
        return _sum(self.low - other.high, self.high - other.low, self, other)

    def __rsub__(self, other: Any) -> "Interval":
        return lifted(other) - self

    def __mul__(self, other: Any) -> "Interval":
        other = lifted(other)
        if other is self:
            return _whole_power(self, 2)
        return _of_ends(self, other, np.multiply, other.low, other.high)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Interval":
        other = lifted(other)
        # A bound that is 0 is approached from inside.
        low, high = np.where(other.low == 0, 0.0, other.low), np.where(other.high == 0, -0.0, other.high)
        inside = (other.low < 0) & (other.high > 0) | (other.low == 0) & (other.high == 0)
        found = _of_ends(self, other, np.divide, low, high).free(inside)
        return Interval(found.low, found.high, found.whole & ~other.holds_zero)

    def __rtruediv__(self, other: Any) -> "Interval":
        return lifted(other) / self

    def __pow__(self, exponent: float) -> "Interval":
        """The power with a constant exponent: of a base below 0 only a whole one has values."""
        if float(exponent).is_integer():
            return _whole_power(self, int(exponent))
        base = self.limited(0.0)
        ends = base.low**exponent, base.high**exponent
        low, high = ends if exponent > 0 else ends[::-1]
        found = outward(low, high, base, ulps=4)
        return Interval(np.maximum(found.low, 0), found.high, base.whole & ((exponent > 0) | (base.low > 0)))

    def limited(self, low: float) -> "Interval":
        """The part from a bound on."""
        nowhere = self.high < low
        bounds = np.where(nowhere, np.nan, np.maximum(self.low, low)), np.where(nowhere, np.nan, self.high)
        return Interval(*bounds, self.whole & (self.low >= low))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> "Interval":
        rule = RULES.get(ufunc) if method == "__call__" and not kwargs else None
        return NotImplemented if rule is None else rule(*map(lifted, inputs))


def lifted(value: Any) -> Interval:
    """A number as intervals."""
    return (
        value if isinstance(value, Interval) else Interval.between(np.asarray(value, float), np.asarray(value, float))
    )


def outward(low: Array, high: Array, *operands: Interval, ulps: int = 1) -> Interval:
    """Bounds that were computed with a rounding error of some units in the last place, widened to hold all values."""
    whole = operands[0].whole
    nowhere = operands[0].is_empty
    for other in operands[1:]:
        whole, nowhere = whole & other.whole, nowhere | other.is_empty
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    if ulps > 1:
        near = (ulps - 1) * np.finfo(float).eps
        low, high = low - near * np.abs(low), high + near * np.abs(high)
        low, high = np.where(np.isnan(low), MOST, low), np.where(np.isnan(high), -MOST, high)
    low, high = np.nextafter(low, -np.inf), np.nextafter(high, np.inf)
    return Interval(np.where(nowhere, np.nan, low), np.where(nowhere, np.nan, high), whole)


def _sum(low: Array, high: Array, u: Interval, v: Interval) -> Interval:
    """A sum or difference: rounding never changes its sign."""
    return with_sign(outward(low, high, u, v), low >= 0, high <= 0)


def with_sign(found: Interval, is_never_below: Array, is_never_above: Array) -> Interval:
    """Bounds that outward rounding does not carry across 0, where they are known to lie on one side of it."""
    low = np.where(is_never_below, np.maximum(found.low, 0), found.low)
    return Interval(low, np.where(is_never_above, np.minimum(found.high, 0), found.high), found.whole)


def _of_ends(u: Interval, v: Interval, rule: np.ufunc, low: Array, high: Array) -> Interval:
    """A product or quotient: its bounds are among those of the ends. What is 0·∞ or ∞/∞ there is a limit of zeros."""
    ends = [rule(u.low, low), rule(u.low, high), rule(u.high, low), rule(u.high, high)]
    ends = [np.where(np.isnan(end), 0.0, end) for end in ends]
    least, most = np.minimum(*ends[:2]), np.maximum(*ends[:2])
    found = outward(np.minimum(least, np.minimum(*ends[2:])), np.maximum(most, np.maximum(*ends[2:])), u, v)
    (u_up, u_down), (v_up, v_down) = ((w.low >= 0, w.high <= 0) for w in (u, v))
    return with_sign(found, u_up & v_up | u_down & v_down, u_up & v_down | u_down & v_up)


def _whole_power(u: Interval, exponent: int) -> Interval:
    if exponent == 0:
        return Interval.between(np.ones_like(u.low), np.ones_like(u.low))  # as NumPy has it: of no number, too
    if exponent < 0:
        return 1.0 / _whole_power(u, -exponent)
    base = abs(u) if exponent % 2 == 0 else u
    if exponent == 1:
        return base
    found = outward(base.low**exponent, base.high**exponent, u, ulps=1 if exponent == 2 else 4)
    return with_sign(found, base.low >= 0, base.high <= 0)
