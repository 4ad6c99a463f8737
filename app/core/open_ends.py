"""Which bounds of an enclosure are approached only: exp(u) is never 0, and 1/u is not, however large u becomes.

Rounding cannot tell exp(−1000) from 0, which decides whether an infimum is attained. That the exact bound, of which the
enclosure's is the rounded one, is no value of the formula follows from its operations, one after the other.
"""

from functools import singledispatch
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.branching import Select
from app.core.enclosure import Enclosure
from app.core.interval import Interval
from app.core.kinked import Absolute, Larger, Relu
from app.core.primitive import Primitive
from app.core.smooth import Add, Divide, Exp, Log, Multiply, Power, Sqrt, Subtract, Tanh


class Ends(NamedTuple):
    """Of each box, whether the lower bound and the upper one are no values."""

    low: Array
    high: Array

    @property
    def turned(self) -> "Ends":
        """Those of the negative."""
        return Ends(self.high, self.low)


def open_ends(over: Enclosure) -> Ends:
    """Whether F's bounds over boxes are no values of it; where that is not known, they may be."""
    found: list[Ends] = []
    with np.errstate(all="ignore"):
        for line, (primitive, operands, _) in zip(over.lines, over.tape.operations, strict=True):
            u = tuple(over.lines[i] for i in operands)
            low, high = _rule(primitive, tuple(found[i] for i in operands), line, *u)
            found.append(Ends(low | np.isinf(line.low), high | np.isinf(line.high)))
    return found[-1]


def is_approached(field: Field, low: Array, high: Array) -> Array:
    """Over which boxes the lower bound of the mean over a field's samples is no value: it is none of one sample's."""
    many = len(field.samples)
    boxes = np.repeat(low, many), np.repeat(high, many), np.tile(np.arange(many), len(low))
    with np.errstate(all="ignore"):
        found = open_ends(field.enclosed(*boxes, has_slopes=False)).low
    return np.asarray(np.broadcast_to(found, len(low) * many).reshape(len(low), many).any(-1))


def _closed(line: Interval) -> Ends:
    nothing = np.zeros(np.shape(line.low), bool)
    return Ends(nothing, nothing)


@singledispatch
def _rule(primitive: Primitive, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return _closed(line)


@_rule.register
def _add(primitive: Add, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low | ends[1].low, ends[0].high | ends[1].high)


@_rule.register
def _subtract(primitive: Subtract, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low | ends[1].high, ends[0].high | ends[1].low)


@_rule.register(Sqrt)
@_rule.register(Log)
def _rising(primitive: Primitive, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low & (u[0].low >= 0), ends[0].high)


@_rule.register
def _exp(primitive: Exp, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low | (line.low == 0), ends[0].high)


@_rule.register
def _tanh(primitive: Tanh, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low | (line.low <= -1), ends[0].high | (line.high >= 1))


@_rule.register
def _relu(primitive: Relu, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return Ends(ends[0].low & (u[0].low >= 0), ends[0].high & (u[0].high > 0))


@_rule.register
def _absolute(primitive: Absolute, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    return _sized(u[0], ends[0])[1]


@_rule.register
def _multiply(primitive: Multiply, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    if u[0] is u[1]:
        return _not_lost(_sized(u[0], ends[0])[1], abs(u[0]).low, line)
    (a, open_a), (b, open_b) = _sized(u[0], ends[0]), _sized(u[1], ends[1])
    low = np.where(a.low == 0, open_a.low & (open_b.low | (b.low > 0)), np.where(b.low == 0, open_b.low, False))
    low |= (a.low > 0) & (b.low > 0) & (open_a.low | open_b.low | (abs(line).low == 0))
    return _signed(Ends(low, (open_a.high | open_b.high) & (a.high > 0) & (b.high > 0)), u)


@_rule.register
def _divide(primitive: Divide, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    (a, open_a), (_, open_b) = _sized(u[0], ends[0]), _sized(u[1], ends[1])
    low = np.where(a.low == 0, open_a.low, open_a.low | open_b.high)
    return _signed(Ends(low, (open_a.high | open_b.low) & (a.high > 0)), u)


@_rule.register
def _power(primitive: Power, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    p = primitive.exponent
    size, found = _sized(u[0], ends[0])
    if p == 0:
        return _closed(line)
    if p > 0:
        found = _not_lost(found, size.low, line)
        return ends[0] if p % 2 == 1 else found
    found = Ends(found.high, found.low & (size.low > 0))
    return _signed(found, (u[0],)) if p % 2 == 1 else found


@_rule.register
def _larger(primitive: Larger, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    first, second = ends if primitive.way > 0 else (ends[0].turned, ends[1].turned)
    a, b = u if primitive.way > 0 else (-u[0], -u[1])
    low = np.where(a.low > b.low, first.low, np.where(a.low < b.low, second.low, first.low | second.low))
    found = Ends(low, _outer(a.high, b.high, first.high, second.high))
    return found if primitive.way > 0 else found.turned


@_rule.register
def _select(primitive: Select, ends: tuple[Ends, ...], line: Interval, *u: Interval) -> Ends:
    (condition, a, b), (_, first, second) = u, ends
    low, high = _outer(-a.low, -b.low, first.low, second.low), _outer(a.high, b.high, first.high, second.high)
    yes, no = condition.low == 1, condition.high == 0
    return Ends(
        np.where(yes, first.low, np.where(no, second.low, low)),
        np.where(yes, first.high, np.where(no, second.high, high)),
    )


def _not_lost(ends: Ends, least: Array, line: Interval) -> Ends:
    """Of a power: what is not 0, but so small that its power is, leads to no 0."""
    return Ends(ends.low | (least > 0) & (line.low == 0), ends.high)


def _outer(a: Array, b: Array, open_a: Array, open_b: Array) -> Array:
    """Whether the larger of two bounds, either of which may be reached, is no value."""
    return np.where(a > b, open_a, np.where(a < b, open_b, open_a & open_b))


def _sized(u: Interval, ends: Ends) -> tuple[Interval, Ends]:
    """|u|, and which of its bounds are no values."""
    is_up, is_down = u.low >= 0, u.high <= 0
    low = np.where(is_up, ends.low, is_down & ends.high)
    return abs(u), Ends(low, np.where(is_up, ends.high, np.where(is_down, ends.low, ends.low & ends.high)))


def _signed(found: Ends, u: tuple[Interval, ...]) -> Ends:
    """Of a product whose size has these: as they are, turned where its sign is −, nothing where its sign varies."""
    sign = np.ones(np.shape(u[0].low))
    for each in u:
        sign = sign * np.where(each.low >= 0, 1, np.where(each.high <= 0, -1, 0))
    low = np.where(sign > 0, found.low, (sign < 0) & found.high)
    return Ends(low, np.where(sign > 0, found.high, (sign < 0) & found.low))
