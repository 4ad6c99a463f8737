"""The syntax tree of an expression that was built in Python, to show it as those that are written."""

import math
from collections.abc import Callable
from typing import Any

from app.core import branching, kinked, smooth
from app.core.expression import Expression
from app.core.primitive import Constant, Parameter, Primitive
from app.core.syntax import Binary, Call, Name, Negation, Number, Tree
from app.core.tape import Tape

NAMED = {math.pi: "pi", math.e: "e"}
NOTHING = Number(0.0)


def transcript(expression: Expression, names: tuple[str, ...]) -> Tree:
    """The tree that says what an expression does, its parameters under these names.

    >>> from app.core.expression import parameters
    >>> from app.core.syntax import printed
    >>> a, b = parameters(2)
    >>> printed(transcript(2 * abs(a) - (-b), ("a", "b")))
    '2*abs(a) - -b'
    """
    trees: dict[int, Tree] = {}
    for node in Tape(expression).nodes:
        trees[id(node)] = _tree(node.primitive, [trees[id(operand)] for operand in node.operands], names)
    return trees[id(expression)]


def _tree(primitive: Primitive, operands: list[Tree], names: tuple[str, ...]) -> Tree:
    if isinstance(primitive, Parameter):
        return Name(names[primitive.index])
    if isinstance(primitive, Constant):
        return _number(primitive.number)
    return RULES[type(primitive)](primitive, *operands)


def _number(value: float) -> Tree:
    size: Tree = Name(NAMED[abs(value)]) if abs(value) in NAMED else Number(abs(value))
    return size if value >= 0 else Negation(size)


def _joined(symbol: str, u: Tree, v: Tree) -> Tree:
    """A sum or a difference, as short as it may be: x − (−3) is x + 3, and x + 0 is x."""
    if isinstance(v, Negation) and isinstance(v.operand, Number):
        symbol, v = "-" if symbol == "+" else "+", v.operand
    if v == NOTHING:
        return u
    return Negation(v) if u == NOTHING and symbol == "-" else Binary(symbol, u, v)


def _extreme(primitive: Any, *u: Tree) -> Tree:
    """The maximum or minimum of all that such ones inside are of."""
    name = "max" if primitive.way > 0 else "min"
    parts = (each.arguments if isinstance(each, Call) and each.name == name else (each,) for each in u)
    return Call(name, tuple(part for each in parts for part in each))


def _less(primitive: Any, u: Tree, v: Tree) -> Tree:
    """A comparison, with a number on the right."""
    if isinstance(u, Number):
        return Binary(">" if primitive.strict else ">=", v, u)
    return Binary("<" if primitive.strict else "<=", u, v)


def _loss(primitive: Any, u: Tree) -> Tree:
    return Call(primitive.applied.kind, (u, *map(_number, primitive.applied.parameters().values())))


def _call(name: str) -> Callable[..., Tree]:
    return lambda _, *u: Call(name, u)


def _operator(symbol: str) -> Callable[..., Tree]:
    return lambda _, u, v: Binary(symbol, u, v)


RULES: dict[type[Primitive], Callable[..., Tree]] = {
    smooth.Add: lambda _, u, v: _joined("+", u, v), smooth.Subtract: lambda _, u, v: _joined("-", u, v),
    smooth.Multiply: _operator("*"), smooth.Divide: _operator("/"),
    smooth.Power: lambda power, u: Binary("^", u, _number(power.exponent)),
    smooth.Sqrt: _call("sqrt"), smooth.Exp: _call("exp"), smooth.Log: _call("log"), smooth.Sin: _call("sin"),
    smooth.Cos: _call("cos"), smooth.Tanh: _call("tanh"), kinked.Absolute: _call("abs"), kinked.Relu: _call("relu"),
    kinked.Norm: _call("norm"), kinked.Larger: _extreme, kinked.Applied: _loss,
    branching.Sign: _call("sign"), branching.Less: _less, branching.Select: _call("where"),
}  # fmt: skip
"""How each operation is written; a new one needs its line here."""
