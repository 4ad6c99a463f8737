"""The shape of a subdifferential."""

from typing import Literal

from app.api.shapes.base import Shape


class SubdifferentialAnswer(Shape):
    """The set ∂F at a point."""

    theta: list[float]
    """The point."""
    value: float
    """F there."""
    kind: Literal["point", "interval", "polygon"]
    """What the set is."""
    vertices: list[list[float]]
    """Its ends or corners, one slope for each parameter."""
    minimum_norm: list[float]
    """Its element nearest to 0: minus the direction of steepest descent."""
    distance: float
    """Length of that element."""
    reported: list[float] | None
    """The one element that the convention reports; null where its formula is 0/0."""
    stationary: bool
    """Whether 0 is an element."""
