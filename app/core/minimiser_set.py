"""The set of minimisers of a problem, and how it was found."""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.core.arrays import Array


class Certificate(NamedTuple):
    """Why a point is a minimiser: one slope for each sample at a kink, such that all slopes add up to 0.

    Each multiplier lies in its sample's interval (Koenker & Bassett 1978, theorem 3.3).
    """

    samples: tuple[int, ...]
    multipliers: tuple[float, ...]


@dataclass(frozen=True)
class MinimiserSet:
    """All minimisers: the convex hull of `points`, of shape (m, p), or those points alone where `kind` is "points".

    In one parameter an interval's end may be infinite. `kind` is "none" when F only approaches its
    infimum; `value` is then that infimum.
    """

    kind: Literal["point", "points", "interval", "polygon", "none"]
    points: Array
    value: float
    source: str
    exact: bool
    """Whether a closed form or a linear programme gave it, up to rounding, rather than an iteration."""
    bounded: bool = True
    certificate: Certificate | None = None
    closed: bool = True
    """Whether its ends belong to it; where F jumps they may not."""
    complete: bool = True
    """Whether there are no more than these."""

    @property
    def least(self) -> str:
        """What F* is, in words: gaps F − F* are measured from it."""
        if self.kind != "none":
            return "minimum"
        return "infimum" if math.isfinite(self.value) else "lowest value met"
