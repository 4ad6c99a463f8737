"""What an operation is: its value, its partial derivatives and where it switches.

Each rule is written once and serves arrays, as frameworks compute, and series, exactly along a ray.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.core.elementary import Quantity
from app.core.loss import Loss


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
