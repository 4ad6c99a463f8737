"""What kind of kink a function has at a point: by its germs to the left, at the point itself and to the right."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from app.core.arrays import Array
from app.core.exponent import Exponent
from app.core.germ import FIRST_ORDER, slope_of, trace
from app.core.kinked import Applied
from app.core.series import Series
from app.core.smooth import Log
from app.core.tape import Tape

Kind = Literal["convex", "concave", "curvature", "removable", "cusp", "jump", "pole", "isolated"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The slope rises; falls; only a derivative of higher order jumps; all are equal; a slope is infinite; the value jumps;
it is infinite; the value at the point is not its neighbours' limit, or there is none."""
BESIDE = 1e-4, 1e-8, 1e-12
"""How far beside a point without germ a function is looked at, as shares of its size."""
APART = 0.1
"""Values on both sides that differ by this share differ in the limit, too, though logarithms come to theirs slowly."""


@dataclass(frozen=True, eq=False)
class Germs:
    """A function along the two rays from a point and at the point: all lines of its tape."""

    tape: Tape
    point: Array
    """The parameter, and the numbers of a sample."""
    lines: tuple[list[Series], list[Series], list[Series]]

    @staticmethod
    def at(tape: Tape, point: Array, ends: tuple[float, ...] = (FIRST_ORDER, math.inf)) -> "Germs":
        """The germs at a point of shape (p,), whose first number is the parameter.

        Args:
            tape: the operations.
            point: the parameter and, behind it, the numbers of a sample.
            ends: below which powers of t they are known, one try after the other; the last has to be ∞.
        """
        ahead = np.zeros_like(point)
        ahead[0] = 1.0
        left, right = (trace(tape, point, way * ahead, ends) for way in (-1, 1))
        return Germs(tape, point, (left, trace(tape, point, 0 * ahead, (math.inf,)), right))

    @property
    def full(self) -> "Germs":
        """The same to all orders that series keep."""
        return Germs.at(self.tape, self.point, (math.inf,))

    @property
    def sides(self) -> "Sides":
        """The function itself."""
        left, at, right = (lines[-1] for lines in self.lines)
        return Sides(left, at, right)

    @property
    def switching(self) -> list[int]:
        """The operations whose rule is not the same on both sides and at the point."""
        return [i for i, _ in self._switching()]

    @property
    def is_broken(self) -> bool:
        """Whether a loss has a break here of which its germ does not know enough."""
        rules = [self.tape.operations[i].primitive for i, is_break in self._switching() if is_break]
        return any(isinstance(rule, Applied) and rule.applied.degree is None for rule in rules)

    @property
    def oscillates(self) -> bool:
        """Whether something beside the point is bounded at the most, as sin(1/t) is: its slopes may have no limit."""
        left, _, right = self.lines
        return any(line.is_open and line.end <= 0 for line in (*left, *right))

    @property
    def has_logarithms(self) -> bool:
        """Whether logarithms may be why it is not a series: else a few values beside it say nothing."""
        return any(isinstance(operation.primitive, Log) for operation in self.tape.operations)

    def _switching(self) -> list[tuple[int, bool]]:
        found = []
        for i, (primitive, operands, _) in enumerate(self.tape.operations):
            seen = [(lines[i], [lines[j] for j in operands]) for lines in self.lines]
            switches = zip(*(primitive.switches(out, *u) for out, u in seen), strict=True)
            breaks = zip(*(primitive.breaks(*u) for _, u in seen), strict=True)
            found += [(i, False)] * any(_varies(each) or any(s.is_open for s in each) for each in switches)
            found += [(i, True)] * any(_varies(each) for each in breaks)
        return found


def _varies(switch: tuple[Series, ...]) -> bool:
    return len({(each.sign, each.end == -math.inf) for each in switch}) > 1


@dataclass(frozen=True, eq=False)
class Sides:
    """The germs of a function to the left, at a point and to the right."""

    left: Series
    at: Series
    right: Series

    def __add__(self, other: "Sides") -> "Sides":
        return Sides(self.left + other.left, self.at + other.at, self.right + other.right)

    @property
    def slopes(self) -> tuple[float, float]:
        """The one-sided derivatives F′₋ and F′₊: infinite at a jump or a cusp, NaN at a pole or an end."""
        left, right = (math.nan if side.lead < 0 else slope_of(self.at, side) for side in (self.left, self.right))
        return -left + 0.0, right

    @property
    def is_defined(self) -> tuple[bool, bool, bool]:
        """Whether there is a limit on each side, and a value: infinite ones count as limits."""
        left, right = (side.end > 0 or side.is_infinite for side in (self.left, self.right))
        return left, self.at.end > 0, right

    def kind(self, is_broken: bool = False) -> Kind | None:
        """The kind; None where it is not there on both sides, unless it is infinitely steep or high on one."""
        left, at, right = self.is_defined
        if any(side.lead < 0 for side, known in ((self.left, left), (self.right, right)) if known):
            return "pole"
        if not (left and right):
            steep = any(_is_steep(side) for side, known in ((self.left, left), (self.right, right)) if known)
            is_lone = at and self.left.end == self.right.end == -math.inf
            return "cusp" if steep else "isolated" if is_lone else None
        if not _are_equal(self.left, self.right, 0):
            return "jump"
        if not at or not _are_equal(self.left, self.at, 0):
            return "isolated"
        return "cusp" if _is_steep(self.left) or _is_steep(self.right) else self._of_slopes(is_broken)

    def _of_slopes(self, is_broken: bool) -> Kind:
        mirrored = Series(
            {e: term._replace(number=(-1) ** int(e) * term.number) for e, term in self.left.terms.items()}
        )
        if not _are_equal(mirrored, self.right, 1):
            return "convex" if self.right.term(1).number > mirrored.term(1).number else "concave"
        known = min(self.left.end, self.right.end)
        orders = [e for e in {*self.left.terms, *self.right.terms} if 1 < e < known]
        is_curved = any(int(e) != e or not _are_equal(mirrored, self.right, e) for e in orders)
        return "curvature" if is_curved or is_broken else "removable"


def _is_steep(side: Series) -> bool:
    """Whether it has a power below 1, or one of which no more is known, as beside a cusp of a loss."""
    return any(0 < e < 1 for e in side.terms) or side.end <= 1


def _are_equal(one: Series, other: Series, order: Exponent) -> bool:
    (a, near_a), (b, near_b) = one.term(order), other.term(order)
    return abs(a - b) <= near_a + near_b


def kind_beside(values: tuple[Array, Array]) -> Kind | None:
    """The kind at a point without germs, as where logarithms begin, from the values `BESIDE` it on both sides."""
    found = [kind for side in values if (kind := _of_values(side))]
    if "pole" in found:
        return "pole"
    if len(found) == 2 and abs(values[0][-1] - values[1][-1]) > APART * max(1.0, *(abs(side[-1]) for side in values)):
        return "jump"
    return "cusp" if "cusp" in found else "curvature" if len(found) == 2 else None


def _of_values(values: Array) -> Kind | None:
    """Of one side: at each of the steps a logarithm grows by as much, and a slope that is infinite grows, too."""
    if not np.isfinite(values).all():
        return None
    first, second = np.abs(np.diff(values)).tolist()
    if second >= first / 2 > 0:
        return "pole"
    return "cusp" if second / BESIDE[1] > 1.2 * first / BESIDE[0] else "curvature"
