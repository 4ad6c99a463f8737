"""The linear pieces of a convex, piecewise linear loss."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.loss import Loss


class Pieces(NamedTuple):
    """ρ(r) = max over j of slopes[j]·r + intercepts[j]; piece j ends at kinks[j] and piece j + 1 begins."""

    slopes: Array
    intercepts: Array
    kinks: Array


def pieces(loss: Loss) -> Pieces:
    """The pieces from left to right, read off the loss at its kinks.

    >>> from app.core.losses.hinge import Hinge
    >>> pieces(Hinge()).intercepts
    array([1., 0.])
    """
    kinks = np.array(loss.kinks())
    left, right = loss.slopes(kinks)
    slopes = np.append(left, right[-1])
    at = np.append(kinks, kinks[-1])
    return Pieces(slopes, loss.value(at) - slopes * at, kinks)
