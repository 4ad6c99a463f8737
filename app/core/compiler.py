"""From a formula's syntax tree to an expression: what varies is written out, what does not is one number."""

import operator
from collections.abc import Callable, Mapping

import numpy as np
from pydantic import ValidationError

from app.core.expression import Expression, applied, exp, log
from app.core.lexer import LARGEST, FormulaError
from app.core.loss import Loss
from app.core.primitive import Constant
from app.core.syntax import COMPARISONS, Binary, Call, Name, Number, Tree
from app.core.tape import Tape
from app.core.vocabulary import CONSTANTS, LOSSES, WORDS, settings_of

OPERATORS: dict[str, Callable[..., Expression]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
STEEPEST = 64
"""The largest exponent that is a number."""
NOWHERE = np.zeros(0)
"""The point at which what depends on no parameter is evaluated."""


def compiled(tree: Tree, values: Mapping[str, Expression]) -> Expression:
    """The expression that a tree means.

    Equal parts of it stay apart: each |x| has its own slope at its kink.

    Args:
        tree: the formula.
        values: the parameters and data columns.

    Raises:
        FormulaError: when a number in it is out of range, or a loss does not take its parameters.
    """
    made = _made(tree, values)
    _check_number(made, tree)
    return made


def _made(tree: Tree, values: Mapping[str, Expression]) -> Expression:
    """The expression of a tree, a constant where nothing varies."""
    if isinstance(tree, Number):
        return Expression(Constant(tree.value))
    if isinstance(tree, Name):
        known = CONSTANTS.get(tree.name)
        return values[tree.name] if known is None else Expression(Constant(known))
    loss = _loss(tree, values) if isinstance(tree, Call) and tree.name in LOSSES else None
    children = tree.children[:1] if loss else tree.children
    parts = [_made(child, values) for child in children]
    if all(isinstance(part.primitive, Constant) for part in parts) and not _compares(tree):
        return _folded(_joined(tree, parts, loss))
    for part, child in zip(parts, children, strict=True):
        _check_number(part, child)
    return _joined(tree, parts, loss)


def _joined(tree: Tree, parts: list[Expression], loss: Loss | None) -> Expression:
    if loss:
        return applied(loss, *parts)
    if isinstance(tree, Call):
        return WORDS[tree.name].build(*parts)
    if isinstance(tree, Binary):
        return _power(tree, *parts) if tree.symbol == "^" else OPERATORS[tree.symbol](*parts)
    return -parts[0]


def _power(tree: Binary, base: Expression, exponent: Expression) -> Expression:
    """A power; one whose exponent varies is made of exp and log."""
    if not isinstance(exponent.primitive, Constant):
        if isinstance(base.primitive, Constant) and not base.primitive.number > 0:
            raise FormulaError("of a power whose exponent varies only a base above 0 is allowed", *_place(tree.left))
        return exp(exponent * _folded(log(base)))
    power = exponent.primitive.number
    if not abs(power) <= STEEPEST:
        raise FormulaError(
            f"the exponent {power:g} is out of range; -{STEEPEST} to {STEEPEST} is allowed", *_place(tree.right)
        )
    return base ** (int(power) if power.is_integer() else power)


def _loss(tree: Call, values: Mapping[str, Expression]) -> Loss:
    """The loss that a call means, with its parameters."""
    given = {}
    for name, argument in zip(settings_of(tree.name), tree.arguments[1:], strict=False):
        made = _made(argument, values)
        if not isinstance(made.primitive, Constant):
            raise FormulaError(f"{name} of {tree.name} has to be a number", *_place(argument))
        _check_number(made, argument)
        given[name] = made.primitive.number
    try:
        return LOSSES[tree.name](**given)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = list(given).index(str(wrong["loc"][0])) + 1 if wrong["loc"] else 0
        reason = wrong["msg"].removeprefix("Value error, ").removeprefix("Input ")
        raise FormulaError(f"{wrong['loc'][0]} of {tree.name} {reason}", *_place(tree.arguments[place])) from error


def _folded(made: Expression) -> Expression:
    """An operation on constants as one constant."""
    if not all(isinstance(operand.primitive, Constant) for operand in made.operands):
        return made
    return Expression(Constant(float(Tape(made).value(NOWHERE))))


def _check_number(made: Expression, tree: Tree) -> None:
    """Refuse a part that does not vary and is no number, or too large."""
    if isinstance(made.primitive, Constant) and not abs(made.primitive.number) <= LARGEST:
        shown = f"{made.primitive.number:g}"
        raise FormulaError(f"the value {shown} is out of range; -{LARGEST:g} to {LARGEST:g} is allowed", *_place(tree))


def _compares(tree: Tree) -> bool:
    return isinstance(tree, Binary) and tree.symbol in COMPARISONS


def _place(tree: Tree) -> tuple[int, int]:
    return tree.position, tree.length
