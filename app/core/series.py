"""Truncated power series in t > 0 with rational exponents: functions along a ray, to any order that matters.

Each coefficient carries a bound on the rounding error made on the way to it. A coefficient within its bound
is taken for 0, so that cancellation is recognised by what arithmetic can know, not by a fixed tolerance.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from app.core.exponent import Exponent, plain, rational
from app.core.rounded import UNIT, ZERO, Rounded, given
from app.core.taylor import binomial

LIMIT = 5
"""Powers of t from this one on are not kept."""
MOST_FACTORS = 16
"""A power up to this one is a product."""
MOST_TERMS = 24
"""Terms of a Taylor expansion at the most."""


@dataclass(frozen=True, eq=False)
class Series:
    r"""A sum \(\sum_j c_j t^{e_j} + O(t^{\text{end}})\) for small t > 0, exponents ascending, no coefficient 0.

    An `end` of ∞ says that there is no remainder, −∞ that nothing is known: the function is undefined along the ray.

    >>> t = Series.ray(0.0, 1.0)
    >>> (abs(t) * t / (t * t)).limit
    1.0
    """

    terms: dict[Exponent, Rounded]
    end: Exponent = math.inf

    __array_ufunc__ = None  # NumPy's scalars leave the operators to this class

    @staticmethod
    def of(terms: dict[Exponent, Rounded], end: Exponent = math.inf) -> "Series":
        """The series with these terms, without those that rounding cannot tell from 0, that lie far out or overflow."""
        kept: dict[Exponent, Rounded] = {}
        for e in sorted(terms) if len(terms) > 1 else terms:
            number, bound = terms[e]
            if not math.isfinite(number + bound):
                return Series(kept, min(end, e))
            if abs(number) > bound and e < end:
                if e >= LIMIT:
                    return Series(kept, LIMIT)
                kept[e] = terms[e]
        return Series(kept, end)

    @staticmethod
    def constant(value: float) -> "Series":
        """A number; unless it has few binary digits, it is taken for a rounded one."""
        return Series.of({0: given(value)})

    @staticmethod
    def ray(start: float, direction: float, end: Exponent = math.inf) -> "Series":
        """The coordinate start + t·direction, or only what is known of it below a power of t."""
        return Series.of({0: given(start), 1: Rounded(float(direction), 0.0)}, end)

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 with no remainder."""
        return not self.terms and self.end == math.inf

    @property
    def is_infinite(self) -> bool:
        """Whether it grows beyond all bounds, with its sign."""
        return bool(self.terms) and self.lead < 0

    @property
    def is_open(self) -> bool:
        """Whether its sign is not known, although it has values."""
        return not self.terms and -math.inf < self.end < math.inf

    @property
    def lead(self) -> Exponent:
        """The lowest power of t that it is known to have."""
        return next(iter(self.terms), self.end)

    @property
    def sign(self) -> int:
        """The sign for all small t > 0; 0 where the series cannot be told from 0."""
        leading = self.term(self.lead).number
        return (leading > 0) - (leading < 0)

    @property
    def limit(self) -> float:
        """What it tends to as t → 0: may be infinite; NaN where it is undefined."""
        if self.is_infinite:
            return math.inf * self.sign
        return self.term(0).number if self.end > 0 else math.nan

    def term(self, exponent: Exponent) -> Rounded:
        """The coefficient of a power of t, with its bound."""
        return self.terms.get(exponent, ZERO)

    def rest(self) -> "Series":
        """What is left without the constant."""
        return Series({e: term for e, term in self.terms.items() if e != 0}, self.end)

    def shifted(self, by: Exponent) -> "Series":
        """The product with a power of t."""
        return Series.of({e + by: term for e, term in self.terms.items()}, self.end + by)

    def __neg__(self) -> "Series":
        return Series({e: Rounded(-c, near) for e, (c, near) in self.terms.items()}, self.end)

    def __abs__(self) -> "Series":
        return -self if self.sign < 0 else self

    def __add__(self, other: Any) -> "Series":
        other = lifted(other)
        total = dict(self.terms)
        for e, term in other.terms.items():
            total[e] = total[e].plus(term) if e in total else term
        return Series.of(total, min(self.end, other.end))

    __radd__ = __add__

    def __sub__(self, other: Any) -> "Series":
        return self + -lifted(other)

    def __rsub__(self, other: Any) -> "Series":
        return -self + lifted(other)

    def __mul__(self, other: Any) -> "Series":
        other = lifted(other)
        if -math.inf in (self.end, other.end):
            return UNDEFINED
        total: dict[Exponent, Rounded] = {}
        for e, term in self.terms.items():
            for f, factor in other.terms.items():
                product = term.times(factor)
                total[e + f] = total[e + f].plus(product) if e + f in total else product
        return Series.of(total, min(self.end + other.lead, other.end + self.lead))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Series":
        return self * lifted(other).__pow__(-1)

    def __rtruediv__(self, other: Any) -> "Series":
        return lifted(other) / self

    def __pow__(self, exponent: float) -> "Series":
        """The power with a real exponent; a negative base wants a whole one."""
        p = rational(exponent)
        if p == 0:
            return Series.constant(1)
        if not self.terms:
            return UNDEFINED if p < 0 else Series({}, self.end * p)
        if self.sign < 0 and p.denominator != 1:
            return UNDEFINED
        if p.denominator == 1 and 0 < p <= MOST_FACTORS:
            return reduce(Series.__mul__, [self] * int(p))
        lead, c = self.lead, self.terms[self.lead].number
        try:
            power = c ** (int(p) if p.denominator == 1 else exponent)
        except OverflowError:
            return UNDEFINED
        share = self.shifted(-lead) * Series.of({0: Rounded(1 / c, UNIT / abs(c))})  # 1 + …, which stays in range
        body = share.expanded(lambda _, most: binomial(exponent, most))
        return (body * Series.of({0: Rounded(power, 4 * UNIT * abs(power))})).shifted(plain(lead * p))

    def expanded(self, taylor: Callable[[float, int], Sequence[float]]) -> "Series":
        """A smooth function of the series, from its Taylor coefficients at the constant term.

        Args:
            taylor: gives the coefficients of the powers 0 to the given one, at a number.
        """
        h = self.rest()
        if h.lead <= 0:
            return UNDEFINED
        most = 0 if h.is_zero else min(math.ceil(min(h.end, LIMIT) / h.lead), MOST_TERMS)
        centre, near = self.term(0)
        try:
            a = taylor(centre, most + 1)
        except (OverflowError, ValueError, ZeroDivisionError):
            return UNDEFINED
        total = Series({})
        for k in range(most, -1, -1):
            total = total * h + Series.of({0: Rounded(a[k], (k + 1) * abs(a[k + 1]) * near + 2 * UNIT * abs(a[k]))})
        return Series.of(total.terms, min(total.end, (most + 1) * h.lead) if most else total.end)


UNDEFINED = Series({}, -math.inf)


def lifted(value: Any) -> Series:
    """A number as a series."""
    return value if isinstance(value, Series) else Series.constant(float(value))
