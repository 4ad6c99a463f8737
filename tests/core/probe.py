"""Where losses are probed: residuals of every scale, on and around what the loss names."""

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss

EPS = float(np.finfo(float).eps)
TINY = 1e-30
"""What a comparison may always be off by: quadrature of e⁻ʳ far out, numbers below 1e-300."""
OCTAVES = 2.0 ** np.arange(-40, 41)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)


def marks(loss: Loss) -> Array:
    """0, the kinks, the breaks and the jumps, ascending."""
    return np.unique(np.array([0.0, *loss.kinks(), *loss.breaks(), *loss.jumps()]))


LARGEST_VALUE = 1e60
"""Of a loss where it is probed: the exponential one leaves the floats within the octaves."""


def residuals(loss: Loss) -> Array:
    """The marks, their neighbours in float64, and points at every octave from 1e-12 to 1e12 around them."""
    at = marks(loss)
    steps = np.concatenate([-OCTAVES, [0.0], OCTAVES, [0.3, -0.3, 1.7, -1.7]])
    near = np.concatenate([np.nextafter(at, -np.inf), np.nextafter(at, np.inf)])
    r = np.unique(np.concatenate([(at[:, None] + steps).ravel(), near]))
    return r[loss.value(r) < LARGEST_VALUE]


def off_kinks(loss: Loss) -> Array:
    """The residuals that are no kink."""
    r = residuals(loss)
    return r[~np.isin(r, loss.kinks())]


def stretches(loss: Loss) -> tuple[Array, Array]:
    """Ends of intervals that cover [−1e12, 1e12], no mark inside, an eighth of an octave long at most.

    Left out are those that touch a jump or a mark at which the curvature is infinite, where quadrature fails.
    """
    at = marks(loss)
    parts = (OCTAVES[:-1, None] * (1 + np.arange(8) / 8)).ravel()
    ends = np.unique(at[:, None] + np.concatenate([-parts, [0.0], parts]))
    away = np.abs(ends[:, None] - at)
    # Beside a mark, an interval of a few units in the last place would have its nodes on the mark.
    ends = ends[np.all((away == 0) | (away > 2**12 * EPS * np.abs(at)), axis=1) & (np.abs(ends) <= 1e12)]
    keep = np.append(np.diff(ends) > 2**12 * EPS * np.abs(ends[1:]), True)
    ends = ends[keep]
    ends = ends[loss.value(ends) < LARGEST_VALUE]
    even = ~np.isin(ends, loss.jumps()) & np.isfinite(loss.curvature(ends))
    even = even[:-1] & even[1:]
    return ends[:-1][even], ends[1:][even]


def integrals(function, low: Array, high: Array) -> tuple[Array, Array]:
    """∫ f and ∫ |f| over each interval, by Gauss–Legendre quadrature, which never asks at the ends."""
    half = (high - low) / 2
    f = function((low + half)[:, None] + half[:, None] * NODES)
    return (f @ WEIGHTS) * half, (np.abs(f) @ WEIGHTS) * half
