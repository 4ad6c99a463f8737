"""The shape of a loss."""

from typing import Literal

from app.api.shapes.base import Gapped, Series, Shape


class Interval(Shape):
    """A kink of a loss."""

    r: float
    """Where: the residual, or the margin."""
    value: float
    """ρ there."""
    left: float
    """Slope from the left."""
    right: float
    """Slope from the right."""
    reported: float | None
    """What the convention says there; null where its formula is 0/0."""


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
    r: Series
    """Points, ascending; every kink is one."""
    value: Series
    """ρ at each."""
    left: Series
    """Slope from the left at each."""
    right: Series
    """Slope from the right at each."""
    lower: Series
    """Lower end of the slope interval at each."""
    upper: Series
    """Upper end of the slope interval at each."""
    reported: Gapped
    """What the convention reports at each."""
    kinks: list[Interval]
    """Where the slopes differ."""
