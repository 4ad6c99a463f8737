"""The shape of the best fits by other losses."""

from typing import Literal

from app.api.shapes.base import Shape


class BestFit(Shape):
    """Where F is least under one loss."""

    loss: str
    """The kind of the loss."""
    title: str
    """Its name."""
    parameters: dict[str, float]
    """Its parameters: those of the link where the link has this loss, else the defaults."""
    estimates: str | None
    """The statistic that it estimates; null unless one number is fitted without a penalty."""
    kind: Literal["point", "points", "interval", "polygon", "none"]
    """What the set of minimisers is; none when F only approaches its least value."""
    points: list[list[float | None]]
    """Ends or corners of that set, one number for each parameter; null is an end at infinity."""
    value: float | None
    """F*, the least value; null where F falls without end, or is more than float64 holds."""
    exact: bool
    """Whether a closed form or a linear programme gave it, rather than an iteration."""


class FitsAnswer(Shape):
    """One best fit for each loss, in the order in which they were named."""

    fits: list[BestFit]
    """The fits."""
