"""Numbers that know how far rounding may have put them from the true ones."""

import math
from typing import NamedTuple

UNIT = 2.0**-53
"""The unit roundoff of float64."""


class Rounded(NamedTuple):
    """A number and a bound on its rounding error."""

    number: float
    bound: float

    def plus(self, other: "Rounded") -> "Rounded":
        """The sum."""
        total = self.number + other.number
        return Rounded(total, self.bound + other.bound + UNIT * abs(total))

    def times(self, other: "Rounded") -> "Rounded":
        """The product."""
        (a, near_a), (b, near_b) = self, other
        return Rounded(a * b, abs(a) * near_b + abs(b) * near_a + near_a * near_b + UNIT * abs(a * b))


ZERO = Rounded(0.0, 0.0)


def given(number: float) -> Rounded:
    """A number that somebody gives: unless it has few binary digits, it is taken for a rounded one.

    >>> given(0.75).bound, given(0.1).bound > 0
    (0.0, True)
    """
    return Rounded(float(number), 0.0 if (1024.0 * float(number)).is_integer() else math.ulp(number) / 2)
