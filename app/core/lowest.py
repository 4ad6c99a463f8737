"""All minimisers of a formula of one parameter: of its kinks, smooth valleys and flat stretches the lowest."""

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.contenders import TIE, Line, Stretch
from app.core.infimum import Limit
from app.core.interval import Interval
from app.core.minimiser_set import MinimiserSet
from app.core.valleys import ULPS

MOST_POINTS = 100
"""Minimisers that are named, if there are more."""
BESIDE = 1e-4
"""How close to a hole, as a share of the size, points are taken to be its neighbours."""
SOURCE = "branch and bound"


def lowest(field: Field, near: float) -> MinimiserSet:
    """All global minimisers of F.

    Args:
        field: the switches of F, which is the mean over the field's samples.
        near: of very many minimisers those nearest to this and to 0 are given.
    """
    line = Line(field)
    values = line.values
    levels = [stretch.level for stretch in line.stretches]
    best = min(values.high[np.isfinite(values.high)].min(initial=np.inf), *levels, np.inf)
    limit = line.limit
    is_decided = line.is_decided(min(best, limit.value))
    if best == np.inf or not best <= limit.value + _rounding(limit, values):
        return MinimiserSet("none", np.empty((0, 1)), limit.value, SOURCE, limit.is_known and is_decided, False)
    low = [stretch for stretch in line.stretches if stretch.level <= best + TIE * abs(best)]
    kept = _apart(line.points[values.low <= best])
    if not low and limit.is_known and best >= limit.value - limit.near and _are_beside_holes(line, kept):
        return MinimiserSet("none", np.empty((0, 1)), limit.value, SOURCE, False, False)
    return _interval(line, low, kept, is_decided) if low else _points(line, kept, near, is_decided)


def _are_beside_holes(line: Line, points: Array) -> bool:
    """Whether all points lie close to places without a value, where rounding cannot tell F from its limit there."""
    holes = line.places[~line.mean.has_value(line.places)]
    away = np.abs(points[:, None] - holes).min(axis=1, initial=np.inf)
    return bool((away <= BESIDE * (1 + np.abs(points))).all())


def _rounding(limit: Limit, values: Interval) -> float:
    """How much higher than a limit the lowest value may be that rounding cannot tell from it."""
    most = TIE * max(1.0, abs(limit.value))
    if not limit.is_known or not len(values.high):
        return most
    lowest = int(np.nanargmin(np.append(values.high, np.inf)))
    return limit.near + float(np.minimum(values.high - values.low, most)[min(lowest, len(values.high) - 1)])


def _points(line: Line, points: Array, near: float, is_decided: bool) -> MinimiserSet:
    """Points alone; of very many those between 0 and a point, and then those nearest to it."""
    low, high = min(0.0, near), max(0.0, near)
    away = np.maximum(low - points, points - high).clip(0)
    named = np.sort(points[np.lexsort((np.abs(points - near), away))[:MOST_POINTS]])
    value, is_all = float(line.mean.value(named).min()), len(points) == len(named)
    if line.mean.at(named).low.min() <= 0 <= line.floor:
        value = 0.0
    return MinimiserSet(
        "point" if len(points) == 1 else "points",
        named[:, None],
        value,
        SOURCE,
        is_decided and is_all,
        complete=is_all and is_decided,
    )


def _interval(line: Line, low: list[Stretch], points: Array, is_decided: bool) -> MinimiserSet:
    """The first of the lowest stretches; with others, or with points that are as low, it is not all."""
    (start, end), *others = _joined(line, low)
    level = low[0].level
    ends = np.array([end for end in (start, end) if np.isfinite(end)])
    is_all = not others and not ((points < start) | (points > end)).any()
    closed = bool((np.abs(line.mean.value(ends) - level) <= TIE * max(1.0, abs(level))).all())
    bounded, exact = len(ends) == 2, is_decided and is_all
    ends = np.array([[start], [end]])
    return MinimiserSet("interval", ends, level, SOURCE, exact, bounded, closed=closed, complete=is_all)


def _joined(line: Line, stretches: list[Stretch]) -> list[tuple[float, float]]:
    """Stretches that touch as one, unless F is higher at the place between them."""
    found: list[tuple[float, float]] = []
    for low, high, level in stretches:
        if found and found[-1][1] == low and line.mean.value(np.array([low]))[0] <= level + TIE * max(1.0, abs(level)):
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found


def _apart(points: Array) -> Array:
    """Ascending points without neighbours that rounding cannot tell from them."""
    return points[np.diff(points, prepend=-np.inf) > 2 * ULPS * np.spacing(np.abs(points))]
