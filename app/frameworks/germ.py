"""Formulas made of polynomial pieces, followed along a ray: value and slope, exactly, in fractions."""

import ast
import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

ZERO = Fraction(0)


class NotExact(ValueError):  # noqa: N818  # reads as what it is
    """A formula that has no germ of fractions here: a root, a logarithm, a division by zero."""


class Germ(NamedTuple):
    r"""\(f(x + t d) = \text{value} + \text{slope}\cdot t + O(t^2)\) as t falls to 0.

    Along d = 0 it is the value at x itself.
    """

    value: Fraction
    slope: Fraction

    @property
    def sign(self) -> int:
        """Sign for all small t > 0, as far as the first order tells."""
        first = self.value or self.slope
        return (first > 0) - (first < 0)


def germ(node: ast.expr, x: Germ) -> Any:
    """The germ of a formula along a ray; a list of germs for a list, a truth value for a comparison.

    Raises:
        NotExact: when a part of it has none.
    """
    match node:
        case ast.Name():
            return x
        case ast.Constant(value=value):
            return Germ(Fraction(str(value)), ZERO)
        case ast.UnaryOp(operand=operand):
            return _scale(germ(operand, x), -1)
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](germ(left, x), germ(right, x))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return COMPARED[type(op)](_minus(germ(left, x), germ(right, x)).sign, 0)
        case ast.List(elts=elements):
            return [germ(each, x) for each in elements]
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in PIECES:
            return PIECES[name](*(germ(each, x) for each in arguments))
    raise NotExact(f"no germ of fractions: {ast.unparse(node)}")


def _scale(a: Germ, factor: int) -> Germ:
    return Germ(a.value * factor, a.slope * factor)


def _plus(a: Germ, b: Germ) -> Germ:
    return Germ(a.value + b.value, a.slope + b.slope)


def _minus(a: Germ, b: Germ) -> Germ:
    return _plus(a, _scale(b, -1))


def _times(a: Germ, b: Germ) -> Germ:
    return Germ(a.value * b.value, a.value * b.slope + a.slope * b.value)


def _over(a: Germ, b: Germ) -> Germ:
    if not b.value:
        raise NotExact("division by zero")
    return Germ(a.value / b.value, (a.slope * b.value - a.value * b.slope) / b.value**2)


def _power(a: Germ, b: Germ) -> Germ:
    if b.slope or b.value < 0 or b.value.denominator != 1:
        raise NotExact(f"power {b.value}")
    n = int(b.value)
    return Germ(a.value**n, n * a.value ** (n - 1) * a.slope if n else ZERO)


def _larger(a: Germ, b: Germ) -> Germ:
    return a if _minus(a, b).sign >= 0 else b


def _smaller(a: Germ, b: Germ) -> Germ:
    return a if _minus(a, b).sign <= 0 else b


def _absolute(a: Germ) -> Germ:
    return _scale(a, a.sign or 1)


def _whole(n: int) -> Germ:
    return Germ(Fraction(n), ZERO)


def _floor(a: Germ) -> Germ:
    below = a.value.denominator == 1 and a.slope < 0
    return _whole(math.floor(a.value) - below)


def _round(a: Germ) -> Germ:
    tie = (a.value % 1) == Fraction(1, 2) and a.slope
    return _floor(_plus(a, Germ(Fraction(1, 2), ZERO))) if tie else _whole(round(a.value))


def _clipped(a: Germ, low: int, high: int) -> Germ:
    return _smaller(_larger(a, _whole(low)), _whole(high))


def _largest(germs: list[Germ]) -> Germ:
    found = germs[0]
    for each in germs[1:]:
        found = _larger(found, each)
    return found


def _total(germs: list[Germ]) -> Germ:
    return Germ(sum((each.value for each in germs), ZERO), sum((each.slope for each in germs), ZERO))


ARITHMETIC: dict[type[ast.operator], Callable[[Germ, Germ], Germ]] = {
    ast.Add: _plus, ast.Sub: _minus, ast.Mult: _times, ast.Div: _over, ast.Pow: _power,
}  # fmt: skip
COMPARED: dict[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le,
}  # fmt: skip
PIECES: dict[str, Callable[..., Germ]] = {
    "ABS": _absolute,
    "MAX": _larger,
    "MIN": _smaller,
    "VMAX": _largest,
    "NORM1": lambda v: _total([_absolute(each) for each in v]),
    "NORMI": lambda v: _largest([_absolute(each) for each in v]),
    "RELU": lambda a: _larger(a, _whole(0)),
    "RELU6": lambda a: _clipped(a, 0, 6),
    "CLIP": lambda a: _clipped(a, -1, 1),
    "LEAKY": lambda a: a if a.sign > 0 else _times(a, Germ(Fraction(1, 100), ZERO)),
    "WHERE": lambda holds, a, b: a if holds else b,
    "STEP": lambda a: _whole(a.sign > 0),
    "SIGN": lambda a: _whole(a.sign),
    "FLOOR": _floor,
    "ROUND": _round,
}
