"""What an operation is: its value, its partial derivatives and where it switches; the smooth ones.

Each rule is written once and serves arrays, as frameworks compute, and series, exactly along a ray.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from app.core import elementary as e
from app.core.elementary import Quantity
from app.core.loss import Loss

Choose = Callable[[Loss, Quantity], Quantity]
"""Gives the slope of a loss at a quantity: the convention's for arrays, the one along the ray for series."""


@dataclass(frozen=True)
class Primitive:
    """One operation of an expression on its operands u."""

    chooses: ClassVar[bool] = False
    """Whether its slope at a kink is a convention's choice: whether it is a term."""

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


@dataclass(frozen=True)
class Add(Primitive):
    """The sum u + v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] + u[1]

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0, 1.0


@dataclass(frozen=True)
class Subtract(Primitive):
    """The difference u − v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] - u[1]

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0, -1.0


@dataclass(frozen=True)
class Multiply(Primitive):
    """The product u·v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] * u[1]

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u[1], u[0]


@dataclass(frozen=True)
class Divide(Primitive):
    """The quotient u/v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] / u[1]

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0 / u[1], -out / u[1]

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (u[1],)


@dataclass(frozen=True)
class Power(Primitive):
    """The power with a constant exponent."""

    exponent: float

    def value(self, *u: Quantity) -> Quantity:
        return u[0] ** self.exponent

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (self.exponent * u[0] ** (self.exponent - 1),)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return () if self.exponent >= 0 and float(self.exponent).is_integer() else (u[0],)


@dataclass(frozen=True)
class Sqrt(Primitive):
    """The square root."""

    def value(self, *u: Quantity) -> Quantity:
        return e.sqrt(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (0.5 / out,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Exp(Primitive):
    """The exponential function."""

    def value(self, *u: Quantity) -> Quantity:
        return e.exp(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (out,)


@dataclass(frozen=True)
class Log(Primitive):
    """The natural logarithm."""

    def value(self, *u: Quantity) -> Quantity:
        return e.log(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (1.0 / u[0],)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Sin(Primitive):
    """The sine."""

    def value(self, *u: Quantity) -> Quantity:
        return e.sin(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (e.cos(u[0]),)


@dataclass(frozen=True)
class Cos(Primitive):
    """The cosine."""

    def value(self, *u: Quantity) -> Quantity:
        return e.cos(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (-e.sin(u[0]),)


@dataclass(frozen=True)
class Tanh(Primitive):
    """The hyperbolic tangent."""

    def value(self, *u: Quantity) -> Quantity:
        return e.tanh(u[0])

    def partials(self, choose: Choose, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (1.0 - out * out,)


def masked(g: Quantity, slope: Quantity) -> Quantity:
    """The product g·slope, 0 where the slope is 0 whatever g is: how frameworks select a branch."""
    return np.where(slope == 0, np.zeros_like(g), g * slope)
