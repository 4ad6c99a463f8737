"""The question that all runs ask at every step of a fit, with its arrays made once."""

import math
from collections.abc import Callable

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.convention import Convention
from app.core.loss import Loss

Slopes = Callable[[Array], Array]
"""From residuals to reported slopes."""


class Asking:
    """What a convention reports at one batch of points after another, by the same roundings as `Fit.ask`.

    Args:
        problem: in the precision of the runs.
        convention: one that neither draws nor looks at the whole objective.
        x: the two arrays of points, of shape (runs, parameters), between which the runs alternate.
        g: where the answers go, of the same shape.
        farthest: the largest number in a point whose answer matters.
    """

    def __init__(
        self, problem: Affine, convention: Convention, x: tuple[Array, Array], g: Array, farthest: float
    ) -> None:
        runs, dtype = len(g), problem.matrix.dtype
        self.problem, self.g = problem, g
        self._rows = np.ascontiguousarray(problem.matrix.T)
        self._columns = self._rows[:, None]
        self._offset = np.tile(problem.offset, (runs, 1))
        self._products = np.empty((problem.parameters, runs, problem.terms), dtype)
        self._total, *self._others = self._products
        self._points = [each.T[:, :, None] for each in x]
        self._terms = np.empty((runs, problem.parameters, problem.terms), dtype)
        self._flat = self._terms.reshape(g.size, problem.terms), g.reshape(g.size)
        self._is_plain = len(problem.parts) == 1 and not _may_be_steep(problem.loss)
        divisor = problem.parts[0].divisor
        self._divisor = None if divisor == 1 else np.full_like(g, divisor)
        is_safe = _is_safe(problem, farthest)
        self._slopes = [(part.rows, _slopes(part.loss, convention, is_safe)) for part in problem.parts]

    def __call__(self, which: int) -> None:
        """Put the answers at the points of one of the two arrays into g."""
        slopes = self._reported(self._residual(which))
        if not self._is_plain:
            self.g[...] = self.problem.pull_back(slopes)
            return
        np.multiply(slopes[:, None], self._rows, self._terms)
        np.add.reduce(self._flat[0], 1, out=self._flat[1])
        if self._divisor is not None:
            np.divide(self.g, self._divisor, self.g)

    def _residual(self, which: int) -> Array:
        total = self._total
        np.multiply(self._points[which], self._columns, self._products)
        for each in self._others:
            np.add(total, each, total)
        np.subtract(total, self._offset, total)
        return total

    def _reported(self, r: Array) -> Array:
        if len(self._slopes) == 1:
            return self._slopes[0][1](r)
        return np.concatenate([slopes(r[:, rows]) for rows, slopes in self._slopes], -1)


def _may_be_steep(loss: Loss) -> bool:
    """Whether a slope may be infinite: at a cusp."""
    return not loss.convex and math.isinf(loss.lipschitz())


def _is_safe(problem: Affine, farthest: float) -> bool:
    """Whether no residual of a point in range can be anything but a finite number, in float64."""
    with np.errstate(over="ignore"):
        largest = farthest * np.abs(problem.matrix).sum(1).max() + np.abs(problem.offset).max()
    return problem.matrix.dtype == np.float64 and bool(largest < 1e300)


def _slopes(loss: Loss, convention: Convention, is_safe: bool) -> Slopes:
    """How the slopes that a convention reports of a loss are found: as briefly as the loss allows."""
    kinks = loss.kinks()
    if convention.is_local and not kinks:
        return lambda r: loss.slopes(r)[0]
    if is_safe and convention.is_local and loss.degree == 1 and len(kinks) == 1:
        [kink] = kinks
        below, at, above = convention.report(loss, kink + np.array([-1.0, 0.0, 1.0]) * (1 + abs(kink))).tolist()
        return _corner(kink, below, at, above)
    return lambda r: convention.report(loss, r)


def _corner(kink: float, below: float, at: float, above: float) -> Slopes:
    """Two constant slopes, and what is reported between them."""
    if kink == 0 and (below, at, above) == (-1, 0, 1):
        return np.sign
    if at == above:
        return lambda r: np.where(r >= kink, above, below)
    if at == below:
        return lambda r: np.where(r > kink, above, below)
    return lambda r: np.where(r == kink, at, np.where(r > kink, above, below))
