"""A sum of losses of affine residuals, and all that is exact about it at a point."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from app.core.arrays import Array
from app.core.loss import Sides
from app.core.parts import Part, Parts


@dataclass(frozen=True, eq=False)
class Affine(Parts):
    r"""\(F(\theta) = \sum_p \frac{w_p}{d_p} \sum_{i \in p} \rho_p(a_i\cdot\theta - c_i)\) over its parts p.

    θ has shape (…, p): any leading axes are a batch. `matrix` is (n, p), `offset` is (n,); the rows of a loss
    that eats target minus prediction are negated. The first part holds the samples.
    """

    @cached_property
    def data(self) -> "Affine":
        """The samples alone, without a penalty."""
        own = self.parts[0].rows
        return Affine(self.matrix[own], self.offset[own], self.parts[:1])

    def cast(self, dtype: type) -> Self:
        """The same sum in another precision."""
        return replace(self, matrix=self.matrix.astype(dtype), offset=self.offset.astype(dtype))

    def part(self, rows: Array) -> "Affine":
        """The sum over some of the samples, scaled so that its mean over all choices is F, and all penalties."""
        first, *others = self.parts
        kept = np.concatenate([rows, np.arange(self.samples, self.terms)])
        fewer = self.samples - len(rows)
        parts = [first._replace(rows=slice(0, len(rows)), weight=first.weight * self.samples / len(rows))]
        parts += [each._replace(rows=slice(each.rows.start - fewer, each.rows.stop - fewer)) for each in others]
        return Affine(self.matrix[kept], self.offset[kept], tuple(parts))

    def residual(self, theta: Array) -> Array:
        """Residuals, shape (…, n), by the plain order of operations: products, their sum, minus the target."""
        total = theta[..., :1] * self.columns[0]
        for j in range(1, self.parameters):
            total = total + theta[..., j : j + 1] * self.columns[j]
        return total - self.offset

    def value(self, theta: Array) -> Array:
        """F(θ), shape (…)."""
        return self.value_of(self.residual(theta))

    def value_of(self, r: Array) -> Array:
        """F where the residuals, of shape (…, n), are these."""
        sums = (part.scaled(np.add.reduce(part.loss.value(r[..., part.rows]), axis=-1)) for part in self.parts)
        return np.asarray(sum(sums, start=r.dtype.type(0)))

    def slopes(self, r: Array) -> Sides:
        """Each row's slopes on both sides of its residual, shape (…, n)."""
        if len(self.parts) == 1:
            return self.loss.slopes(r)
        pairs = [part.loss.slopes(r[..., part.rows]) for part in self.parts]
        left, right = (np.concatenate(side, axis=-1) for side in zip(*pairs, strict=True))
        return left, right

    def curvature(self, r: Array) -> Array:
        """Each row's curvature at its residual, shape (…, n); 0 where it is infinite, which no step can use."""
        bend = self.each(lambda loss, part: loss.curvature(part), r)
        return np.where(np.isfinite(bend), bend, bend.dtype.type(0))

    def pull_back(self, slopes: Array) -> Array:
        """The slope of F from one slope for each row: (…, n) to (…, p)."""
        # Summed over the last axis, not by a matrix product, so that a row's answer does not depend on the batch.
        terms = slopes[..., None, :] * self._rows
        if self._is_steep:  # an infinite slope of a row that does not depend on a parameter is none
            terms = np.where(self._rows == 0, slopes.dtype.type(0), terms)
        return self._total(terms)

    @cached_property
    def _rows(self) -> Array:
        return np.ascontiguousarray(self.matrix.T)

    @cached_property
    def _is_steep(self) -> bool:
        """Whether a slope can be infinite: at a cusp."""
        return any(np.isinf(part.loss.slopes(np.array(part.loss.kinks()))).any() for part in self.parts)

    def rounding(self, theta: Array, kink: float, rows: slice) -> Array:
        """How far rounding alone can move a row's residual from a kink; 0 where the arithmetic is exact."""
        eps, matrix = np.finfo(theta.dtype).eps, self.matrix[rows]
        inexact = (np.abs(matrix) != 1) | (kink != 0)
        terms = sum(np.abs(theta[..., j : j + 1] * c[rows]) * inexact[:, j] for j, c in enumerate(self.columns))
        # Of several parameters none is the quotient that puts a sample on its kink: they are rounded themselves.
        carried = np.abs(theta) @ np.abs(matrix.T) if self.parameters > 1 else 0
        underflow = np.finfo(theta.dtype).smallest_subnormal * (1 + np.abs(matrix).sum(1)) * inexact.any(1)
        return np.asarray(eps * (2 * terms + carried + abs(kink)) + underflow)

    def sides(self, theta: Array) -> Sides:
        """Each row's slopes on both sides of θ; a residual that rounding cannot tell from a kink is on it."""
        r = self.residual(theta)
        pairs = [self._sides_of(part, theta, r[..., part.rows]) for part in self.parts]
        left, right = (np.concatenate(side, axis=-1) for side in zip(*pairs, strict=True))
        return left, right

    def _sides_of(self, part: Part, theta: Array, r: Array) -> Sides:
        low = high = r
        held = np.zeros(r.shape, bool)
        for kink in part.loss.kinks():
            near = np.abs(r - kink) <= self.rounding(theta, kink, part.rows)
            low, high = np.where(near & ~held, kink, low), np.where(near, kink, high)
            held |= near
        return part.loss.slopes(low)[0], part.loss.slopes(high)[1]

    def directional(self, theta: Array, direction: Array) -> Array:
        """The exact one-sided derivative F′(θ; d), shape (…)."""
        return self.slope_along(self.sides(theta), direction)

    def slope_along(self, sides: Sides, direction: Array) -> Array:
        """F′(θ; d): each row gives the side that it moves to."""
        left, right = sides
        change = self.matrix @ direction
        with np.errstate(over="ignore", invalid="ignore"):  # a row that does not move has no part, however steep it is
            terms = np.where(change == 0, 0, np.where(change >= 0, right, left) * change)
            return self._total(terms)

    def _total(self, terms: Array) -> Array:
        if len(self.parts) == 1:
            return np.asarray(self.parts[0].scaled(np.add.reduce(terms, axis=-1)))
        return np.asarray(sum(part.scaled(np.add.reduce(terms[..., part.rows], axis=-1)) for part in self.parts))

    def one_sided(self, theta: Array) -> Sides:
        """F′₋ and F′₊ of a problem in one parameter, each of shape (…)."""
        return self.ends(self.sides(theta))

    def ends(self, sides: Sides) -> Sides:
        """F′₋ and F′₊ in one parameter from the rows' sides, (…, n) to (…)."""
        slope = self.columns[0]
        with np.errstate(over="ignore", invalid="ignore"):  # slopes may overflow, and then cancel to no number
            left, right = (np.where(slope == 0, 0, side * slope) for side in sides)
            ends = np.where(slope >= 0, left, right), np.where(slope >= 0, right, left)
            below, above = (self._total(end) + 0.0 for end in ends)
        return below, above

    def lipschitz(self) -> float:
        """The largest slope that a subgradient of F can have, sup ‖g‖ ≤ Σ sup|ρ′|·‖aᵢ‖ (may be infinite)."""
        lengths = self.weighed(np.linalg.norm(self.matrix, axis=1))
        sums = [(part.loss.lipschitz(), float(lengths[part.rows].sum())) for part in self.parts]
        return float(sum(steepest * length for steepest, length in sums if length > 0))
