"""The shape of what frameworks answer."""

from typing import Literal

from app.api.shapes.base import Shape

Slope = float | Literal["inf", "-inf"] | None
"""A number, an infinity by its name, or null."""


class MeasuredFramework(Shape):
    """A framework as it was measured."""

    key: str
    """Its name in queries."""
    title: str
    """Its name for people."""
    version: str
    """The version that was measured."""
    mode: str
    """The mode of differentiation."""
    dtype: Literal["float64", "float32", "float16"]
    """The precision."""
    run: str
    """How it was asked, in words."""


class MeasuredAnswer(Shape):
    """One framework's answer."""

    framework: str
    """The key of the framework."""
    answer: str
    """What it printed; n/a where it has no such function, None where it says that nothing is connected."""
    value: Slope
    """The same as a number; null where it is none."""
    verdict: Literal["slope", "between", "outside", "nan", "infinite", "unjudged", "error", "missing"]
    """The slope; between the one-sided slopes of a kink; outside them; NaN; infinite where no slope is; a number
    where there is no slope to judge it by; an error, or not connected; no such function."""


class MeasuredRow(Shape):
    """One expression at one point."""

    slug: str
    """Its name in the address of its page, below /learn/frameworks/."""
    expression: str
    """Its name."""
    formula: str
    """The function of x."""
    at: str
    """The point, as text: -0, nan and inf are points too."""
    left: Slope
    """The true derivative from the left; null where there is none."""
    right: Slope
    """The true derivative from the right; null where there is none."""
    stated: bool
    """Whether the two are stated; else they are derived from the formula in exact fractions."""
    jump: bool
    """Whether the value jumps there."""
    agree: bool
    """Whether all frameworks that give a number give the same, those in float16 left out."""
    answers: list[MeasuredAnswer]
    """By framework."""


class FrameworksAnswer(Shape):
    """What frameworks answer at kinks."""

    frameworks: list[MeasuredFramework]
    """Those that the rows have answers of."""
    rows: list[MeasuredRow]
    """The rows that were asked for."""
    verdicts: dict[str, int]
    """How often each verdict is given in them."""
