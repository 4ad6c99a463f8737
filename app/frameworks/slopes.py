"""The true one-sided derivatives of an expression at a point."""

import math
from fractions import Fraction
from typing import NamedTuple

from app.frameworks.expression import Expression
from app.frameworks.germ import Germ, germ


class Slopes(NamedTuple):
    """What is true at a point; a side is None where the function is not defined there or jumps."""

    left: float | None
    right: float | None
    jump: bool = False
    stated: bool = False

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval that the one-sided derivatives span, or None where there is none."""
        known = [side for side in self if isinstance(side, float)]
        return (min(known), max(known)) if known else None

    @property
    def is_kink(self) -> bool:
        """Whether the two differ."""
        return self.left is not None and self.right is not None and self.left != self.right


def slopes(expression: Expression, at: str) -> Slopes:
    """The one-sided derivatives of an expression at a point: derived, or stated where they cannot be.

    >>> slopes(Expression(name="", formula="MAX(x, 0.0)"), "0")[:2]
    (0.0, 1.0)
    """
    if not math.isfinite(float(at)):
        return Slopes(None, None)
    if expression.is_stated:
        return Slopes(expression.left, expression.right, expression.jump, stated=True)
    left, here, right = (germ(expression.tree, Germ(Fraction(at), Fraction(d))) for d in (-1, 0, 1))
    if not left.value == here.value == right.value:
        return Slopes(None, None, jump=True)
    return Slopes(float(-left.slope), float(right.slope))
