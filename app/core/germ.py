"""The germ of a function along a ray: its value, its one-sided derivative and its gradient, decided to any order."""

import math
from dataclasses import dataclass

import numpy as np

from app.core.arrays import Array
from app.core.elementary import Quantity
from app.core.interruption import check
from app.core.loss_series import slope_along
from app.core.primitive import Constant, Parameter
from app.core.rounded import Rounded
from app.core.series import UNDEFINED, Series
from app.core.tape import Tape

NOTHING = Series({})
FIRST_ORDER = 2
"""Rays are first known below this power of t only, which decides most switches in a third of the time."""


@dataclass(frozen=True, eq=False)
class Jet:
    """A quantity along a ray, and its partial derivatives there."""

    value: Series
    partials: tuple[Series, ...]

    @property
    def gradient(self) -> Array:
        """The limit of the gradient; infinite or NaN where there is none."""
        return np.array([partial.limit for partial in self.partials])

    def __sub__(self, other: "Jet | float") -> "Jet":
        if not isinstance(other, Jet):
            return Jet(self.value - other, self.partials)
        return Jet(self.value - other.value, tuple(a - b for a, b in zip(self.partials, other.partials, strict=True)))

    @property
    def rounding(self) -> float:
        """How far rounding may have put the gradient from the true one."""
        return max(partial.term(0).bound for partial in self.partials)


def trace(
    tape: Tape, start: Array, direction: Array, ends: tuple[float, ...] = (FIRST_ORDER, math.inf)
) -> list[Series]:
    """Every line of a tape along start + t·direction, t > 0; along the direction 0, at the point itself.

    Args:
        tape: the operations.
        start: the point, of shape (p,).
        direction: of the ray, of shape (p,).
        ends: below which powers of t the rays are known, one try after the other; the last has to be ∞.
    """
    attempts = (_traced(tape, start, direction, end) for end in ends)
    return next(results for results in attempts if results is not None)


def _traced(tape: Tape, start: Array, direction: Array, end: float) -> list[Series] | None:
    """The lines as far as they can be known from the rays below a power of t; None where that leaves a switch open."""
    check()
    return _along(tape, [Series.ray(x, d, end) for x, d in zip(start.tolist(), direction.tolist(), strict=True)], end)


def far_out(tape: Tape, side: int, data: Array) -> Series:
    """F at side/t for t > 0, that is, as its first parameter goes to ±∞; behind it the numbers of a sample."""
    check()
    lines = _along(tape, [Series({-1: Rounded(float(side), 0.0)}), *map(Series.constant, data.tolist())], math.inf)
    return lines[-1] if lines else UNDEFINED


def _along(tape: Tape, rays: list[Series], end: float) -> list[Series] | None:
    results: list[Series] = []
    for primitive, operands, _ in tape.operations:
        if isinstance(primitive, Parameter):
            results.append(rays[primitive.index])
        elif isinstance(primitive, Constant):
            results.append(Series.constant(primitive.number))
        else:
            u = [results[i] for i in operands]
            results.append(primitive.value(*u))
            if end < math.inf and any(_is_open(switch) for switch in primitive.switches(results[-1], *u)):
                return None
    return results if end == math.inf or results[-1].end > 1 else None


def _is_open(switch: Series) -> bool:
    return not switch.terms and switch.end < math.inf


def one_sided(tape: Tape, start: Array, direction: Array) -> float:
    """The one-sided derivative F′(start; direction): infinite at a jump or a cusp.

    Where F is undefined at the start alone, that of its limit along the ray; NaN where there is none.
    """
    return slope_of(trace(tape, start, np.zeros_like(start))[-1], trace(tape, start, direction)[-1])


def slope_of(at: Series, along: Series) -> float:
    """The one-sided derivative, from the germ at the point itself and the one along the ray."""
    rise = along - at if at.end > 0 else along.rest()
    if not rise.end > 0:
        return math.nan
    if rise.lead < 1 and rise.sign:
        return math.inf * rise.sign
    return rise.term(1).number + 0.0 if rise.end > 1 else math.nan


def jets(tape: Tape, start: Array, direction: Array) -> list[Jet]:
    """Every line of a tape with its partial derivatives along the ray: forward mode over series."""
    values = trace(tape, start, direction)
    found: list[Jet] = []
    for value, (primitive, operands, _) in zip(values, tape.operations, strict=True):
        if isinstance(primitive, Parameter):
            partials = tuple(Series.constant(i == primitive.index) for i in range(len(start)))
        elif not operands:
            partials = (NOTHING,) * len(start)
        else:
            u = [values[i] for i in operands]
            slope = primitive.loss and slope_along(primitive.loss, primitive.argument(value, *u))
            local = primitive.partials(slope, value, *u)
            partials = tuple(_chained(local, [found[i].partials[k] for i in operands]) for k in range(len(start)))
        found.append(Jet(value, partials))
    return found


def _chained(local: tuple[Quantity, ...], inner: list[Series]) -> Series:
    """The chain rule; an operand that does not change adds nothing, however steep the operation is."""
    result = NOTHING
    for partial, change in zip(local, inner, strict=True):
        if not change.is_zero:
            result = result + change * partial
    return result
