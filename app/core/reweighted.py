"""Parabolas that touch losses from above: what iteratively reweighted least squares is made of."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.loss import Loss

TRIED = 2.0 ** np.arange(-40, 41)
"""Sizes of residuals at which a loss is compared with its parabolas."""


class Parabolas(NamedTuple):
    r"""For every row \(w r^2/2 + m r\), up to a constant, as F counts it: both of shape (n,)."""

    weights: Array
    middles: Array


def middle(loss: Loss) -> float:
    """The middle of the slopes at 0."""
    left, right = loss.slopes(np.zeros(1))
    return float(left[0] + right[0]) / 2


def weight(loss: Loss, r: Array, epsilon: float) -> Array:
    """(ρ′(r) − m)/r, with residuals below ε counted as ε; 0/0 at a kink if ε is 0."""
    away = np.where(np.abs(r) > epsilon, r, epsilon)
    left, right = loss.slopes(away)
    at_rest = (left == right) & (away == 0)  # a smooth loss bends there as its parabola
    bend: Array = np.array(loss.curvature(away))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.divide((left + right) / 2 - middle(loss), away, out=bend, where=~at_rest)


def parabolas(fit: Affine, r: Array, epsilon: float) -> Parabolas:
    """Those that touch the rows' losses at their residuals."""
    weights = [weight(part.loss, r[part.rows], epsilon) for part in fit.parts]
    middles = [np.full(part.rows.stop - part.rows.start, middle(part.loss)) for part in fit.parts]
    return Parabolas(fit.shares * np.concatenate(weights), fit.shares * np.concatenate(middles))


@lru_cache(maxsize=256)
def is_below_parabolas(loss: Loss) -> bool:
    """Whether every such parabola lies above the loss: it is even but for m·r, and bends ever less away from 0."""
    if loss.margin or not set(loss.kinks()) <= {0.0} or loss.jumps():
        return False
    with np.errstate(all="ignore"):
        above, below = (weight(loss, side * TRIED, 0.0) for side in (1.0, -1.0))
    slack = 1e-6 * np.abs(above)
    return bool(np.all(np.abs(above - below) <= slack) and np.all(np.diff(above) <= slack[:-1]))


def solve(fit: Affine, theta: Array, epsilon: float) -> Array:
    """The step to the minimiser of the parabolas' sum, the shortest of all; NaN where a weight is none."""
    r = fit.residual(theta)
    weights, middles = parabolas(fit, r, epsilon)
    if not np.isfinite(weights).all():
        return np.full(fit.parameters, np.nan)
    root = np.sqrt(weights)
    pull = np.divide(weights * r + middles, root, out=np.zeros_like(root), where=root > 0)
    return np.asarray(-np.linalg.lstsq(root[:, None] * fit.matrix, pull)[0])
