"""The shape of a loss."""

from typing import Literal

from app.api.shapes.base import Gapped, Series, Shape


class Interval(Shape):
    """A kink of a loss."""

    r: float
    """Where: the residual, or the margin."""
    value: float
    """ρ there."""
    left: float | None
    """Slope from the left; null where it is infinite."""
    right: float | None
    """Slope from the right; null where it is infinite."""
    reported: float | None
    """What the convention says there; null where its formula is 0/0."""


class Jump(Shape):
    """A place where the loss itself jumps."""

    r: float
    """Where: the residual, or the margin."""
    left: float
    """ρ right before it."""
    value: float
    """ρ there."""
    right: float
    """ρ right after it."""


class LossAnswer(Shape):
    """The loss by itself."""

    kind: str
    """Its name in links."""
    title: str
    """Its name for people."""
    formula: str
    """ρ, as LaTeX or plain text."""
    argument: Literal["residual", "margin"]
    """What it eats."""
    smoothing: str
    """The parameter that smooths a corner, as /api/v1/smoothing shows; empty where there is none."""
    r: Series
    """Points, ascending; every kink is one."""
    value: Series
    """ρ at each."""
    left: Gapped
    """Slope from the left at each."""
    right: Gapped
    """Slope from the right at each."""
    lower: Gapped
    """Lower end of the slope interval at each."""
    upper: Gapped
    """Upper end of the slope interval at each."""
    reported: Gapped
    """What the convention reports at each."""
    kinks: list[Interval]
    """Where the slopes differ."""
    jumps: list[Jump]
    """Where the value jumps."""
