"""Elementary functions of intervals, each within a few units in the last place of NumPy's."""

from collections.abc import Callable

import numpy as np

from app.core.arrays import Array
from app.core.interval import RULES, Interval, outward, with_sign

TURN = 2 * np.pi
FARTHEST = 1e9
"""Beyond, all angles of a turn are taken for possible."""

RULES.update(
    {
        np.add: lambda u, v: u + v,
        np.subtract: lambda u, v: u - v,
        np.multiply: lambda u, v: u * v,
        np.divide: lambda u, v: u / v,
        np.negative: lambda u: -u,
        np.absolute: abs,
    }
)


def _serves(ufunc: np.ufunc) -> Callable[[Callable[..., Interval]], Callable[..., Interval]]:
    def kept(rule: Callable[..., Interval]) -> Callable[..., Interval]:
        RULES[ufunc] = rule
        return rule

    return kept


@_serves(np.maximum)
def maximum(u: Interval, v: Interval) -> Interval:
    """The larger; nowhere where one of them is."""
    return Interval(np.maximum(u.low, v.low), np.maximum(u.high, v.high), u.whole & v.whole)


@_serves(np.minimum)
def minimum(u: Interval, v: Interval) -> Interval:
    """The smaller; nowhere where one of them is."""
    return Interval(np.minimum(u.low, v.low), np.minimum(u.high, v.high), u.whole & v.whole)


@_serves(np.sign)
def sign(u: Interval) -> Interval:
    """−1, 0 or 1."""
    return Interval(np.sign(u.low), np.sign(u.high), u.whole)


@_serves(np.hypot)
def hypot(u: Interval, v: Interval) -> Interval:
    """√(u² + v²)."""
    u, v = abs(u), abs(v)
    found = outward(np.hypot(u.low, v.low), np.hypot(u.high, v.high), u, v, ulps=4)
    return Interval(np.maximum(found.low, np.maximum(u.low, v.low)), found.high, found.whole)


@_serves(np.less)
def less(u: Interval, v: Interval) -> Interval:
    """Whether u < v: 1, 0, or from 0 to 1 where both occur; what has no value is not less, nor is a quantity itself."""
    if u is v:
        return _truth(np.zeros_like(u.whole), np.zeros_like(u.whole))
    return _truth((u.high < v.low) & u.whole & v.whole, u.low < v.high)


@_serves(np.less_equal)
def less_equal(u: Interval, v: Interval) -> Interval:
    """Whether u ≤ v, likewise."""
    if u is v:
        return _truth(u.whole, ~u.is_empty)
    return _truth((u.high <= v.low) & u.whole & v.whole, u.low <= v.high)


def _truth(always: Array, ever: Array) -> Interval:
    return Interval.between(always.astype(float), ever.astype(float))


def select(condition: Interval, u: Interval, v: Interval) -> Interval:
    """The quantity u where the condition holds, else v; both where it does not say."""
    both = u.joined(v)
    yes, no = condition.low == 1, condition.high == 0
    return Interval(
        np.where(yes, u.low, np.where(no, v.low, both.low)),
        np.where(yes, u.high, np.where(no, v.high, both.high)),
        np.where(yes, u.whole, np.where(no, v.whole, both.whole)),
    )


@_serves(np.sqrt)
def sqrt(u: Interval) -> Interval:
    """√u, of the part of u that is not negative."""
    base = u.limited(0.0)
    found = outward(np.sqrt(base.low), np.sqrt(base.high), base)
    return Interval(np.maximum(found.low, 0), found.high, found.whole)


@_serves(np.exp)
def exp(u: Interval) -> Interval:
    """eᵘ."""
    found = outward(np.exp(u.low), np.exp(u.high), u, ulps=4)
    return Interval(np.maximum(found.low, 0), found.high, found.whole)


@_serves(np.log)
def log(u: Interval) -> Interval:
    """The natural logarithm, of the part of u that is not negative."""
    base = u.limited(0.0)
    found = outward(np.log(base.low), np.log(base.high), base, ulps=4)
    return Interval(found.low, found.high, base.whole & (u.low > 0))


@_serves(np.tanh)
def tanh(u: Interval) -> Interval:
    """The hyperbolic tangent."""
    found = with_sign(outward(np.tanh(u.low), np.tanh(u.high), u, ulps=4), u.low >= 0, u.high <= 0)
    return Interval(np.maximum(found.low, -1), np.minimum(found.high, 1), found.whole)


@_serves(np.sin)
def sin(u: Interval) -> Interval:
    """The sine: 1 and −1 where a quarter or three of a turn are among the angles."""
    return _wave(np.sin, u, TURN / 4)


@_serves(np.cos)
def cos(u: Interval) -> Interval:
    """The cosine."""
    return _wave(np.cos, u, 0.0)


def _wave(rule: np.ufunc, u: Interval, top: float) -> Interval:
    ends = rule(np.clip(u.low, -FARTHEST, FARTHEST)), rule(np.clip(u.high, -FARTHEST, FARTHEST))
    least, most = np.minimum(*ends), np.maximum(*ends)
    found = with_sign(outward(least, most, u, ulps=4), least >= 0, most <= 0)
    far = ~(np.maximum(np.abs(u.low), np.abs(u.high)) <= FARTHEST)
    high = np.where(far | _passes(u, top), 1.0, np.minimum(found.high, 1))
    low = np.where(far | _passes(u, top + TURN / 2), -1.0, np.maximum(found.low, -1))
    return Interval(np.where(u.is_empty, np.nan, low), np.where(u.is_empty, np.nan, high), u.whole)


def _passes(u: Interval, angle: float) -> Array:
    """Whether an angle, up to whole turns, is among those of u or so close that rounding cannot tell."""
    near = 1e-15 * (1 + np.maximum(np.abs(u.low), np.abs(u.high)))
    return np.ceil((u.low - angle) / TURN - near) <= (u.high - angle) / TURN + near
