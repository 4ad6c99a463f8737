"""The operations with corners: there a convention chooses the slope."""

from dataclasses import dataclass
from functools import reduce
from typing import ClassVar

import numpy as np

from app.core import elementary as e
from app.core.elementary import Quantity
from app.core.interval import Interval
from app.core.interval import lifted as intervals
from app.core.interval_functions import less, select
from app.core.loss import Loss
from app.core.loss_interval import value_over
from app.core.loss_series import value_along
from app.core.losses.absolute import Absolute as AbsoluteLoss
from app.core.positive_part import PositivePart
from app.core.primitive import Moves, Primitive
from app.core.series import Series

ABSOLUTE, POSITIVE_PART = AbsoluteLoss(), PositivePart()


@dataclass(frozen=True)
class Applied(Primitive):
    """A loss of an operand."""

    applied: Loss

    @property
    def loss(self) -> Loss:
        return self.applied

    def value(self, *u: Quantity) -> Quantity:
        if isinstance(u[0], Series):
            return value_along(self.applied, u[0])
        if isinstance(u[0], Interval):
            return value_over(self.applied, u[0])
        return self.applied.value(np.asarray(u[0]))

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (slope,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return tuple(u[0] - kink for kink in (*self.applied.kinks(), *self.applied.jumps()))

    def breaks(self, *u: Quantity) -> tuple[Quantity, ...]:
        return tuple(u[0] - place for place in self.applied.breaks())


@dataclass(frozen=True)
class Absolute(Primitive):
    """The absolute value |u|."""

    @property
    def loss(self) -> Loss:
        return ABSOLUTE

    def value(self, *u: Quantity) -> Quantity:
        return e.absolute(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (slope,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Relu(Primitive):
    """The positive part max(u, 0)."""

    @property
    def loss(self) -> Loss:
        return POSITIVE_PART

    def value(self, *u: Quantity) -> Quantity:
        return e.positive(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (slope,)

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return (masked(g, slope),)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Larger(Primitive):
    """The larger of two, as (u + v + |u − v|)/2 for its slopes; with `way` −1 the smaller."""

    way: int = 1

    @property
    def loss(self) -> Loss:
        return ABSOLUTE

    def argument(self, out: Quantity, *u: Quantity) -> Quantity:
        return u[0] - u[1]

    def value(self, *u: Quantity) -> Quantity:
        return e.maximum(*u) if self.way > 0 else e.minimum(*u)

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        share = self.way * slope
        return (1 + share) / 2, (1 - share) / 2

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        first, second = self.partials(slope, out, *u)
        return masked(g, first), masked(g, second)

    def change(self, moves: Moves, slope: Interval | None, out: Interval, *u: Interval) -> Interval | None:
        """Between those of the two where either may be taken."""
        first, second = (intervals(0.0) if move is None else move for move in moves)
        takes_first = less(*u) if self.way < 0 else less(u[1], u[0])
        return select(takes_first, first, second)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (u[0] - u[1],)


@dataclass(frozen=True)
class Norm(Primitive):
    """The Euclidean norm of its operands.

    At its centre the convention's slope of |·| is given to the direction in which all operands grow alike: for
    every slope in [−1, 1] an element of the subdifferential, the unit ball.
    """

    bends: ClassVar[bool] = True

    @property
    def loss(self) -> Loss:
        return ABSOLUTE

    def argument(self, out: Quantity, *u: Quantity) -> Quantity:
        return out

    def value(self, *u: Quantity) -> Quantity:
        return reduce(e.hypot, u) if len(u) > 1 else e.absolute(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        if isinstance(out, Series):
            return tuple(slope * each / out for each in u)
        if isinstance(out, Interval):
            return tuple(slope * _share(each, out) for each in u)
        even = out.dtype.type(len(u) ** -0.5)
        safe = np.where(out == 0, np.ones_like(out), out)
        return tuple(slope * np.where(out == 0, even, each / safe) for each in u)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (out,)


def _share(each: Interval, out: Interval) -> Interval:
    """An operand's part of a norm, from −1 to 1."""
    found = each / out
    low, high = np.fmax(found.low, -1.0), np.fmin(found.high, 1.0)
    return Interval(low, high, out.whole)


def masked(g: Quantity, slope: Quantity) -> Quantity:
    """The product g·slope, 0 where the slope is 0 whatever g is: how frameworks select a branch."""
    return np.where(slope == 0, slope, g * slope)
