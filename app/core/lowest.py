"""All minimisers of a formula of one parameter: of its kinks, smooth valleys and flat stretches the lowest."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.infimum import infimum
from app.core.mean_enclosure import Mean
from app.core.minimiser_set import MinimiserSet
from app.core.places import Place, places_between
from app.core.valleys import FAR, ULPS, Valleys, inside, touching, valleys

REACH = 100.7
"""How far from 0 kinks are looked for; beyond, boxes alone tell. A number at which nobody puts a kink."""
TIE = 1e-11
"""A limit that F does not attain is lower than its values by more than this share of its size."""
NEAREST = 1e-20
"""Points at this distance are one."""
ALMOST = 1e-6
"""Kinks at which F is higher than at another by more than this share are not looked at closely."""
SHARES = np.linspace(0, 1, 9)
ROUNDS = 25
MOST_POINTS = 9
"""Minimisers that are named, if there are more."""
SOURCE = "branch and bound"


class Stretch(NamedTuple):
    """An interval on which F does not vary."""

    low: float
    high: float
    level: float


@dataclass(frozen=True, eq=False)
class Line:
    """A formula of one parameter on the whole line: the mean over the samples of a field."""

    field: Field

    @cached_property
    def mean(self) -> Mean:
        """F."""
        return Mean(self.field)

    @cached_property
    def search(self) -> tuple[tuple[Place, ...], bool]:
        """Where it may have kinks, and whether these are all in reach."""
        places, is_all = places_between(self.field, -REACH, REACH)
        return tuple(place for place in places if abs(place.at) < REACH), is_all

    @cached_property
    def places(self) -> Array:
        """Where it may have kinks, ascending."""
        return np.array([place.at for place in self.search[0]])

    @cached_property
    def valleys(self) -> Valleys:
        """Where it may be lowest."""
        zones = [[place.low for place in self.search[0]], [place.high for place in self.search[0]]]
        return valleys(self.mean, np.array(zones))

    @property
    def is_decided(self) -> bool:
        """Whether nothing was left open anywhere."""
        return self.valleys.complete and self.search[1] and not self.valleys.open_ended

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Where it does not vary, from one place to another, ascending."""
        ends = np.concatenate([[-np.inf], self.places, [np.inf]])
        found = set()
        for low, high in self.valleys.flat:
            first = int(np.searchsorted(ends, low, side="right")) - 1
            last = max(first + 1, int(np.searchsorted(ends, high, side="left")))
            levels = (self._level(float(ends[i]), float(ends[i + 1])) for i in range(first, last))
            found |= {stretch for stretch in levels if stretch}
        return sorted(found)

    def _level(self, low: float, high: float) -> Stretch | None:
        """The stretch between two places, unless F varies in it: analytic and flat somewhere, it is flat all over."""
        points = inside(low, high)
        values = self.mean.at(points)
        is_one = values.whole.all() and values.low.max() <= values.high.min()
        return Stretch(low, high, float(self.mean.value(points)[0])) if is_one else None

    @cached_property
    def _unlevel(self) -> list[tuple[float, float]]:
        """Where rounding hides how it varies."""
        lost = [
            (low, high)
            for low, high in self.valleys.flat
            if not any(stretch.low <= high and stretch.high >= low for stretch in self.stretches)
        ]
        return [(low if low > -FAR else -np.inf, high if high < FAR else np.inf) for low, high in touching(lost)]

    @property
    def asymptotes(self) -> list[float]:
        """Points far out at which it cannot be told from its limit."""
        return [-FAR if low == -np.inf else FAR for low, high in self._unlevel if not np.isfinite(high - low)]

    @cached_property
    def points(self) -> Array:
        """Where it may be lowest else, ascending: its kinks and the bottoms of its valleys."""
        seemingly_flat = [box for box in self._unlevel if np.isfinite(box).all()]
        boxes = touching(self.valleys.tiny + seemingly_flat)
        narrow = [(low, high) for low, high in boxes if high - low < 1 + abs(low) / 10]  # others are open regions
        bottoms = self._bottoms(narrow or ([] if len(self.places) else boxes))
        points = np.unique(np.concatenate([self.places, [at for at in bottoms if not self._is_place(at)]]))
        values = self.mean.value(points)
        least = values[np.isfinite(values)].min(initial=np.inf)
        return np.asarray(points[np.isfinite(values) & (values <= least + ALMOST * max(1.0, abs(least)))])

    @property
    def zones(self) -> tuple[Array, Array]:
        """How far rounding may have put these."""
        near = ULPS / 2 * np.spacing(np.abs(self.points))
        low, high = self.points - near, self.points + near
        zones = {place.at: place for place in self.search[0]}
        for i, at in enumerate(self.points.tolist()):
            if at in zones:
                low[i], high[i] = zones[at].low, zones[at].high
        return np.minimum(low, self.points), np.maximum(high, self.points)

    def _is_place(self, at: float) -> bool:
        near = np.maximum(4 * ULPS * np.spacing(np.maximum(np.abs(self.places), abs(at))), NEAREST)
        return bool((np.abs(self.places - at) <= near).any())

    def _bottoms(self, boxes: list[tuple[float, float]]) -> list[float]:
        """Where the slope changes its sign in each box, as closely as rounding lets it be known."""
        low, high = np.array(boxes).reshape(-1, 2).T
        for _ in range(ROUNDS):
            points = low[:, None] + SHARES * (high - low)[:, None]
            slopes = self.mean.over(points.ravel(), points.ravel())[1]
            falls, rises = ((side < 0).reshape(points.shape) for side in (slopes.high, -slopes.low))
            before = np.where(falls, points, low[:, None]).max(axis=1)
            after = np.where(rises, points, high[:, None]).min(axis=1)
            narrows = (before < after) & (after - before < 0.9 * (high - low))
            if not narrows.any():
                break
            low, high = np.where(narrows, before, low), np.where(narrows, after, high)
        return [_rounded(*box) for box in zip(low.tolist(), high.tolist(), strict=True)]


def lowest(field: Field, near: float) -> MinimiserSet:
    """All global minimisers of F.

    Args:
        field: the switches of F, which is the mean over the field's samples.
        near: of very many minimisers those nearest to this are given.
    """
    line = Line(field)
    values = line.mean.over(*line.zones, has_slopes=False)[0]
    levels = [stretch.level for stretch in line.stretches]
    best = min(values.high[np.isfinite(values.high)].min(initial=np.inf), *levels, np.inf)
    limit = infimum(line.mean, line.valleys, line.search[0], line.asymptotes)
    if best == np.inf or not best <= limit.value + TIE * max(1.0, abs(limit.value)):  # of no value, too
        return MinimiserSet("none", np.empty((0, 1)), limit.value, SOURCE, limit.is_known, False)
    low = [stretch for stretch in line.stretches if stretch.level <= best + TIE * abs(best)]
    kept = _apart(line.points[values.low <= best])
    if low:
        return _interval(line, low, kept)
    nearest = np.sort(kept[np.argsort(np.abs(kept - near), kind="stable")[:MOST_POINTS]])
    value = float(line.mean.value(nearest).min())
    exact = line.is_decided and len(kept) <= MOST_POINTS
    return MinimiserSet("point" if len(nearest) == 1 else "points", nearest[:, None], value, SOURCE, exact)


def _interval(line: Line, low: list[Stretch], points: Array) -> MinimiserSet:
    """The first of the lowest stretches; with others, or with points that are as low, it is not all."""
    (start, end), *others = touching([(stretch.low, stretch.high) for stretch in low])
    level = low[0].level
    ends = np.array([end for end in (start, end) if np.isfinite(end)])
    is_all = not others and not ((points < start) | (points > end)).any()
    closed = bool((np.abs(line.mean.value(ends) - level) <= TIE * max(1.0, abs(level))).all())
    bounded, exact = len(ends) == 2, line.is_decided and is_all
    return MinimiserSet("interval", np.array([[start], [end]]), level, SOURCE, exact, bounded, closed=closed)


def _rounded(low: float, high: float) -> float:
    """The middle of an interval, to twelve digits where that lies inside."""
    middle = (low + high) / 2
    rounded = float(f"{middle:.11e}")
    return rounded if low <= rounded <= high else middle


def _apart(points: Array) -> Array:
    """Ascending points without neighbours that rounding cannot tell from them."""
    return points[np.diff(points, prepend=-np.inf) > 2 * ULPS * np.spacing(np.abs(points))]
