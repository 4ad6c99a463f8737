"""The oracle: all that a method may ask at a point."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.problem import Problem
from app.core.prox import prox
from app.core.subdifferential import from_sides


class Answer(NamedTuple):
    """What the oracle says at a batch of points."""

    subgradient: Array
    """(runs, parameters); NaN where the convention has no answer."""
    slopes: Array
    """The reported slope of each sample, (runs, samples)."""
    kinked: Array
    """Which residuals lie exactly on a kink, (runs, samples)."""
    is_hit: bool
    """Whether any does."""


def ask(problem: Problem, convention: Convention, x: Array, uniform: Array | None = None) -> Answer:
    """One answer for a whole batch; a row's answer does not depend on the other rows."""
    r = problem.residual(x)
    left, right = problem.loss.slopes(r)
    kinked = left != right
    is_hit = bool(np.logical_or.reduce(kinked, axis=None))
    slopes = left if convention.is_local and not is_hit else convention.report(problem.loss, r, uniform, (left, right))
    g = problem.pull_back(slopes)
    if convention.whole:
        _choose_of_the_whole(problem, x, g)
    return Answer(g, slopes, kinked, is_hit)


def _choose_of_the_whole(problem: Problem, x: Array, g: Array) -> None:
    """Put the shortest element of ∂F in the rows of g that are at kinks; near by rounding is at it."""
    left, right = problem.sides(x)
    for i in np.flatnonzero((left != right).any(-1)):
        g[i] = from_sides(problem, (left[i], right[i])).minimum_norm


class Oracle:
    """The questions of one run, in its precision.

    `optimum` is F*, for the rules that need it.
    """

    def __init__(
        self,
        problem: Problem,
        exact: Problem,
        convention: Convention,
        optimum: float,
        generator: np.random.Generator,
    ) -> None:
        self._problem = problem
        self._exact = exact
        self._convention = convention
        self._generator = generator
        self._known: tuple[Array, Array] | None = None
        self.optimum = optimum

    def draw(self) -> Array | None:
        """Random numbers for one question, where the convention needs them."""
        return self._generator.random((1, self._problem.samples)) if self._convention.draws else None

    def remember(self, x: Array, subgradient: Array) -> None:
        """Keep an answer that was computed in a batch."""
        self._known = (x, subgradient)

    def subgradient(self, x: Array) -> Array:
        """The element of ∂F(x) that the convention reports."""
        if self._known is not None and self._known[0] is x:
            return self._known[1]
        return ask(self._problem, self._convention, x, self.draw()).subgradient

    def value(self, x: Array) -> Array:
        """F(x)."""
        return self._problem.value(x)

    def prox(self, x: Array, weight: float | Array) -> Array:
        """The minimiser u of F(u) + ‖u − x‖²/(2·weight)."""
        if float(weight) == 0:
            return x
        return prox(self._exact, x.astype(float), float(weight)).astype(x.dtype)
