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
    value: float
    """F there."""
    convex: bool
    """Whether F is convex, so that a stationary point is a minimiser."""
    kind: Literal["point", "interval", "polygon", "polytope"]
    """What the set is."""
    vertices: list[list[float]]
    """Its ends or corners, one slope for each parameter."""
    minimum_norm: list[float]
    """Its element nearest to 0: minus the direction of steepest descent."""
    distance: float
    """Length of that element."""
    reported: list[float] | None
    """What the convention reports; null where its formula is 0/0. At a step, what the run was told in its precision."""
    stationary: bool
    """Whether 0 is an element."""
