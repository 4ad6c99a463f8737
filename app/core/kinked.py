"""The operations that switch: where they do, a convention chooses the slope or a branch is taken."""

from dataclasses import dataclass
from functools import reduce
from typing import ClassVar

import numpy as np

from app.core import elementary as e
from app.core.elementary import Quantity
from app.core.loss import Loss
from app.core.loss_series import value_along
from app.core.losses.absolute import Absolute as AbsoluteLoss
from app.core.positive_part import PositivePart
from app.core.primitive import Primitive
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
        return self.applied.value(np.asarray(u[0]))

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (slope,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return tuple(u[0] - kink for kink in (*self.applied.kinks(), *self.applied.jumps()))


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
        even = out.dtype.type(len(u) ** -0.5)
        safe = np.where(out == 0, np.ones_like(out), out)
        return tuple(slope * np.where(out == 0, even, each / safe) for each in u)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (out,)


@dataclass(frozen=True)
class Sign(Primitive):
    """The sign of u: a jump, through which no derivative flows."""

    def value(self, *u: Quantity) -> Quantity:
        return e.sign(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (0.0,)

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return (None,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Less(Primitive):
    """The condition u < v, or u ≤ v: what `Select` asks."""

    strict: bool

    def value(self, *u: Quantity) -> Quantity:
        return e.less(*u) if self.strict else e.less_equal(*u)

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 0.0, 0.0

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return None, None

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (u[0] - u[1],)


@dataclass(frozen=True)
class Select(Primitive):
    """The second operand where the first, a condition, holds, else the third; both are always computed."""

    def value(self, *u: Quantity) -> Quantity:
        return e.select(*u)

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        taken = Series.constant(u[0].sign)
        return 0.0, taken, 1 - taken

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        nothing = np.zeros_like(g)
        return None, np.where(u[0], g, nothing), np.where(u[0], nothing, g)


def masked(g: Quantity, slope: Quantity) -> Quantity:
    """The product g·slope, 0 where the slope is 0 whatever g is: how frameworks select a branch."""
    return np.where(slope == 0, slope, g * slope)
