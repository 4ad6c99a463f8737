"""Boxes of one parameter, and what quantities of a tape are over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.enclosure import Enclosure, Moving
from app.core.interval import Interval, lifted
from app.core.tape import Tape


class Boxes(NamedTuple):
    """Intervals of the parameter, each for one sample."""

    low: Array
    high: Array
    sample: Array

    @staticmethod
    def cut(low: float, high: float, parts: int, samples: int) -> "Boxes":
        """An interval in equal parts, for each of some samples."""
        edges = np.linspace(low, high, parts + 1)
        return Boxes(np.tile(edges[:-1], samples), np.tile(edges[1:], samples), np.repeat(np.arange(samples), parts))

    def part(self, chosen: Array) -> "Boxes":
        """Some of them."""
        return Boxes(self.low[chosen], self.high[chosen], self.sample[chosen])

    def cut_again(self, parts: int) -> "Boxes":
        """Each in equal parts."""
        edges = np.linspace(self.low, self.high, parts + 1, axis=1)
        return Boxes(edges[:, :-1].ravel(), edges[:, 1:].ravel(), np.repeat(self.sample, parts))


class Bounds(NamedTuple):
    """Bounds of quantities over boxes, (quantities, boxes): of the values and of the difference quotients."""

    low: Array
    high: Array
    least: Array
    most: Array


class Pairs(NamedTuple):
    """Intervals, each for one quantity of one sample."""

    quantity: Array
    low: Array
    high: Array
    sample: Array

    @staticmethod
    def of(boxes: Boxes, chosen: Array) -> "Pairs":
        """The boxes of each quantity that are chosen by a table of shape (quantities, boxes)."""
        quantity, box = np.nonzero(chosen)
        return Pairs(quantity, *boxes.part(box))

    @staticmethod
    def none() -> "Pairs":
        """Not one."""
        return Pairs(np.zeros(0, int), np.zeros(0), np.zeros(0), np.zeros(0, int))

    @staticmethod
    def joined(parts: Sequence["Pairs"]) -> "Pairs":
        """All of them."""
        return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def part(self, chosen: Array) -> "Pairs":
        """Some of them."""
        return Pairs(*(column[chosen] for column in self))

    def merged(self) -> "Pairs":
        """Those that touch as one."""
        if not len(self.low):
            return self
        ordered = self.part(np.lexsort((self.low, self.sample, self.quantity)))
        before, after = ordered.part(np.arange(len(self.low) - 1)), ordered.part(np.arange(1, len(self.low)))
        near = 4 * np.spacing(np.abs(after.low))
        apart = (before.quantity != after.quantity) | (before.sample != after.sample) | (after.low > before.high + near)
        first = np.flatnonzero(np.concatenate([[True], apart]))
        last = np.append(first[1:], len(self.low)) - 1
        return ordered.part(first)._replace(high=ordered.high[last])


@dataclass(frozen=True, eq=False)
class Field:
    """Quantities of a tape whose first column is the parameter; the samples, (n, columns), fill the others."""

    tape: Tape
    samples: Array
    quantities: Callable[[Enclosure], list[Moving]]

    @cached_property
    def number(self) -> int:
        """How many quantities there are."""
        nowhere = np.zeros(1)
        with np.errstate(all="ignore"):
            return len(self.quantities(self.enclosed(nowhere, nowhere, np.zeros(1, int))))

    def enclosed(self, low: Array, high: Array, sample: Array, has_slopes: bool = True) -> Enclosure:
        """The tape over boxes, each of one sample."""
        data = [Interval.between(column[sample], column[sample]) for column in self.samples.T]
        return Enclosure(self.tape, (Interval.between(low, high), *data), has_slopes)

    def over(self, boxes: Boxes) -> Bounds:
        """The quantities over boxes."""
        with np.errstate(all="ignore"):
            found = self.quantities(self.enclosed(*boxes))
            pairs = [(each.value, each.change or lifted(0.0)) for each in found]
        bounds = (
            [u.low for u, _ in pairs],
            [u.high for u, _ in pairs],
            [c.low for _, c in pairs],
            [c.high for _, c in pairs],
        )
        return Bounds(*(_table(rows, len(boxes.low)) for rows in bounds))

    def at(self, points: Array, sample: Array) -> tuple[Array, Array]:
        """The quantities at points: from the least to the most that rounding may have made of them."""
        with np.errstate(all="ignore"):
            values = [each.value for each in self.quantities(self.enclosed(points, points, sample, has_slopes=False))]
        return _table([u.low for u in values], len(points)), _table([u.high for u in values], len(points))


def _table(rows: list[Array], length: int) -> Array:
    table = np.empty((len(rows), length))
    for i, row in enumerate(rows):
        table[i] = row
    return table
