"""The operations that jump or take a branch: there no convention is asked."""

from dataclasses import dataclass

import numpy as np

from app.core import elementary as e
from app.core.elementary import Quantity
from app.core.interval import Interval
from app.core.interval import lifted as intervals
from app.core.interval_functions import select
from app.core.primitive import Moves, Primitive
from app.core.series import Series


@dataclass(frozen=True)
class Sign(Primitive):
    """The sign of u: a jump, through which no derivative flows."""

    def value(self, *u: Quantity) -> Quantity:
        return e.sign(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (0.0,)

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return (None,)

    def change(self, moves: Moves, slope: Interval | None, out: Interval, *u: Interval) -> Interval | None:
        """Anything upwards where it may jump, along with its operand."""
        (move,) = moves
        return None if move is None else move * Interval.between(np.zeros(1), np.where(out.low < out.high, np.inf, 0.0))

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

    def missing(self, nowhere: tuple[Quantity, ...], *u: Quantity) -> Quantity:
        """Where the branch that is taken has none, or the condition."""
        return nowhere[0] | np.where(u[0], nowhere[1], nowhere[2])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        taken = Series.constant(u[0].sign)
        return 0.0, taken, 1 - taken

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        nothing = np.zeros_like(g)
        return None, np.where(u[0], g, nothing), np.where(u[0], nothing, g)

    def change(self, moves: Moves, slope: Interval | None, out: Interval, *u: Interval) -> Interval | None:
        """Of the branch that is taken; anything where both may be, since it may jump."""
        condition = u[0]
        first, second = (intervals(0.0) if move is None else move for move in moves[1:])
        return select(condition, first, second).free(condition.low < condition.high)
