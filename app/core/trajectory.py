"""What a run leaves behind: its iterates, what the oracle said at each, and why it ended."""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from app.core.arrays import Array

NO_VALUE = "F has no value."
"""How the sentence of an outcome ends whose run left the domain of F."""
LISTED = 16
"""How many samples a kink hit or a failure names at the most."""


class KinkHit(NamedTuple):
    """An iterate that lies exactly on a kink, in the precision of the run."""

    step: int
    samples: tuple[int, ...]
    """The first of the samples that are at a kink there."""
    count: int  # type: ignore[assignment]  # the word of the API
    """How many there are."""


class Outcome(NamedTuple):
    """Why a run ended, at the iterate `step`."""

    kind: Literal["finished", "non_finite", "diverged"]
    step: int
    samples: tuple[int, ...]
    sentence: str

    @property
    def is_undefined(self) -> bool:
        """Whether it ended because F has no value at all, not one that is too large."""
        return self.sentence.endswith(NO_VALUE)


def failure(k: int, slopes: Array, failed: Array) -> Outcome:
    """The end of a run at iterate k, where slopes, those of some samples, or their sum are not finite."""
    samples = tuple(failed[:LISTED].tolist())
    word = "not a number" if np.isnan(slopes).any() else "infinite"
    why = f"a sample's slope is {word}" if samples else "together the slopes make no finite number"
    return Outcome("non_finite", k, samples, f"At iterate {k} the oracle's answer is not finite: {why}.")


def lost(k: int, value: float) -> Outcome:
    """The end of a run before iterate k, the first without a finite value, or at the start, if that is it."""
    if math.isnan(value):
        where = f"The step after iterate {k - 1} leads to where" if k else "At the start"
        return Outcome("non_finite", max(k - 1, 0), (), f"{where} {NO_VALUE}")
    if k == 0:
        return Outcome("non_finite", 0, (), "F at the start is more than float64 can hold.")
    return Outcome("diverged", k - 1, (), f"The value of the iterate after {k - 1} overflows.")


@dataclass(frozen=True)
class Trajectory:
    """θ₀ … θ_K with all that was recorded on the way; float64, whatever the precision of the run."""

    iterates: Array
    """(K + 1, p)"""
    values: Array
    """F(θₖ) in float64, (K + 1,)"""
    subgradients: Array
    """What the oracle reported, (K + 1, p), or (K, p) when its last answer was not finite."""
    step_sizes: Array
    """αₖ, (K,)"""
    kink_hits: tuple[KinkHit, ...]
    outcome: Outcome
