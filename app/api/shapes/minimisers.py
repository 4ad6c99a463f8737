"""The shape of the set of minimisers."""

from typing import Literal

from app.api.shapes.base import Shape


class Certificate(Shape):
    """One slope for each sample at a kink, such that all slopes add up to 0."""

    samples: list[int]
    """Samples that lie exactly on a kink, counted from 0."""
    multipliers: list[float]
    """One slope for each, within its interval."""


class Minimisers(Shape):
    """The set of minimisers."""

    kind: Literal["point", "points", "interval", "polygon", "none"]
    """What the set is; none when F only approaches its least value."""
    points: list[list[float | None]]
    """Ends or corners of the set, one number for each parameter; null is an end at infinity."""
    value: float | None
    """F*, the least value; null where F falls without end, or is more than float64 holds."""
    source: str
    """How it was found."""
    exact: bool
    """Whether a closed form or a linear programme gave it, rather than an iteration."""
    bounded: bool
    """Whether the set is."""
    closed: bool
    """Whether its ends belong to it."""
    complete: bool
    """Whether there are no more than these."""
    least: Literal["minimum", "infimum", "lowest value met"]
    """What F* is, from which gaps are measured; an infimum is approached and not attained."""
    certificate: Certificate | None
    """Why it is the minimum, for straight lines."""
