"""A loss over intervals: bounds of its values and of its difference quotients, by what every loss says of itself.

They rest on two laws that every entry obeys: on an interval a loss is largest at an end, and between its marks
its slope is monotone unless its curvature is bounded.
"""

import math

import numpy as np

from app.core.arrays import Array
from app.core.interval import Interval, outward
from app.core.loss import Loss

FAR = 1e150
"""What stands for an infinite residual."""
ULPS = 32
"""How many units in the last place a loss's formula may be off."""


def _marks(loss: Loss) -> tuple[float, ...]:
    return tuple(sorted({0.0, *loss.kinks(), *loss.breaks(), *loss.jumps()}))


def value_over(loss: Loss, u: Interval) -> Interval:
    """ρ(u): least at an end, at 0, at a mark, or, of a convex loss, above its tangents."""
    ends = np.clip(u.low, -FAR, FAR), np.clip(u.high, -FAR, FAR)
    values = [loss.value(end) for end in ends]
    least, most = np.minimum(*values), np.maximum(*values)
    beside = [at for jump in loss.jumps() for at in (math.nextafter(jump, -1e300), math.nextafter(jump, 1e300))]
    for at in (*_marks(loss), *beside):
        inside, value = (u.low <= at) & (u.high >= at), loss.value(np.array(at))
        least, most = np.where(inside, np.minimum(least, value), least), np.where(inside, np.maximum(most, value), most)
    if loss.convex and not _has_its_least_at_a_mark(loss):
        least = np.minimum(least, _above_tangents(loss, ends, values))
    return outward(least, np.where(np.isinf(u.low) | np.isinf(u.high), np.inf, most), u, ulps=ULPS)


def _has_its_least_at_a_mark(loss: Loss) -> bool:
    left, right = loss.slopes(np.array(_marks(loss)))
    return bool(((left <= 0) & (right >= 0)).any())


def _above_tangents(loss: Loss, ends: tuple[Array, Array], values: list[Array]) -> Array:
    """Where two tangents at the ends meet, if the loss falls at the first and rises at the second."""
    fall, rise = loss.slopes(ends[0])[1], loss.slopes(ends[1])[0]
    turns = (fall < 0) & (rise > 0)
    steps = np.where(turns, rise - fall, 1.0)
    at = (values[0] - values[1] + rise * ends[1] - fall * ends[0]) / steps
    meet = values[0] + fall * (at - ends[0])
    return np.where(turns, meet - 1e-12 * np.abs(values[0]), np.inf)


def slope_over(loss: Loss, u: Interval) -> Interval:
    """Bounds of [ρ(r) − ρ(s)]/(r − s) for all r and s in u."""
    low, high = _slope_at_ends(loss, u)
    if not loss.convex:
        steepest, bend = loss.lipschitz(), loss.smoothness()
        wide = np.zeros(low.shape, bool)
        if math.isfinite(bend):
            wide = np.isinf(u.low) | np.isinf(u.high)
            middle = u.low / 2 + u.high / 2
            centre, reach = loss.slopes(middle)[0], bend * np.maximum(u.high - middle, middle - u.low)
            low, high = np.maximum(centre - reach, -steepest), np.minimum(centre + reach, steepest)
        else:
            low, high = np.minimum(low, high), np.maximum(low, high)
            for mark in _marks(loss):
                wide = wide | ((u.low <= mark) & (u.high >= mark))
        low, high = np.where(wide, -steepest, low), np.where(wide, steepest, high)
    found = outward(low, high, u, ulps=1 if loss.degree == 1 else ULPS)
    jumps = [(u.low <= jump) & (u.high >= jump) for jump in loss.jumps()]
    return found.free(np.logical_or.reduce(jumps)) if jumps else found


def _slope_at_ends(loss: Loss, u: Interval) -> tuple[Array, Array]:
    left, right = loss.slopes(np.clip(u.low, -FAR, FAR))[0], loss.slopes(np.clip(u.high, -FAR, FAR))[1]
    below, above = loss.limits()
    return np.where(np.isinf(u.low), below, left), np.where(np.isinf(u.high), above, right)
