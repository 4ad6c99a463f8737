"""The shapes of one key at many values."""

from typing import Literal

from app.api.shapes.base import Gapped, Shape, Table
from app.api.shapes.descent import KinkHit, Outcome
from app.api.shapes.landscape import LandscapeAnswer


class SweepError(Shape):
    """What is wrong with the link at a position."""

    field: str
    """The key of the link."""
    message: str
    """What is wrong, and what is allowed."""
    input: str
    """What it is."""


class ShownStep(Shape):
    """The step of a run that the link's frame shows; without one, the last."""

    step: int
    """Its number."""
    theta: list[float]
    """The iterate, in full."""
    value: float | None
    """F there; null where it is more than float64 holds."""
    subgradient: list[float] | None
    """What was reported there; null where that is not finite."""
    kink_hit: KinkHit | None
    """The kinks that it lies on, if any."""


class SweepRun(Shape):
    """A run at a position."""

    run: int
    """Its number in the link."""
    title: str
    """It in words."""
    iterates: Table
    """θ₀, θ₁, …, a row each; with a view, rounded to 1/16,384 of its extent."""
    values: Gapped | None
    """F at each iterate, in one parameter; null in more, where no picture shows them."""
    shown: ShownStep
    """The step that the link shows."""
    outcome: Outcome
    """Why it ended."""


class SweepPosition(Shape):
    """The experiment at one value of the key; nothing but errors where that is invalid."""

    value: str
    """The value, as it was sent."""
    errors: list[SweepError]
    """What is wrong with it; empty where it is valid."""
    link: str | None
    """The canonical link."""
    title: str | None
    """The experiment in words."""
    runs: list[SweepRun] | None
    """In the order of their numbers."""
    landscape: LandscapeAnswer | None
    """The picture of F, a surface on fewer points; null where no value of the key changes it."""


class SweepAnswer(Shape):
    """What is drawn at each value of a key."""

    key: str
    """Which key."""
    parts: list[Literal["landscape", "runs"]]
    """What the values change."""
    positions: list[SweepPosition]
    """One for each value, in their order."""
