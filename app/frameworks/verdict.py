"""An answer beside the truth: the slope, between the slopes, outside them, or no number."""

import math
from enum import StrEnum
from fractions import Fraction

from app.frameworks.measurement import HALF
from app.frameworks.slopes import Slopes

MISSING = "n/a"
UNCONNECTED = "None"
ERROR = "error"
ROUNDING = {HALF: 2e-3}
PLAIN_ROUNDING = 2e-7
"""Answers were printed with ten digits, and several frameworks keep constants in single precision."""
WORDS = {"zoo": math.inf, "oo": math.inf, "-oo": -math.inf}
"""What SymPy calls an infinity."""


class Verdict(StrEnum):
    """What an answer is."""

    SLOPE = "slope"
    """The derivative, where there is one."""
    BETWEEN = "between"
    """At a kink: an element of the interval of slopes."""
    OUTSIDE = "outside"
    """No slope of any line that supports the function there."""
    NAN = "nan"
    """Not a number."""
    INFINITE = "infinite"
    """Infinite, where no slope is."""
    UNJUDGED = "unjudged"
    """A number, where the value jumps or the point is not finite."""
    ERROR = "error"
    """The framework raised an error, or said that nothing is connected."""
    MISSING = "missing"
    """The framework has no such function."""


def number_of(answer: str) -> float | None:
    """The number that an answer spells, or None.

    >>> number_of("1/2   [d/dx = Heaviside(x)]"), number_of("n/a")
    (0.5, None)
    """
    text = answer.partition("   [")[0]
    try:
        return float(Fraction(text)) if "/" in text else float(WORDS.get(text, text))
    except ValueError:
        return None


def verdict(answer: str, truth: Slopes, dtype: str) -> Verdict:
    """What an answer is beside the true slopes, up to the rounding of its precision.

    >>> verdict("0.5", Slopes(0.0, 1.0), "float64"), verdict("2", Slopes(1.0, 1.0), "float64")
    (<Verdict.BETWEEN: 'between'>, <Verdict.OUTSIDE: 'outside'>)
    """
    value = number_of(answer)
    if value is None:
        return _without_number(answer)
    if math.isnan(value):
        return Verdict.NAN
    interval = truth.interval
    if interval is None:
        return Verdict.INFINITE if math.isinf(value) else Verdict.UNJUDGED
    if _is_in(value, interval, ROUNDING.get(dtype, PLAIN_ROUNDING)):
        return Verdict.BETWEEN if truth.is_kink else Verdict.SLOPE
    return Verdict.INFINITE if math.isinf(value) else Verdict.OUTSIDE


def _without_number(answer: str) -> Verdict:
    if answer == MISSING:
        return Verdict.MISSING
    return Verdict.ERROR if answer.startswith((ERROR, UNCONNECTED)) else Verdict.UNJUDGED


def _is_in(value: float, interval: tuple[float, float], rounding: float) -> bool:
    lower, upper = interval
    if math.isinf(value):
        return value in interval
    return lower - rounding * max(1, abs(lower)) <= value <= upper + rounding * max(1, abs(upper))
