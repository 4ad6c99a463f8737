"""What an operation is: its value, its partial derivatives and where it switches.

Each rule is written once and serves arrays, as frameworks compute, and series, exactly along a ray.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from app.core.elementary import Quantity
from app.core.loss import Loss

Choose = Callable[[Loss, Quantity], Quantity]
"""Gives the slope of a loss at a quantity: the convention's for arrays, the one along the ray for series."""


@dataclass(frozen=True)
class Primitive:
    """One operation of an expression on its operands u."""

    chooses: ClassVar[bool] = False
    """Whether its slope at a kink is a convention's choice: whether it is a term."""
    bends: ClassVar[bool] = False
    """Whether its slope, where it switches, may turn with the direction, not only jump."""

    def value(self, *u: Quantity) -> Quantity:
        """The result."""
        raise NotImplementedError

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        """The partial derivative by each operand, given the result, too."""
        raise NotImplementedError

    def pull(self, choose: Choose, g: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        """What reverse mode adds to each operand's derivative; None where no derivative flows."""
        return tuple(g * partial for partial in self.partials(choose, out, *u))

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        """Quantities at whose zeros the rule changes, or breaks down."""
        return ()


@dataclass(frozen=True)
class Parameter(Primitive):
    """A coordinate of θ."""

    index: int


@dataclass(frozen=True)
class Constant(Primitive):
    """A number."""

    number: float
