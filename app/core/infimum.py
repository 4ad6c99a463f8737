"""What a formula of one parameter tends to without attaining it: far out, at poles and at jumps."""

from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.branching import Select, Sign
from app.core.mean_enclosure import Mean
from app.core.places import Place, roundest
from app.core.smooth import Divide, Log, Power
from app.core.tape import Tape
from app.core.valleys import Valleys
from app.core.zeros import Zone

FAR = np.array([1e25, 1e50, 1e100]), np.array([1e3, 1e5, 1e7])
"""Where F is looked at to see what it tends to; nearer, where rounding hides it."""
BESIDE = np.array([1e-4, 1e-8, 1e-12])
"""How far beside a place, as shares of its size."""
STILL = 1e-9
"""Values that differ by no more than this share do not change any more."""
HIDDEN = 1e-6
"""Values that rounding may have changed by more than this share say nothing."""


class Limit(NamedTuple):
    """The least that F comes arbitrarily near to, as far as it was looked for."""

    value: float
    is_known: bool
    """Whether it falls without end for certain."""


LINE = np.array([-np.inf]), np.array([np.inf])
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
        limits = (_tends_to(look, side in valleys.falling) for look in _looks(mean, side * np.array(FAR)))
        limit = next((limit for limit in limits if limit), NO_LIMIT)
        found.append(limit._replace(value=max(limit.value, valleys.floor)) if side in valleys.open_ended else limit)
    if places and _may_jump(mean.field.tape):
        at = np.array([place.at for place in places])[:, None]
        steps = BESIDE * np.maximum(1.0, np.abs(at))
        looks = _looks(mean, np.concatenate([at - steps, at + steps]))
        found += [_tends_to(look, True) or NO_LIMIT for look in looks]
    found += [Limit(float(value), False) for value in mean.value(np.array(asymptotes))] if asymptotes else []
    return _not_below(min(found), float(mean.over(*LINE, has_slopes=False)[0].low[0]))


def _not_below(limit: Limit, floor: float) -> Limit:
    """A limit that was guessed from a few values, no lower than F is anywhere."""
    return Limit(floor, False) if limit.value < floor else limit


def _may_jump(tape: Tape) -> bool:
    """Whether an operation may jump or grow beyond all bounds at a point."""
    for primitive, _, _ in tape.operations:
        if isinstance(primitive, Sign | Select | Divide | Log) or (primitive.loss and primitive.loss.jumps()):
            return True
        if isinstance(primitive, Power) and primitive.exponent < 0:
            return True
    return False


class Look(NamedTuple):
    """F at three points that lead somewhere: its values, and between what bounds rounding leaves them."""

    values: Array
    low: Array
    high: Array


def _looks(mean: Mean, points: Array) -> list[Look]:
    """F at many triples of points at once."""
    known = mean.at(points.ravel())
    rows = (each.reshape(points.shape) for each in (mean.value(points.ravel()), known.low, known.high))
    return list(map(Look, *rows))


def _tends_to(look: Look, falls: bool) -> Limit | None:
    """What three values lead to, by Aitken's rule; None where they are none, or rounding hides them."""
    values = look.values
    if (values == -np.inf).any():
        return Limit(-np.inf, falls)
    if not np.isfinite(values).all() or (look.high - look.low > HIDDEN * np.maximum(1.0, np.abs(values))).any():
        return None
    first, second, third = values.tolist()
    before, after = second - first, third - second
    is_still = abs(after) <= STILL * max(1.0, abs(third))
    if after < 0 and not is_still and after <= before / 2:
        return Limit(-np.inf, falls)
    ahead = after * after / (after - before) if abs(after) < abs(before) else 0.0
    limit, near = third - ahead, float(look.high[2] - look.low[2]) + 1e-13 * abs(third)
    return Limit(roundest(Zone(limit - near, limit + near, 0)), False)
