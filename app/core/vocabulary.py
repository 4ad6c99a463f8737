"""The words of formulas: parameters, data columns, constants, functions, and every loss by its kind."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from app.core import expression as e
from app.core.expression import Expression
from app.core.loss import Loss
from app.core.registry import discover

PARAMETERS = ("a", "b")
COLUMNS = ("x", "y")
CONSTANTS = {"pi": math.pi, "e": math.e}
LOSSES = discover("app.core.losses", Loss)


@dataclass(frozen=True)
class Word:
    """A function that formulas may call: how many arguments it takes, and what it makes of them."""

    fewest: int
    most: float
    build: Callable[..., Expression]

    @property
    def takes(self) -> str:
        """How many arguments, in words."""
        if self.most == math.inf:
            return f"{self.fewest} or more arguments"
        if self.fewest == self.most:
            return f"{self.fewest} argument{'s' if self.most > 1 else ''}"
        return f"{self.fewest} to {self.most:g} arguments"


def _largest(*u: Expression) -> Expression:
    return reduce(e.maximum, u)


def _smallest(*u: Expression) -> Expression:
    return reduce(e.minimum, u)


WORDS = {
    "abs": Word(1, 1, abs),
    "max": Word(2, math.inf, _largest),
    "min": Word(2, math.inf, _smallest),
    "relu": Word(1, 1, e.relu),
    "sign": Word(1, 1, e.sign),
    "clip": Word(3, 3, e.clip),
    "where": Word(3, 3, e.where),
    "sqrt": Word(1, 1, e.sqrt),
    "exp": Word(1, 1, e.exp),
    "log": Word(1, 1, e.log),
    "sin": Word(1, 1, e.sin),
    "cos": Word(1, 1, e.cos),
    "tanh": Word(1, 1, e.tanh),
    "norm": Word(1, math.inf, e.norm),
}


def settings_of(loss: str) -> list[str]:
    """The parameters of a loss, in the order in which a formula gives them."""
    return [name for name in LOSSES[loss].model_fields if name != "kind"]


def takes(name: str) -> tuple[int, float, str]:
    """How many arguments a function takes at least and at most, and the same in words."""
    word = WORDS[name] if name in WORDS else Word(1, 1 + len(settings_of(name)), abs)
    return word.fewest, word.most, word.takes


def names() -> list[str]:
    """Everything that may be called."""
    return [*WORDS, *LOSSES]
