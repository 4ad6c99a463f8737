"""What a named function is: a formula with known minimisers, to test methods with."""

import math
from typing import ClassVar

import numpy as np

from app.core.described import Described
from app.core.expression import Expression
from app.core.minimiser_set import MinimiserSet
from app.core.objective import misfit


class Function(Described):
    """A function of one or two parameters.

    An entry writes its formula as `body` and says where its minimisers are. All derivatives come from the body.
    """

    formula: ClassVar[str]
    """The formula, in plain text."""
    source: ClassVar[str]
    """Author and year."""
    names: ClassVar[tuple[str, ...]]
    """The parameters, in the order of θ."""
    start: ClassVar[tuple[float, ...]]
    """The start of a link that names none."""
    columns: ClassVar[tuple[str, ...]] = ()
    """The data columns, in the order of a row; empty when there is no data."""
    simplex: ClassVar[tuple[tuple[float, ...], ...]] = ()
    """The corners of a simplex from which the Nelder–Mead method is known to fail, if there is one."""

    @property
    def heading(self) -> str:
        """It in a few words, for the title of an experiment."""
        return self.title

    @property
    def convex(self) -> bool:
        """Whether F is known to be convex, with these parameters."""
        return False

    def body(self, *parameters: Expression) -> Expression:
        """F as an expression of its parameters."""
        raise NotImplementedError

    def check(self, row: tuple[float, ...]) -> str:
        """What is wrong with a sample, in words; empty when nothing is."""
        return misfit(row, self.columns)

    def minimisers(self) -> MinimiserSet:
        """All global minimisers."""
        raise NotImplementedError

    def kinks(self) -> tuple[float, ...]:
        """In one parameter: where the body switches, ascending, also where F itself is smooth there."""
        return ()

    def centres(self) -> tuple[tuple[float, float], ...]:
        """In two parameters: kinks that are single points, as the centres of norms are."""
        return ()

    def lipschitz(self) -> float:
        """A bound on the length of all subgradients (may be infinite)."""
        return math.inf


def minimised_at(points: list[tuple[float, ...]], value: float, source: str) -> MinimiserSet:
    """One minimiser, or several apart from each other, known in closed form."""
    return MinimiserSet("point" if len(points) == 1 else "points", np.array(points, float), value, source, True)
