"""A loss of a series: its value and its slope along a ray, on the side of its kinks to which the ray goes."""

import math

import numpy as np

from app.core.loss import Loss
from app.core.rounded import UNIT, Rounded
from app.core.series import Series


def _foot(loss: Loss, u: Series) -> tuple[float, Series]:
    """The number at which u starts, and what it adds; a kink that rounding cannot tell from it is it."""
    for mark in (*loss.kinks(), *loss.breaks(), *loss.jumps()):
        beyond = u - mark
        if beyond.lead > 0:
            return mark, beyond
    return u.limit, u.rest()


def _shape(loss: Loss, u: Series) -> tuple[float, Series, Rounded, Rounded]:
    """The foot, what is added, and the slope and half the curvature on that side."""
    at, h = _foot(loss, u)
    near = u.term(0).bound
    left, right = (float(side) for side in loss.slopes(np.array(at)))
    beside = np.nextafter(at, at + h.sign) if h.sign else at
    bend = float(loss.curvature(np.array(beside)))
    slope = {-1: left, 0: (left + right) / 2, 1: right}[h.sign]
    return at, h, Rounded(slope, 2 * UNIT * abs(slope) + abs(bend) * near), Rounded(bend / 2, UNIT * abs(bend) + near)


def slope_along(loss: Loss, u: Series) -> Series:
    """ρ′(u) along the ray: exact for piecewise quadratic losses, else to first order."""
    if not math.isfinite(u.limit):
        return Series({}, -math.inf)
    _, h, slope, half = _shape(loss, u)
    exact = loss.degree is not None or h.is_zero
    remainder = Series({}, math.inf if exact else 2 * h.lead)
    return Series.of({0: slope}) + Series.of({0: half}) * h * 2 + remainder


def value_along(loss: Loss, u: Series) -> Series:
    """ρ(u) along the ray: exact for piecewise quadratic losses, else to second order."""
    if not math.isfinite(u.limit):
        return Series({}, -math.inf)
    at, h, slope, half = _shape(loss, u)
    value = float(loss.value(np.array(np.nextafter(at, at + h.sign) if at in loss.jumps() and h.sign else at)))
    near = abs(slope.number) * u.term(0).bound + 4 * UNIT * abs(value)
    exact = loss.degree is not None or h.is_zero
    remainder = Series({}, math.inf if exact else 3 * h.lead)
    return Series.of({0: Rounded(value, near)}) + Series.of({0: slope}) * h + Series.of({0: half}) * h * h + remainder
