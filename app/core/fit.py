"""The problem of fitting a model to data: losses of affine residuals, and a penalty."""

from functools import lru_cache

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.convention import Convention
from app.core.kink import KinkCurve, Kinks, across, kink_lines, kinks
from app.core.loss import Loss, Sides
from app.core.objective import Objective, Rows
from app.core.parts import Part
from app.core.penalty import Penalty
from app.core.problem import Answer, Problem, Window
from app.core.subdifferential import Subdifferential, from_sides, subdifferential

CACHED = 30_000
"""Residuals evaluated at once, about: their arrays stay in the processor's cache."""


class Fit(Affine, Problem):
    """A sum of losses of affine residuals, as the problem that is minimised."""

    def ask(self, convention: Convention, x: Array, uniform: Array | None = None, batch: Array | None = None) -> Answer:
        """What the convention reports, for all samples or for some."""
        if batch is not None:
            kept = np.concatenate([batch, np.arange(self.samples, self.terms)])
            some = None if uniform is None else uniform[..., kept]
            return _spread(ask(self.part(batch), convention, x, some), kept, self.terms)
        return ask(self, convention, x, uniform)

    def on_grid(self, first: Array, second: Array) -> Array:
        """F on a grid, by the same roundings: of each parameter the products are made once."""
        across, up = first[:, None] * self.columns[0], second[:, None] * self.columns[1]
        rows = max(1, CACHED // across.size)
        parts = (across + up[j : j + rows, None] - self.offset for j in range(0, len(up), rows))
        return np.concatenate([self.value_of(r) for r in parts])

    def sampled_slopes(self, theta: Array) -> Sides:
        """F′₋ and F′₊ at many points in one parameter, by the residuals as they are."""
        return self.ends(self.slopes(self.residual(theta)))

    def hessian(self, theta: Array) -> Array:
        """The Hessian of F, to which kinks add nothing."""
        bend = self.curvature(self.residual(theta))
        return np.asarray(self.matrix.T @ self.weighed(bend[:, None] * self.matrix))

    def subdifferential(self, theta: Array) -> Subdifferential:
        """The exact ∂F(θ)."""
        return subdifferential(self, theta)

    def kinks(self, window: Window) -> Kinks:
        """All kinks in one parameter, wherever they are."""
        return kinks(self)

    def kink_curves(self, window: Window) -> tuple[KinkCurve, ...]:
        """The lines of kinks that cross the window."""
        lines = ((line, across(line, window)) for line in kink_lines(self))
        return tuple(KinkCurve(line.samples, ends) for line, ends in lines if len(ends))


def ask(problem: Affine, convention: Convention, x: Array, uniform: Array | None = None) -> Answer:
    """One answer for a whole batch; a row's answer does not depend on the other rows."""
    r = problem.residual(x)
    left, right = problem.slopes(r)
    kinked = (left < right) | (left > right)  # slopes that are no numbers are no kink
    is_hit = bool(np.logical_or.reduce(kinked, axis=None))
    slopes = left
    if is_hit or not convention.is_local:
        slopes = np.concatenate([_reported(part, convention, r, uniform, (left, right)) for part in problem.parts], -1)
    g = problem.pull_back(slopes)
    if convention.whole:
        _choose_of_the_whole(problem, x, g)
    return Answer(g, slopes, kinked, is_hit)


def _reported(part: Part, convention: Convention, r: Array, uniform: Array | None, sides: tuple[Array, Array]) -> Array:
    own = (..., part.rows)
    drawn = None if uniform is None else uniform[own]
    return convention.report(part.loss, r[own], drawn, (sides[0][own], sides[1][own]))


def _choose_of_the_whole(problem: Affine, x: Array, g: Array) -> None:
    """Put the shortest element of ∂F in the rows of g that are at kinks; near by rounding is at it."""
    left, right = problem.sides(x)
    for i in np.flatnonzero((left != right).any(-1)):
        g[i] = from_sides(problem, (left[i], right[i])).minimum_norm


def _spread(answer: Answer, kept: Array, terms: int) -> Answer:
    """An answer of some terms as one of all: those that were not asked have no slope and no kink."""
    slopes = np.zeros((*answer.slopes.shape[:-1], terms), answer.slopes.dtype)
    kinked = np.zeros(slopes.shape, bool)
    slopes[..., kept], kinked[..., kept] = answer.slopes, answer.kinked
    return answer._replace(slopes=slopes, kinked=kinked)


@lru_cache(maxsize=64)
def pose(objective: Objective, rows: Rows, loss: Loss, reduction: str, penalty: Penalty | None = None) -> Fit:
    """The problem of an experiment, kept for the next question about it."""
    design = objective.margins if loss.margin else objective.design
    matrix, offset = design(np.array(rows, float).reshape(len(rows), -1))
    samples, parameters = matrix.shape
    parts = [Part(loss, slice(0, samples), 1.0, samples if reduction == "mean" else 1)]
    for each, weight in penalty.losses() if penalty else ():
        start = parts[-1].rows.stop
        parts.append(Part(each, slice(start, start + parameters), weight))
    extra = len(parts) - 1
    rows_of = [loss.orientation * matrix, *[np.eye(parameters)] * extra]
    offsets = [loss.orientation * offset, *[np.zeros(parameters)] * extra]
    return Fit(np.concatenate(rows_of), np.concatenate(offsets), tuple(parts))
