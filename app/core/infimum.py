"""What a formula of one parameter tends to without attaining it: far out, at poles and at jumps."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.mean_enclosure import Mean
from app.core.places import Place
from app.core.valleys import Valleys

FAR = np.array([1e25, 1e50, 1e100])
"""Where F is looked at to see what it tends to."""
BESIDE = np.array([1e-4, 1e-8, 1e-12])
"""How far beside a place, as shares of its size."""
LAST = 1e-4
"""How much of the last of these steps is left to go."""
STILL = 1e-9
"""Values that differ by no more than this share do not change any more."""


class Limit(NamedTuple):
    """The least that F comes arbitrarily near to, as far as it was looked for."""

    value: float
    is_known: bool
    """Whether it falls without end for certain."""


NO_LIMIT = Limit(np.inf, True)


def infimum(mean: Mean, valleys: Valleys, places: tuple[Place, ...], asymptotes: list[float]) -> Limit:
    """The lowest of the limits: of what falls far out, of both sides of every place, and of what only seems flat.

    Args:
        mean: F.
        valleys: what branch and bound has left.
        places: where F may jump or have a pole.
        asymptotes: points far out at which rounding does not let F be told from its limit.
    """
    found = [NO_LIMIT]
    for side in (*valleys.falling, *valleys.open_ended):
        limit = _tends_to(mean, side * FAR, side in valleys.falling, 0.0)
        found.append(limit._replace(value=max(limit.value, valleys.floor)) if side in valleys.open_ended else limit)
    for place in places:
        for side in (-1, 1):
            found.append(_tends_to(mean, place.at + side * BESIDE * max(1.0, abs(place.at)), True, LAST))
    found += [Limit(float(value), False) for value in mean.value(np.array(asymptotes))] if asymptotes else []
    return min(found)


def _tends_to(mean: Mean, points: Array, falls: bool, last: float) -> Limit:
    """What three values lead to, as if the last step went on straight for a share of its length."""
    values = mean.value(points)
    if (values == -np.inf).any():
        return Limit(-np.inf, falls)
    if not np.isfinite(values).all():
        return NO_LIMIT
    first, second, third = values.tolist()
    is_still = abs(third - second) <= STILL * max(1.0, abs(third))
    if third < second and not is_still and second - third >= (first - second) / 2:
        return Limit(-np.inf, falls)
    return Limit(float(f"{third + last * (third - second):.13g}"), False)
