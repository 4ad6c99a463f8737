"""What a run leaves behind: its iterates, what the oracle said at each, and why it ended."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.core.arrays import Array


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
