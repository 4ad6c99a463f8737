"""What an operation is: its value, its partial derivatives and where it switches.

Each rule is written once and serves arrays, as frameworks compute, series, exactly along a ray, and intervals.
"""

from dataclasses import dataclass
from functools import reduce
from typing import ClassVar, TypeAlias

import numpy as np

from app.core.elementary import Quantity
from app.core.interval import Interval
from app.core.loss import Loss

Moves: TypeAlias = tuple[Interval | None, ...]
"""Difference quotients of operands; None of one that does not vary."""


@dataclass(frozen=True)
class Primitive:
    """One operation of an expression on its operands u."""

    bends: ClassVar[bool] = False
    """Whether its slope, where it switches, may turn with the direction, not only jump."""

    @property
    def loss(self) -> Loss | None:
        """The loss whose slope a convention chooses at its kinks: what makes the operation a term."""
        return None

    def argument(self, out: Quantity, *u: Quantity) -> Quantity:
        """Of that loss."""
        return u[0]

    def value(self, *u: Quantity) -> Quantity:
        """The result."""
        raise NotImplementedError

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        """The partial derivative by each operand, given the slope that was chosen, and the result."""
        raise NotImplementedError

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        """What reverse mode adds to each operand's derivative; None where no derivative flows."""
        return tuple(g * partial for partial in self.partials(slope, out, *u))

    def lacks(self, *u: Quantity) -> Quantity:
        """Where there is no value of operands that have one, whatever floating-point arithmetic goes on with."""
        return False

    def missing(self, nowhere: tuple[Quantity, ...], *u: Quantity) -> Quantity:
        """Where there is no value, given where the operands have none."""
        return reduce(np.logical_or, nowhere, self.lacks(*u))

    def undefined(self, *u: float) -> str:
        """Why there is no finite value of operands that are finite."""
        return "beyond the largest number"

    def change(self, moves: Moves, slope: Interval | None, out: Interval, *u: Interval) -> Interval | None:
        """Bounds of its difference quotients over boxes, from those of the operands; None of what does not vary."""
        total: Interval | None = None
        for partial, move in zip(self.partials(slope, out, *u), moves, strict=True):
            if move is not None:
                term = move * partial
                total = term if total is None else total + term
        return total

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        """Quantities at whose zeros the rule changes, or breaks down."""
        return ()

    def breaks(self, *u: Quantity) -> tuple[Quantity, ...]:
        """Quantities at whose zeros only its curvature jumps, or one of a higher order."""
        return ()


@dataclass(frozen=True)
class Parameter(Primitive):
    """A coordinate of θ."""

    index: int


@dataclass(frozen=True)
class Constant(Primitive):
    """A number."""

    number: float
