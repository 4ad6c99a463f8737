"""Exponents of series: whole numbers or fractions, kept exactly."""

from fractions import Fraction
from functools import lru_cache

Exponent = int | float | Fraction
"""An int or a Fraction; ±inf as an end."""


@lru_cache(maxsize=256)
def rational(exponent: float) -> Fraction:
    """The fraction that a float stands for."""
    near = Fraction(exponent).limit_denominator(1000)
    return near if float(near) == exponent else Fraction(exponent)


def plain(exponent: Exponent) -> Exponent:
    """An int where it is whole."""
    return int(exponent) if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent
