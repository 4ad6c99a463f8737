"""Where a formula of one parameter may be lowest: its kinks, the bottoms of its valleys, flat stretches, limits."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.bottoms import bottoms
from app.core.boxes import Field
from app.core.infimum import NO_LIMIT, Limit, discontinuous, limits, value_at
from app.core.interval import Interval
from app.core.mean_enclosure import Mean
from app.core.open_ends import is_approached
from app.core.places import Place, places_between
from app.core.valleys import FAR, ULPS, Valleys, inside, touching, valleys

REACHES = 100.7, 10.07, 1.07
"""How far from 0 kinks are looked for; less far where they are very many. Beyond, boxes alone tell. Nobody puts kinks
at these numbers."""
TIE = 1e-11
"""A limit that F does not attain is lower than its values by more than this share of its size."""
NEAREST = 1e-20
"""Points at this distance are one."""
ALMOST = 1e-6
"""Kinks at which F is higher than at another by more than this share are not looked at closely."""
MOST_EXACT = 40
"""Places at which values are looked at closely, where they are many."""


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
        for reach in REACHES:
            places, is_all = places_between(self.field, -reach, reach)
            if is_all:
                break
        return tuple(place for place in places if abs(place.at) < reach), is_all and reach == REACHES[0]

    @cached_property
    def places(self) -> Array:
        """Where it may have kinks, ascending."""
        return np.array([place.at for place in self.search[0]])

    @cached_property
    def valleys(self) -> Valleys:
        """Where it may be lowest."""
        zones = [[place.low for place in self.search[0]], [place.high for place in self.search[0]]]
        return valleys(self.mean, np.array(zones))

    def is_decided(self, level: float) -> bool:
        """Whether nothing was left open anywhere where F may be lower than that."""
        floors = [limit.floor for limit in self.limits if not limit.is_known]
        floors += [self.valleys.floor] if self.valleys.open_ended else []
        is_searched = self.valleys.complete and self.search[1]
        return bool(level == -np.inf or (is_searched and min(floors, default=np.inf) >= level - TIE * abs(level)))

    @cached_property
    def limits(self) -> list[Limit]:
        """What it tends to where it may come lower than at every point."""
        far = {-1 if low == -np.inf else 1 for low, high in self._unlevel if not np.isfinite(high - low)}
        return limits(self.mean, self.valleys, self.search[0], far)

    @property
    def limit(self) -> Limit:
        """The lowest of these."""
        return min(self.limits, key=lambda limit: (limit.value, not limit.is_known), default=NO_LIMIT)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Where it does not vary, from one place to another, ascending."""
        ends = np.concatenate([[-np.inf], self.places, [np.inf]])
        found = set()
        everywhere = [] if self.valleys.complete or len(ends) > MOST_EXACT else pairwise(ends)
        for low, high in (*self.valleys.flat, *everywhere):
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
        ends = np.array([low]), np.array([high])
        least = self.mean.over(*ends, has_slopes=False)[0].low[0]
        if (
            is_one
            and is_approached(self.field, *ends)[0]
            and least >= values.low.min() - ALMOST * abs(values.low.min())
        ):
            return None
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

    def _attaining(self, boxes: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """The boxes without those on which it comes to its lowest limit, and is nowhere equal to it, but for places."""
        if not boxes or not np.isfinite(self.limit.value):
            return boxes
        low, high = np.array(boxes).T
        low = np.where(np.isin(low, self.places), np.nextafter(low, np.inf), low)
        high = np.where(np.isin(high, self.places), np.nextafter(high, -np.inf), high)
        centre = self.mean.at(low / 2 + high / 2)
        near = self.limit.near + 2 * (centre.high - centre.low)
        no_lower = self.mean.over(low, high, has_slopes=False)[0].low >= self.limit.value - near
        kept = ~(no_lower & is_approached(self.field, low, high))
        return list(zip(low[kept].tolist(), high[kept].tolist(), strict=True))

    @cached_property
    def exactly(self) -> dict[float, Limit]:
        """Its values at places where it jumps or is steep, which rounding would put on the other side."""
        at = discontinuous(self.mean, self.places)[:MOST_EXACT].tolist()
        return {place: value for place in at if (value := value_at(self.mean, place))}

    @property
    def values(self) -> Interval:
        """What it may be at each of its points."""
        found = self.mean.over(*self.zones, has_slopes=False)[0]
        for i, at in enumerate(self.points.tolist()):
            if at in self.exactly:
                value, _, near, _ = self.exactly[at]
                found.low[i], found.high[i] = value - near, value + near
        return found

    @cached_property
    def points(self) -> Array:
        """Where it may be lowest else, ascending: its kinks and the bottoms of its valleys."""
        seemingly_flat = [box for box in self._unlevel if np.isfinite(box).all()]
        boxes = touching(self._attaining(self.valleys.tiny + seemingly_flat))
        narrow = [(low, high) for low, high in boxes if high - low < 1 + abs(low) / 10]  # others are open regions
        found = bottoms(self.mean, narrow or ([] if len(self.places) else boxes))
        points = np.unique(np.concatenate([self.places, [at for at in found if not self._is_place(at)]]))
        points = points[self.mean.has_value(points)]
        values = self.mean.value(points)
        for i, at in enumerate(points.tolist()):
            values[i] = self.exactly[at].value if at in self.exactly else values[i]
        return np.asarray(points[values <= values.min(initial=np.inf) + ALMOST * max(1.0, abs(values.min(initial=0)))])

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

    @property
    def floor(self) -> float:
        """No less than this is it anywhere."""
        return float(self.mean.over(np.array([-np.inf]), np.array([np.inf]), has_slopes=False)[0].low[0])

    def _is_place(self, at: float) -> bool:
        near = np.maximum(4 * ULPS * np.spacing(np.maximum(np.abs(self.places), abs(at))), NEAREST)
        return bool((np.abs(self.places - at) <= near).any())
