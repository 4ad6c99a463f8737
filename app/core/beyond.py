"""What grows faster than every power of 1/t along a ray, as exp(1/t) does: no more than its sign is known."""

import math
from typing import Any

from app.core.rounded import Rounded
from app.core.series import LIMIT, UNDEFINED, Series, lifted


class Beyond(Series):
    """±exp(1/t) and the like, for small t > 0: it outgrows every series, and no two of them can be compared.

    >>> huge = Beyond.of_sign(1)
    >>> (huge - 3).limit, (1 / huge).limit, (huge - huge).limit
    (inf, 0.0, nan)
    """

    @staticmethod
    def of_sign(sign: int) -> "Series":
        """The one with that sign."""
        return Beyond({-math.inf: Rounded(float(sign), 0.0)}, -math.inf)

    @property
    def limit(self) -> float:
        return math.inf * self.sign

    def __neg__(self) -> Series:
        return Beyond.of_sign(-self.sign)

    def __add__(self, other: Any) -> Series:
        other = lifted(other)
        if isinstance(other, Beyond):
            return self if other.sign == self.sign else UNDEFINED
        return UNDEFINED if other.end == -math.inf else self

    __radd__ = __add__

    def __rsub__(self, other: Any) -> Series:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Series:
        factor = lifted(other)
        if factor.is_zero:
            return factor
        return Beyond.of_sign(self.sign * factor.sign) if factor.sign else UNDEFINED

    __rmul__ = __mul__

    def __rtruediv__(self, other: Any) -> Series:
        return lifted(other).__mul__(self.__pow__(-1))

    def __pow__(self, exponent: float) -> Series:
        is_whole = float(exponent).is_integer()
        if exponent == 0:
            return Series.constant(1)
        if self.sign < 0 and not is_whole:
            return UNDEFINED
        return Beyond.of_sign(self.sign if exponent % 2 else 1) if exponent > 0 else Series({}, LIMIT)
