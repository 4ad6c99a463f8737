"""A loss of a series: its value and its slope along a ray, on the side of its kinks to which the ray goes."""

import math
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from app.core.exponent import Exponent
from app.core.loss import Loss
from app.core.rounded import UNIT, Rounded
from app.core.series import UNDEFINED, Series

STEEPEST = 1e100
"""Slopes and curvatures beyond are infinite at the mark itself."""
BARELY = Fraction(1, 16)
"""What is added to the last power of h that is known, where all that is known of the next is that it is higher."""


class _Shape(NamedTuple):
    """A loss beside a number, on one side: ρ(at + h) = value + slope·h + half·h² + O(hᵉⁿᵈ)."""

    h: Series
    value: Rounded
    slope: Rounded
    half: Rounded
    end: Exponent


def _foot(loss: Loss, u: Series) -> tuple[float, Series]:
    """The number at which u starts, and what it adds; a kink that rounding cannot tell from it is it."""
    for mark in (*loss.kinks(), *loss.breaks(), *loss.jumps()):
        beyond = u - mark
        if beyond.lead > 0:
            return mark, beyond
    return u.limit, u.rest()


def _shape(loss: Loss, u: Series) -> _Shape:
    at, h = _foot(loss, u)
    near = u.term(0).bound
    beside = np.nextafter(at, at + h.sign) if h.sign else at
    left, right = (float(side) for side in loss.slopes(np.array(at)))
    slope = {-1: left, 0: (left + right) / 2, 1: right}[h.sign]
    half = float(loss.curvature(np.array(beside))) / 2
    value = float(loss.value(np.array(beside if at in loss.jumps() else at)))
    end: Exponent = 3 if loss.degree is None else math.inf
    if not abs(half) < STEEPEST:
        half, end = 0.0, 1 + BARELY
    if not abs(slope) < STEEPEST:
        slope, half, end = 0.0, 0.0, BARELY
    return _Shape(
        h,
        Rounded(value, abs(slope) * near + 4 * UNIT * abs(value)),
        Rounded(slope, 2 * UNIT * abs(slope) + abs(2 * half) * near),
        Rounded(half, UNIT * abs(half)),
        end,
    )


def slope_along(loss: Loss, u: Series) -> Series:
    """ρ′(u) along the ray: exact for piecewise quadratic losses, else to first order."""
    if not math.isfinite(u.limit):
        return UNDEFINED
    h, _, slope, half, end = _shape(loss, u)
    return _up_to(Series.of({0: slope}) + Series.of({0: half}) * h * 2, h, end - 1)


def value_along(loss: Loss, u: Series) -> Series:
    """ρ(u) along the ray: exact for piecewise quadratic losses, else to second order."""
    if not math.isfinite(u.limit):
        return UNDEFINED
    h, value, slope, half, end = _shape(loss, u)
    return _up_to(Series.of({0: value}) + Series.of({0: slope}) * h + Series.of({0: half}) * h * h, h, end)


def _up_to(series: Series, h: Series, end: Exponent) -> Series:
    """The series with a remainder of a power of h."""
    return series if h.is_zero or end == math.inf else series + Series({}, end * h.lead)
