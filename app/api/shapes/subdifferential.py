"""The shape of a subdifferential."""

from typing import Literal

from app.api.shapes.base import Shape


class SubdifferentialAnswer(Shape):
    """The set ∂F at a point."""

    run: int | None
    """The run that was asked about; null where a point was."""
    step: int | None
    """The step of that run."""
    theta: list[float]
    """The point."""
    value: float | None
    """F there; null where it is more than float64 holds."""
    convex: bool
    """Whether F is convex, so that a stationary point is a minimiser."""
    kind: Literal["point", "interval", "polygon", "polytope"]
    """What the set is."""
    vertices: list[list[float | None]]
    """Its ends or corners, one slope for each parameter; null where one is infinite, or more than float64 holds."""
    minimum_norm: list[float | None]
    """Its element nearest to 0: minus the direction of steepest descent; null where F is too steep for float64."""
    distance: float | None
    """Length of that element; null as it is."""
    reported: list[float] | None
    """What the convention reports; null where its formula is 0/0. At a step, what the run was told in its precision."""
    stationary: bool
    """Whether 0 is an element."""
    bounded: bool
    """Whether the set is; a cusp makes it endless, and in two parameters its polygon is cut off."""
