"""The rows of a sum of losses: which loss each has, and what it counts for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss


class Part(NamedTuple):
    """A block of rows that share a loss: the samples, or the parameters that a penalty weighs."""

    loss: Loss
    rows: slice
    weight: float = 1.0
    divisor: int = 1

    def scaled(self, total: Array) -> Array:
        """A sum over the part's rows as F counts it."""
        if self.divisor != 1:
            total = total / total.dtype.type(self.divisor)
        return total if self.weight == 1 else total * total.dtype.type(self.weight)


@dataclass(frozen=True, eq=False)
class Parts:
    """Affine residuals, and the loss that eats each: all of a sum of losses that does not depend on a point."""

    matrix: Array
    offset: Array
    parts: tuple[Part, ...]

    @property
    def parameters(self) -> int:
        """The number p of parameters."""
        return int(self.matrix.shape[1])

    @property
    def terms(self) -> int:
        """The number n of rows."""
        return int(self.matrix.shape[0])

    @property
    def samples(self) -> int:
        """The number of samples, the rows of the first part."""
        return int(self.parts[0].rows.stop)

    @property
    def loss(self) -> Loss:
        """The loss of the samples."""
        return self.parts[0].loss

    @property
    def convex(self) -> bool:
        """Whether every loss is convex."""
        return all(part.loss.convex for part in self.parts)

    @property
    def degree(self) -> int | None:
        """1 when F is piecewise linear, 2 when it is piecewise quadratic, else None."""
        degrees = [part.loss.degree for part in self.parts]
        return None if None in degrees else max(degree or 0 for degree in degrees)

    @cached_property
    def columns(self) -> list[Array]:
        """The columns of the matrix, contiguous."""
        return list(np.ascontiguousarray(self.matrix.T))

    @cached_property
    def marks(self) -> tuple[Array, Array]:
        """Every kink of every row: which row, and at which residual."""
        return self._places(lambda loss: loss.kinks())

    @cached_property
    def bends(self) -> tuple[Array, Array]:
        """Every place at which a row's formula changes: its kinks, breaks and jumps."""
        return self._places(lambda loss: tuple(sorted({*loss.kinks(), *loss.breaks(), *loss.jumps()})))

    def _places(self, of: Callable[[Loss], tuple[float, ...]]) -> tuple[Array, Array]:
        parts = [(np.arange(part.rows.start, part.rows.stop), np.array(of(part.loss), float)) for part in self.parts]
        rows = np.concatenate([np.repeat(rows, len(at)) for rows, at in parts])
        return rows, np.concatenate([np.tile(at, len(rows)) for rows, at in parts])

    @property
    def has_kinks(self) -> bool:
        """Whether any loss has a corner."""
        return len(self.marks[0]) > 0

    def each(self, ask: Callable[[Loss, Array], Array], r: Array) -> Array:
        """What every row's loss answers for its residual, shape (…, n)."""
        if len(self.parts) == 1:
            return ask(self.loss, r)
        return np.concatenate([ask(part.loss, r[..., part.rows]) for part in self.parts], axis=-1)

    @cached_property
    def shares(self) -> Array:
        """What each row's loss counts for in F, shape (n,)."""
        shares = np.empty(self.terms)
        for part in self.parts:
            shares[part.rows] = part.weight / part.divisor
        return shares

    def weighed(self, table: Array) -> Array:
        """A table with one row for each of ours, each as F counts it."""
        scaled = [part.scaled(table[part.rows]) for part in self.parts]
        return scaled[0] if len(scaled) == 1 else np.concatenate(scaled)
