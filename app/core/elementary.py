"""Functions of arrays or intervals, by NumPy, or of series, exactly: what the operations' rules are written with."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from app.core import interval_functions, series, taylor
from app.core.beyond import Beyond
from app.core.interval import Interval, lifted
from app.core.rounded import Rounded
from app.core.series import LIMIT, UNDEFINED, Series

Quantity: TypeAlias = Any
"""An array (or a number of NumPy's), intervals or a series."""
BOUNDED = Series({}, 0)
"""Along a ray it is bounded, and no more is known of it."""


def sqrt(u: Quantity) -> Quantity:
    """√u."""
    return u**0.5 if isinstance(u, Series) else np.sqrt(u)


def exp(u: Quantity) -> Quantity:
    """eᵘ; along a ray to −∞ it falls faster than every power, to ∞ it grows so."""
    if not isinstance(u, Series):
        return np.exp(u)
    if u.is_infinite:
        return Beyond.of_sign(1) if u.sign > 0 else Series({}, LIMIT)
    return BOUNDED if u.end == 0 else u.expanded(taylor.exponential)


def log(u: Quantity) -> Quantity:
    """The natural logarithm; undefined where u is not positive in the limit."""
    if not isinstance(u, Series):
        return np.log(u)
    return u.expanded(taylor.logarithm) if u.lead == 0 and u.sign > 0 else UNDEFINED


def sin(u: Quantity) -> Quantity:
    """The sine; where its angle has no limit, it is only bounded."""
    return _wave(u, taylor.sine) if isinstance(u, Series) else np.sin(u)


def cos(u: Quantity) -> Quantity:
    """The cosine; likewise."""
    return _wave(u, taylor.cosine) if isinstance(u, Series) else np.cos(u)


def _wave(u: Series, taylor: Callable[[float, int], list[float]]) -> Series:
    return BOUNDED if u.is_infinite or -math.inf < u.end <= 0 else u.expanded(taylor)


def tanh(u: Quantity) -> Quantity:
    """The hyperbolic tangent; along a ray to ±∞ it comes to ±1 faster than every power."""
    if not isinstance(u, Series):
        return np.tanh(u)
    if u.is_infinite:
        return Series.of({0: Rounded(u.sign, 0.0)}, LIMIT)
    return BOUNDED if -math.inf < u.end <= 0 else u.expanded(taylor.hyperbolic_tangent)


def absolute(u: Quantity) -> Quantity:
    """|u|."""
    return abs(u) if isinstance(u, Series) else np.abs(u)


def sign(u: Quantity) -> Quantity:
    """−1, 0 or 1."""
    if not isinstance(u, Series):
        return np.sign(u)
    return BOUNDED if u.is_open else Series.constant(u.sign)


def positive(u: Quantity) -> Quantity:
    """The positive part max(u, 0)."""
    if not isinstance(u, Series):
        return np.maximum(u, 0)
    return Series({}) if u.sign < 0 else u


def maximum(u: Quantity, v: Quantity) -> Quantity:
    """The larger; undefined where one of them is."""
    if not _any_series(u, v):
        return np.maximum(u, v)
    return UNDEFINED if _any_undefined(u, v) else select(less(u, v), v, u)


def minimum(u: Quantity, v: Quantity) -> Quantity:
    """The smaller; undefined where one of them is."""
    if not _any_series(u, v):
        return np.minimum(u, v)
    return UNDEFINED if _any_undefined(u, v) else select(less(v, u), v, u)


def hypot(u: Quantity, v: Quantity) -> Quantity:
    """√(u² + v²), without overflow or underflow of the squares."""
    if not _any_series(u, v):
        return np.hypot(u, v)
    scale = 2.0 ** min(-math.frexp(max(abs(w.term(w.lead).number) for w in (u, v)))[1], 1000)
    return ((u * scale) * (u * scale) + (v * scale) * (v * scale)) ** 0.5 / scale


def less(u: Quantity, v: Quantity) -> Quantity:
    """Whether u < v; along a ray, for all small t > 0, if that can be told."""
    if not _any_series(u, v):
        return np.less(u, v)
    difference = u - v
    return BOUNDED if difference.is_open else Series.constant(difference.sign < 0)


def less_equal(u: Quantity, v: Quantity) -> Quantity:
    """Whether u ≤ v; likewise."""
    if not _any_series(u, v):
        return np.less_equal(u, v)
    difference = u - v
    return BOUNDED if difference.is_open else Series.constant(difference.sign <= 0)


def select(condition: Quantity, u: Quantity, v: Quantity) -> Quantity:
    """The quantity u where the condition holds, else v; of both no more than their size where that is not known."""
    if isinstance(condition, Series):
        if condition.is_open:
            return Series({}, min(series.lifted(u).lead, series.lifted(v).lead))
        return u if condition.sign else v
    if isinstance(condition, Interval):
        return interval_functions.select(condition, *map(lifted, (u, v)))
    return np.where(condition, u, v)


def _any_series(*operands: Quantity) -> bool:
    return any(isinstance(u, Series) for u in operands)


def _any_undefined(*operands: Series) -> bool:
    return any(u.end == -math.inf for u in operands)
