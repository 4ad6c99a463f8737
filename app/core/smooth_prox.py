"""The prox of a smooth convex loss that has no closed form."""

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss

ROUNDS = 200
"""Newton's steps, or halvings of the bracket where they leave it, until no float is left in it."""
EPS = float(np.finfo(float).eps)


def smooth_prox(loss: Loss, v: Array, weight: float) -> Array:
    r"""The root u of \(\rho'(u) + (u - v)/\lambda = 0\), element by element; its left side only rises.

    >>> from app.core.losses.squared import Squared
    >>> smooth_prox(Squared(), np.array([3.0]), 0.5)
    array([2.])
    """
    # At the root the slope is (v − u)/λ, so it lies on that side of v to which the loss falls, and a convex
    # loss is no steeper there than at v.
    reach = weight * loss.slopes(v)[0]
    low, high = np.minimum(v, v - reach), np.maximum(v, v - reach)
    u, before, is_found = v, np.full_like(v, np.inf), np.zeros(v.shape, bool)
    for _ in range(ROUNDS):
        pull, back = loss.slopes(u)[0], (u - v) / weight
        slope = pull + back
        low, high = np.where(slope > 0, low, u), np.where(slope > 0, u, high)
        step = slope / (loss.curvature(u) + 1 / weight)
        is_inside = (u - step > low) & (u - step < high) & (np.abs(step) < before / 2)
        following = np.where(is_inside, u - step, (low + high) / 2)
        is_lost = np.abs(slope) <= 4 * EPS * (np.abs(pull) + np.abs(back))  # in the rounding of its two terms
        left = np.minimum(np.abs(following - u), weight * np.abs(slope))  # the slope rises by 1/λ at the least
        is_found = is_found | is_lost | (left <= 2 * EPS * np.abs(u))
        if is_found.all():
            break
        u, before = np.where(is_found, u, following), np.where(is_found, before, np.abs(following - u))
    return np.asarray(u)
