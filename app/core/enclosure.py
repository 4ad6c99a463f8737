"""A tape over boxes: enclosures of every line, of its difference quotients, and of the switches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from app.core.interruption import check
from app.core.interval import Interval, lifted
from app.core.loss_interval import slope_over
from app.core.primitive import Constant, Parameter
from app.core.tape import Tape


@dataclass(frozen=True, eq=False)
class Moving:
    """A quantity over boxes, and its difference quotients by the parameter; None where it does not vary."""

    value: Interval
    change: Interval | None = None

    def __sub__(self, other: "Moving | float") -> "Moving":
        if not isinstance(other, Moving):
            return Moving(self.value - other, self.change)
        if other.change is None:
            return Moving(self.value - other.value, self.change)
        return Moving(self.value - other.value, (lifted(0.0) if self.change is None else self.change) - other.change)


@dataclass(frozen=True, eq=False)
class Enclosure:
    """What is known of a tape in one parameter over boxes.

    >>> from app.core.expression import parameters
    >>> x, = parameters(1)
    >>> over = Enclosure(Tape(abs(x) * x), (Interval.between(np.array([1.0]), np.array([3.0])),))
    >>> [round(float(end[0]), 9) for end in (over.value.low, over.value.high, over.change.low, over.change.high)]
    [1.0, 9.0, 2.0, 6.0]
    """

    tape: Tape
    columns: Sequence[Interval]
    """The parameter, and numbers that do not vary with it, as the tape has them."""
    has_slopes: bool = True
    """Whether difference quotients are wanted."""

    @property
    def value(self) -> Interval:
        """What F may be."""
        return self.lines[-1]

    @property
    def change(self) -> Interval:
        """What [F(s) − F(t)]/(s − t) may be."""
        found = self.changes[-1]
        return lifted(0.0) if found is None else found

    @cached_property
    def lines(self) -> list[Interval]:
        """Every line's enclosure."""
        check()
        found: list[Interval] = []
        for primitive, operands, _ in self.tape.operations:
            if isinstance(primitive, Parameter):
                found.append(self.columns[primitive.index])
            elif isinstance(primitive, Constant):
                found.append(Interval.number(primitive.number))
            else:
                found.append(primitive.value(*(found[i] for i in operands)))
        return found

    @cached_property
    def changes(self) -> list[Interval | None]:
        """Every line's difference quotients; nothing is known of them where it has no value in part of a box."""
        found: list[Interval | None] = []
        for line, (primitive, operands, _) in zip(self.lines, self.tape.operations, strict=True):
            moves = tuple(found[i] for i in operands)
            if isinstance(primitive, Parameter):
                found.append(lifted(np.ones_like(line.low)) if primitive.index == 0 else None)
            elif all(move is None for move in moves):
                found.append(None)
            else:
                u = [self.lines[i] for i in operands]
                slope = slope_over(primitive.loss, primitive.argument(line, *u)) if primitive.loss else None
                change = primitive.change(moves, slope, line, *u)
                found.append(
                    change if change is None else Interval(change.low, change.high, line.whole).free(~line.whole)
                )
        return found

    @cached_property
    def switches(self) -> list[Moving]:
        """The quantities at whose zeros F may have a kink or no value, those of its curvature's breaks, too."""
        changes = self.changes if self.has_slopes else [None] * len(self.lines)
        lines = [Moving(*line) for line in zip(self.lines, changes, strict=True)]
        found: list[Moving] = []
        for i in _varying(self.tape):
            primitive, operands, _ = self.tape.operations[i]
            u = [lines[j] for j in operands]
            found += [*primitive.switches(lines[i], *u), *primitive.breaks(*u)]
        return found


@lru_cache(maxsize=64)
def _varying(tape: Tape) -> list[int]:
    """The operations whose result varies with the first parameter, in order."""
    found: set[int] = set()
    for i, (primitive, operands, _) in enumerate(tape.operations):
        if found.intersection(operands) or (isinstance(primitive, Parameter) and primitive.index == 0):
            found.add(i)
    return sorted(found)
