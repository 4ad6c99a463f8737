"""A problem: an objective with its data, its loss and its reduction, and all that is exact about it at a point."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss, Sides
from app.core.objective import Objective

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, eq=False)
class Problem:
    r"""\(F(\theta) = \frac1d\sum_i \rho(a_i\cdot\theta - c_i)\), with d the number of samples (mean) or 1 (sum).

    θ has shape (…, p): any leading axes are a batch. `matrix` is (n, p), `offset` is (n,); both are
    negated for a loss that eats target minus prediction.
    """

    loss: Loss
    matrix: Array
    offset: Array
    divisor: int

    @property
    def parameters(self) -> int:
        """The number p of parameters."""
        return int(self.matrix.shape[1])

    @property
    def samples(self) -> int:
        """The number n of samples."""
        return int(self.matrix.shape[0])

    @cached_property
    def rows(self) -> Array:
        """The matrix transposed, (p, n), contiguous."""
        return np.ascontiguousarray(self.matrix.T)

    @cached_property
    def columns(self) -> list[Array]:
        """The columns of the matrix, contiguous."""
        return list(self.rows)

    def cast(self, dtype: type) -> "Problem":
        """The same problem in another precision."""
        return replace(self, matrix=self.matrix.astype(dtype), offset=self.offset.astype(dtype))

    def residual(self, theta: Array) -> Array:
        """Residuals, shape (…, n), by the plain order of operations: products, their sum, minus the target."""
        total = theta[..., :1] * self.columns[0]
        for j in range(1, self.parameters):
            total = total + theta[..., j : j + 1] * self.columns[j]
        return total - self.offset

    def value(self, theta: Array) -> Array:
        """F(θ), shape (…)."""
        return np.asarray(np.add.reduce(self.loss.value(self.residual(theta)), axis=-1) / self.divisor)

    def pull_back(self, slopes: Array) -> Array:
        """The slope of F from one slope for each sample: (…, n) to (…, p)."""
        # Summed over the last axis, not by a matrix product, so that a row's answer does not depend on the batch.
        sums = np.add.reduce(slopes[..., None, :] * self.rows, axis=-1)
        return np.asarray(sums if self.divisor == 1 else sums / slopes.dtype.type(self.divisor))

    def rounding(self, theta: Array, kink: float) -> Array:
        """How far rounding alone can move a residual from a kink; 0 where the arithmetic is exact."""
        eps = np.finfo(theta.dtype).eps
        inexact = (np.abs(self.matrix) != 1) | (kink != 0)
        terms = sum(np.abs(theta[..., j : j + 1] * c) * inexact[:, j] for j, c in enumerate(self.columns))
        # Of several parameters none is the quotient that puts a sample on its kink: they are rounded themselves.
        carried = np.abs(theta) @ np.abs(self.matrix.T) if self.parameters > 1 else 0
        underflow = np.finfo(theta.dtype).smallest_subnormal * (1 + np.abs(self.matrix).sum(1)) * inexact.any(1)
        return np.asarray(eps * (2 * terms + carried + abs(kink)) + underflow)

    def sides(self, theta: Array) -> Sides:
        """Each sample's slopes on both sides of θ; a residual that rounding cannot tell from a kink is on it."""
        low = high = r = self.residual(theta)
        held = np.zeros(r.shape, bool)
        for kink in self.loss.kinks():
            near = np.abs(r - kink) <= self.rounding(theta, kink)
            low, high = np.where(near & ~held, kink, low), np.where(near, kink, high)
            held |= near
        return self.loss.slopes(low)[0], self.loss.slopes(high)[1]

    def directional(self, theta: Array, direction: Array) -> Array:
        """The exact one-sided derivative F′(θ; d), shape (…)."""
        return self.slope_along(self.sides(theta), direction)

    def slope_along(self, sides: Sides, direction: Array) -> Array:
        """F′(θ; d): each sample gives the side that it moves to."""
        left, right = sides
        change = self.matrix @ direction
        return np.asarray(np.add.reduce(np.where(change >= 0, right, left) * change, axis=-1) / self.divisor)

    def one_sided(self, theta: Array) -> Sides:
        """F′₋ and F′₊ of a problem in one parameter, each of shape (…)."""
        return self.ends(self.sides(theta))

    def ends(self, sides: Sides) -> Sides:
        """F′₋ and F′₊ in one parameter from the samples' sides, (…, n) to (…)."""
        slope = self.rows[0]
        left, right = (side * slope for side in sides)
        ends = np.where(slope >= 0, left, right), np.where(slope >= 0, right, left)
        below, above = (np.add.reduce(end, axis=-1) / self.divisor + 0.0 for end in ends)
        return below, above

    def lipschitz(self) -> float:
        """The largest slope that a subgradient of F can have, sup ‖g‖ ≤ max|ρ′|·Σ‖aᵢ‖/d (may be infinite)."""
        return float(self.loss.lipschitz() * np.linalg.norm(self.matrix, axis=1).sum() / self.divisor)


@lru_cache(maxsize=64)
def pose(objective: Objective, rows: Rows, loss: Loss, reduction: str) -> Problem:
    """The problem of an experiment, kept for the next question about it."""
    data = np.array(rows, float).reshape(len(rows), len(objective.columns))
    matrix, offset = objective.design(data)
    divisor = len(offset) if reduction == "mean" else 1
    return Problem(loss, loss.orientation * matrix, loss.orientation * offset, divisor)
