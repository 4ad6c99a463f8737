"""The arithmetic of a method's step, noted down once instead of done: what lanes are made of."""

from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from app.core.arrays import Array
from app.core.method import Method
from app.core.schedule import Schedule

Coefficient = float | Schedule
"""A number that does not depend on the iterates."""


class Operation(NamedTuple):
    """One call of NumPy: of values by their number, and of a coefficient where the operand is None."""

    ufunc: np.ufunc
    operands: tuple[int | None, ...]
    coefficient: Coefficient | None


class Trace(NamedTuple):
    """A step as operations. Value 0 is the iterate, 1 the subgradient; arrays of the state and results follow."""

    operations: tuple[Operation, ...]
    before: tuple[Array, ...]
    """The arrays of the first state beside the iterate."""
    after: tuple[int, ...]
    """The values that they become."""
    x: int
    """The value that the iterate becomes."""

    @property
    def first(self) -> int:
        """The number of the first result."""
        return 2 + len(self.before)


class _Notes:
    """The operations so far."""

    def __init__(self, values: int) -> None:
        self.values = values
        self.operations: list[Operation] = []

    def add(self, ufunc: np.ufunc, inputs: tuple[Any, ...]) -> "_Traced":
        numbers = [each for each in inputs if not isinstance(each, _Traced)]
        operands = tuple(each.number if isinstance(each, _Traced) else None for each in inputs)
        self.operations.append(Operation(ufunc, operands, numbers[0] if numbers else None))
        self.values += 1
        return _Traced(self, self.values - 1)


class _Traced(NDArrayOperatorsMixin):
    """Stands for an array of shape (runs, parameters): what is done to it is noted."""

    def __init__(self, notes: _Notes, number: int) -> None:
        self.notes, self.number = notes, number

    def __array_ufunc__(self, ufunc: np.ufunc, how: str, *inputs: Any, **options: Any) -> Any:
        if how != "__call__" or options or ufunc.nin > 2 or ufunc.nout > 1:
            return NotImplemented
        return self.notes.add(ufunc, inputs)


class _Oracle:
    """Knows the subgradient at the iterate, and nothing else."""

    def __init__(self, x: _Traced, g: _Traced) -> None:
        self.x, self.g = x, g

    def subgradient(self, x: _Traced) -> _Traced:
        if x is not self.x:
            raise TypeError("a method that steps number by number asks at its iterate alone")
        return self.g


def trace(method: Method, start: Array, steps: int, size: Coefficient) -> Trace:
    """What `method.step` does at every step, which is to be the same arithmetic at each.

    Args:
        method: one that is elementwise.
        start: the first iterate, of shape (1, parameters).
        steps: how many are made.
        size: the length of each.

    Raises:
        TypeError: when the method does more than arithmetic with arrays and with its count of steps.
    """
    state = method.init(start)
    fields = state._asdict()
    names = [name for name, value in fields.items() if isinstance(value, np.ndarray) and name != "x"]
    notes = _Notes(2 + len(names))
    x, g = _Traced(notes, 0), _Traced(notes, 1)
    counted = {name: value for name, value in fields.items() if isinstance(value, int)}
    counts = {name: np.arange(value, value + steps).view(Schedule) for name, value in counted.items()}
    arrays = {name: _Traced(notes, i) for i, name in enumerate(names, 2)}
    after: Any = method.step(type(state)(**{"x": x, **arrays, **counts}), _Oracle(x, g), size)  # type: ignore[arg-type]
    became = [getattr(after, name) for name in ("x", *names)]
    if not all(isinstance(each, _Traced) and each.number >= 2 + len(names) for each in became):
        raise TypeError(f"{method.kind} does not renew its whole state by arithmetic")
    if any(not np.array_equal(getattr(after, name), count + 1) for name, count in counts.items()):
        raise TypeError(f"{method.kind} keeps a number that is no count of its steps")
    number, *others = (each.number for each in became)
    return Trace(tuple(notes.operations), tuple(fields[name] for name in names), tuple(others), number)
