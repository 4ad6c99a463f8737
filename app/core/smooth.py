"""The operations that are smooth where they are defined."""

from dataclasses import dataclass
from typing import ClassVar

from app.core import elementary as e
from app.core.elementary import Quantity
from app.core.primitive import Primitive


@dataclass(frozen=True)
class Add(Primitive):
    """The sum u + v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] + u[1]

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0, 1.0

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return g, g


@dataclass(frozen=True)
class Subtract(Primitive):
    """The difference u − v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] - u[1]

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0, -1.0

    def pull(self, g: Quantity, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity | None, ...]:
        return g, -g


@dataclass(frozen=True)
class Multiply(Primitive):
    """The product u·v."""

    def value(self, *u: Quantity) -> Quantity:
        return u[0] * u[1]

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u[1], u[0]


@dataclass(frozen=True)
class Divide(Primitive):
    """The quotient u/v."""

    bends: ClassVar[bool] = True

    def value(self, *u: Quantity) -> Quantity:
        return u[0] / u[1]

    def lacks(self, *u: Quantity) -> Quantity:
        return u[1] == 0

    def undefined(self, *u: float) -> str:
        if u[1] != 0:
            return super().undefined(*u)
        return "0/0" if u[0] == 0 else "division by 0"

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return 1.0 / u[1], -out / u[1]

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (u[1],)


@dataclass(frozen=True)
class Power(Primitive):
    """The power with a constant exponent."""

    exponent: float
    bends: ClassVar[bool] = True

    def value(self, *u: Quantity) -> Quantity:
        return u[0] ** self.exponent

    def lacks(self, *u: Quantity) -> Quantity:
        at_zero = (u[0] == 0) & (self.exponent < 0)
        return at_zero if float(self.exponent).is_integer() else at_zero | (u[0] < 0)

    def undefined(self, *u: float) -> str:
        if u[0] == 0:
            return "negative power of 0"
        return (
            super().undefined(*u)
            if u[0] > 0 or float(self.exponent).is_integer()
            else "fractional power of a negative number"
        )

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (self.exponent * u[0] ** (self.exponent - 1),)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return () if self.exponent >= 0 and float(self.exponent).is_integer() else (u[0],)


@dataclass(frozen=True)
class Sqrt(Primitive):
    """The square root."""

    bends: ClassVar[bool] = True

    def value(self, *u: Quantity) -> Quantity:
        return e.sqrt(u[0])

    def lacks(self, *u: Quantity) -> Quantity:
        return u[0] < 0

    def undefined(self, *u: float) -> str:
        return "square root of a negative number"

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (0.5 / out,)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Exp(Primitive):
    """The exponential function."""

    def value(self, *u: Quantity) -> Quantity:
        return e.exp(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (out,)


@dataclass(frozen=True)
class Log(Primitive):
    """The natural logarithm."""

    bends: ClassVar[bool] = True

    def value(self, *u: Quantity) -> Quantity:
        return e.log(u[0])

    def lacks(self, *u: Quantity) -> Quantity:
        return u[0] <= 0

    def undefined(self, *u: float) -> str:
        return "logarithm of 0" if u[0] == 0 else "logarithm of a negative number"

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (1.0 / u[0],)

    def switches(self, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return u


@dataclass(frozen=True)
class Sin(Primitive):
    """The sine."""

    def value(self, *u: Quantity) -> Quantity:
        return e.sin(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (e.cos(u[0]),)


@dataclass(frozen=True)
class Cos(Primitive):
    """The cosine."""

    def value(self, *u: Quantity) -> Quantity:
        return e.cos(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (-e.sin(u[0]),)


@dataclass(frozen=True)
class Tanh(Primitive):
    """The hyperbolic tangent."""

    def value(self, *u: Quantity) -> Quantity:
        return e.tanh(u[0])

    def partials(self, slope: Quantity, out: Quantity, *u: Quantity) -> tuple[Quantity, ...]:
        return (1.0 - out * out,)
