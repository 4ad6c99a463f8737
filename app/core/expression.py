"""Expressions: a function as a small graph of operations, built by writing its formula in Python."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from app.core.branching import Less, Select, Sign
from app.core.kinked import Absolute, Applied, Larger, Norm, Relu
from app.core.loss import Loss
from app.core.primitive import Constant, Parameter, Primitive
from app.core.smooth import Add, Cos, Divide, Exp, Log, Multiply, Power, Sin, Sqrt, Subtract, Tanh


@dataclass(frozen=True, eq=False)
class Expression:
    """An operation on operands. Written twice, it is there twice: each |x| has its own slope at its kink.

    >>> x, y = parameters(2)
    >>> abs(x) + 10 * abs(y) < 3
    Expression(Less)
    """

    primitive: Primitive
    operands: tuple["Expression", ...] = ()

    __array_ufunc__ = None  # NumPy's scalars leave the operators to this class

    def __repr__(self) -> str:
        return f"Expression({type(self.primitive).__name__})"

    def __add__(self, other: "Operand") -> "Expression":
        return Expression(Add(), (self, _node(other)))

    def __radd__(self, other: "Operand") -> "Expression":
        return _node(other) + self

    def __sub__(self, other: "Operand") -> "Expression":
        return Expression(Subtract(), (self, _node(other)))

    def __rsub__(self, other: "Operand") -> "Expression":
        return _node(other) - self

    def __mul__(self, other: "Operand") -> "Expression":
        return Expression(Multiply(), (self, _node(other)))

    def __rmul__(self, other: "Operand") -> "Expression":
        return _node(other) * self

    def __truediv__(self, other: "Operand") -> "Expression":
        return Expression(Divide(), (self, _node(other)))

    def __rtruediv__(self, other: "Operand") -> "Expression":
        return _node(other) / self

    def __pow__(self, exponent: "Operand") -> "Expression":
        if isinstance(exponent, Expression):
            return exp(exponent * log(self))
        return Expression(Power(exponent), (self,))

    def __rpow__(self, base: "Operand") -> "Expression":
        return exp(self * log(_node(base)))

    def __neg__(self) -> "Expression":
        return 0 - self

    def __abs__(self) -> "Expression":
        return Expression(Absolute(), (self,))

    def __lt__(self, other: "Operand") -> "Expression":
        return Expression(Less(True), (self, _node(other)))

    def __le__(self, other: "Operand") -> "Expression":
        return Expression(Less(False), (self, _node(other)))

    def __gt__(self, other: "Operand") -> "Expression":
        return _node(other) < self

    def __ge__(self, other: "Operand") -> "Expression":
        return _node(other) <= self


Operand: TypeAlias = Expression | int | float


def _node(operand: Operand) -> Expression:
    return operand if isinstance(operand, Expression) else Expression(Constant(float(operand)))


def parameters(number: int) -> tuple[Expression, ...]:
    """The coordinates of θ."""
    return tuple(Expression(Parameter(i)) for i in range(number))


def relu(u: Operand) -> Expression:
    """The positive part max(u, 0)."""
    return Expression(Relu(), (_node(u),))


def maximum(u: Operand, v: Operand) -> Expression:
    """The larger."""
    return Expression(Larger(), (_node(u), _node(v)))


def minimum(u: Operand, v: Operand) -> Expression:
    """The smaller."""
    return Expression(Larger(-1), (_node(u), _node(v)))


def clip(u: Operand, low: Operand, high: Operand) -> Expression:
    """The nearest to u between two bounds."""
    return maximum(minimum(u, high), low)


def where(condition: Expression, u: Operand, v: Operand) -> Expression:
    """The expression u where the condition, a comparison, holds, else v.

    Raises:
        TypeError: when the condition is none.
    """
    if not isinstance(condition.primitive, Less):
        raise TypeError(f"invalid condition {condition!r}: a comparison by <, <=, > or >= is allowed")
    return Expression(Select(), (condition, _node(u), _node(v)))


def sign(u: Operand) -> Expression:
    """−1, 0 or 1."""
    return Expression(Sign(), (_node(u),))


def sqrt(u: Operand) -> Expression:
    """The square root."""
    return Expression(Sqrt(), (_node(u),))


def exp(u: Operand) -> Expression:
    """The exponential function."""
    return Expression(Exp(), (_node(u),))


def log(u: Operand) -> Expression:
    """The natural logarithm."""
    return Expression(Log(), (_node(u),))


def sin(u: Operand) -> Expression:
    """The sine."""
    return Expression(Sin(), (_node(u),))


def cos(u: Operand) -> Expression:
    """The cosine."""
    return Expression(Cos(), (_node(u),))


def tanh(u: Operand) -> Expression:
    """The hyperbolic tangent."""
    return Expression(Tanh(), (_node(u),))


def norm(*u: Operand) -> Expression:
    """The Euclidean norm."""
    return Expression(Norm(), tuple(_node(each) for each in u))


def applied(loss: Loss, u: Operand) -> Expression:
    """A loss of an expression."""
    return Expression(Applied(loss), (_node(u),))


def total(terms: Any) -> Expression:
    """The sum of some expressions, from the first to the last."""
    first, *others = terms
    result: Expression = _node(first)
    for each in others:
        result = result + each
    return result
