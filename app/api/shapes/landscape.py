"""The shapes of an objective in one and in two parameters."""

from typing import Literal

from app.api.shapes.base import Gapped, GappedTable, Series, Shape
from app.api.shapes.minimisers import Minimisers


class StartPoint(Shape):
    """A point, and F there."""

    theta: list[float]
    """One number for each parameter."""
    value: float | None
    """F there; null where it is more than float64 holds."""


class Kink(Shape):
    """A kink of F in one parameter."""

    theta: float
    """Where."""
    value: float | None
    """F there; null where it is more than float64 holds."""
    left: float | None
    """Slope from the left; null where it is infinite, or where there is none."""
    right: float | None
    """Slope from the right; null where it is infinite, or where there is none."""
    reported: float | None
    """What the convention reports; null where its formula is 0/0."""
    kind: Literal["convex", "concave", "curvature", "removable", "cusp", "jump", "pole", "isolated"]
    """Whether the slope rises or falls there, only the curvature jumps, or only a convention sees a kink; whether a
    slope is infinite, the value jumps, is infinite, or differs from the limit of its neighbours."""
    steep: list[int]
    """Which way the slopes from the left and from the right are infinite: 1 or −1; 0 where they are not."""
    samples: list[int]
    """Whose kinks meet there, counted from 0."""


class KinkLine(Shape):
    """A line or curve of kinks across the window."""

    samples: list[int]
    """Whose kinks it is, counted from 0."""
    points: list[list[float]]
    """Along it; of a straight line where it enters and leaves the window."""


class Reason(Shape):
    """Why F has no value somewhere in the window."""

    reason: str
    """In words: "logarithm of a negative number"."""


class Gap(Reason):
    """Where F of one parameter has no value."""

    low: float
    """Where it begins, …"""
    high: float
    """… and ends; the same, where it is one point."""


class Picture(Shape):
    """What the landscapes in one and in two parameters share."""

    names: list[str]
    """Of the parameters."""
    formula: str | None
    """F as MathML, where it is a function of its own; null where it is a sum of losses."""
    minimisers: Minimisers
    """Where F is least."""
    start: StartPoint
    """Where the runs start."""


class CurveAnswer(Picture):
    """F in one parameter, with its exact one-sided derivatives."""

    parameters: Literal[1]
    """How many there are."""
    window: list[list[float]]
    """Low and high for the parameter."""
    theta: Series
    """Points, ascending; every kink in the window is one."""
    value: Gapped
    """F at each; null where it is more than float64 holds."""
    left: Gapped
    """F′ from the left at each."""
    right: Gapped
    """F′ from the right at each."""
    reported: Gapped
    """What the convention reports at each."""
    kinks: list[Kink]
    """Those in the window, ascending."""
    kinks_complete: bool
    """Whether these are all: of very many the foremost are given."""
    gaps: list[Gap]
    """Where F has no value in the window, ascending."""


class SurfaceAnswer(Picture):
    """F in two parameters; a row of `value` has one second parameter."""

    parameters: Literal[2]
    """How many there are."""
    window: list[list[float]]
    """Low and high for each parameter."""
    axes: list[Series]
    """Places of the grid along both parameters."""
    value: GappedTable
    """F on the grid, one row for each place of the second parameter; null where it is more than float64 holds."""
    kink_lines: list[KinkLine]
    """Those that cross the window."""
    gaps: list[Reason]
    """Why F has no value in parts of the window."""


class Relief(Shape):
    """What lies on the surface, as points (θ₁, θ₂, height): F there, or the sheet of the grid where it is higher."""

    kink_lines: list[list[list[float | None]]]
    """Each of the kink lines; a height is null where F has no value."""
    minimisers: list[list[float | None]]
    """Those in the window: points, or a line through them."""


class RaisedAnswer(SurfaceAnswer):
    """F in two parameters, with what lies on its surface."""

    relief: Relief
    """Kink lines and minimisers, raised onto the surface."""


class ManyAnswer(Picture):
    """F in more than two parameters: its minimisers, and no picture."""

    parameters: int
    """How many there are."""


LandscapeAnswer = CurveAnswer | SurfaceAnswer | ManyAnswer
LandscapeByItself = CurveAnswer | RaisedAnswer | ManyAnswer
