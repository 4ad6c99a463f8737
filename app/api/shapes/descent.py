"""The shapes of the runs and of what is found of them."""

from typing import Literal

from app.api.shapes.base import Gapped, Series, Shape, Table
from app.api.shapes.minimisers import Minimisers


class KinkHit(Shape):
    """An iterate exactly on a kink; the first samples and how many there are."""

    step: int
    """Number of the iterate."""
    samples: list[int]
    """The first of the samples that are at a kink there."""
    count: int
    """How many there are."""


class Outcome(Shape):
    """Why a run ended."""

    kind: Literal["finished", "non_finite", "diverged"]
    """Why it ended."""
    step: int
    """Number of the last iterate."""
    samples: list[int]
    """Samples whose slope was not a finite number."""
    sentence: str
    """The same in words."""
    early: bool
    """Whether the method stopped by itself before its last step."""


class Remedy(Shape):
    """A changed link."""

    title: str
    """What it changes."""
    link: str
    """The changed link, canonical."""


class Finding(Shape):
    """A diagnosis of a run."""

    kind: str
    """Which diagnosis."""
    title: str
    """It in a few words."""
    verdict: bool
    """Whether it is the verdict on the run, or a note beside it."""
    evidence: dict[str, float | int | str | list[float] | list[int]]
    """Its figures, by name."""
    sentence: str
    """It in words."""
    remedy: Remedy | None
    """What to try, if there is something."""


class Bound(Shape):
    """A curve of theory over the steps."""

    kind: str
    """Which theorem."""
    name: str
    """The theorem in words."""
    formula: str
    """What it promises."""
    source: str
    """Who proved it."""
    applies: bool
    """Whether its conditions hold here."""
    reason: str
    """Why, or why not."""
    bounds: Literal["best", "last", "worst_case"]
    """Whether it bounds the best gap so far, the gap itself, or neither: what no method can promise to beat."""
    steps: list[int]
    """Numbers of steps."""
    values: Series
    """The bound on the gap at each."""


class RunAnswer(Shape):
    """One run; `subgradients` has one row fewer than `iterates` when its last answer was not finite."""

    run: int
    """Its number in the link."""
    title: str
    """It in words."""
    method: str
    """Its method."""
    iterates: Table
    """θ₀, θ₁, …, a row each."""
    values: Gapped
    """F at each iterate; null where it is more than float64 holds, which only the start may be."""
    gaps: Gapped
    """F − F* at each iterate, not below 0; null as F is."""
    best_values: Gapped
    """Least F so far, at each iterate; null as F is."""
    subgradients: Table
    """What was reported at each iterate, a row each."""
    subgradient_norms: Gapped
    """Their lengths; null where one is more than float64 holds."""
    step_sizes: Series
    """α of each step."""
    kink_hits: list[KinkHit]
    """Iterates that lie exactly on a kink."""
    outcome: Outcome
    """Why it ended."""
    findings: list[Finding]
    """What is to say of it; the first is the verdict."""
    theory: list[Bound]
    """Bounds to draw over it."""


class DescentAnswer(Shape):
    """All runs, the minimisers, and the canonical link."""

    title: str
    """The experiment in words."""
    runs: list[RunAnswer]
    """In the order of their numbers."""
    minimisers: Minimisers
    """Where F is least."""
    link: str
    """The canonical link."""
