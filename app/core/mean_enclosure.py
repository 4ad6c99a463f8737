"""A mean over samples over boxes: enclosures of its values and of its difference quotients."""

from dataclasses import dataclass

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.domain import missing
from app.core.interval import Interval, lifted, outward

CHUNK = 200_000
"""Boxes times samples that are looked at in one go."""


@dataclass(frozen=True, eq=False)
class Mean:
    """F as the mean of a field's tape over its samples."""

    field: Field

    def over(self, low: Array, high: Array, has_slopes: bool = True) -> tuple[Interval, Interval]:
        """Its values over boxes, and its difference quotients."""
        size = max(1, CHUNK // len(self.field.samples))
        starts = range(0, max(1, len(low)), size)
        parts = [self._over(low[i : i + size], high[i : i + size], has_slopes) for i in starts]
        values, changes = zip(*parts, strict=True)
        return _joined(list(values)), _joined(list(changes))

    def at(self, points: Array) -> Interval:
        """Its values at points, with all that rounding may have made of them."""
        return self.over(points, points, has_slopes=False)[0]

    def value(self, points: Array) -> Array:
        """Its values at points as they are computed."""
        samples = self.field.samples
        rows = np.column_stack([np.repeat(points, len(samples)), np.tile(samples, (len(points), 1))])
        with np.errstate(all="ignore"):
            return np.asarray(self.field.tape.value(rows).reshape(len(points), len(samples)).mean(-1))

    def has_value(self, points: Array) -> Array:
        """At which points all samples have finite ones."""
        samples = self.field.samples
        rows = np.column_stack([np.repeat(points, len(samples)), np.tile(samples, (len(points), 1))])
        has = np.isfinite(self.field.tape.value(rows)) & ~missing(self.field.tape, rows)
        return np.asarray(has.reshape(len(points), len(samples)).all(-1))

    def _over(self, low: Array, high: Array, has_slopes: bool) -> tuple[Interval, Interval]:
        many = len(self.field.samples)
        with np.errstate(all="ignore"):
            over = self.field.enclosed(
                np.repeat(low, many), np.repeat(high, many), np.tile(np.arange(many), len(low)), has_slopes
            )
            change = over.change if has_slopes else lifted(0.0)
            return _mean(over.value, len(low), many), _mean(change, len(low), many)


def _mean(each: Interval, boxes: int, many: int) -> Interval:
    low, high = (np.broadcast_to(bound, boxes * many).reshape(boxes, many).mean(-1) for bound in (each.low, each.high))
    whole = np.asarray(np.broadcast_to(each.whole, boxes * many).reshape(boxes, many).all(-1))
    found = Interval(low, high, whole)
    return found if many == 1 else outward(low, high, found, ulps=many + 2)


def _joined(parts: list[Interval]) -> Interval:
    return Interval(
        np.concatenate([part.low for part in parts]),
        np.concatenate([part.high for part in parts]),
        np.concatenate([part.whole for part in parts]),
    )
