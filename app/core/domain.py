"""Where a formula has values, and why it has none elsewhere."""

from typing import Any

import numpy as np

from app.core.arrays import Array
from app.core.branching import Select
from app.core.tape import Tape

MOST_NODES = 200
"""Points of a grid that are asked why there is no value."""


def missing(tape: Tape, theta: Array) -> Array:
    """Where F has no value: one of its operations has none, even if what NumPy gives for it leads to a number.

    >>> from app.core.expression import parameters, tanh
    >>> x, = parameters(1)
    >>> tape = Tape(tanh(1 / x))
    >>> tape.value(np.array([[0.0]])), missing(tape, np.array([[0.0]]))
    (array([1.]), array([ True]))
    """
    with np.errstate(all="ignore"):
        results = tape.trace(theta)
        lost = _lost(tape, results)[-1]
    return np.array(np.broadcast_to(lost, theta.shape[:-1]))


def reasons(tape: Tape, points: Array) -> tuple[str, ...]:
    """Why F has no value at some of the points, of shape (rows, p); each reason once."""
    lost = points[missing(tape, points) | ~np.isfinite(tape.value(points))]
    step = max(1, len(lost) // MOST_NODES)
    return tuple(sorted({why_not(tape, row) for row in lost[::step]}))


def why_not(tape: Tape, point: Array) -> str:
    """Which operation has no value at a point at which F has none, in words.

    >>> from app.core.expression import log, parameters
    >>> x, = parameters(1)
    >>> why_not(Tape(1 + log(x)), np.array([-1.0]))
    'logarithm of a negative number'
    """
    with np.errstate(all="ignore"):
        results = [float(result) for result in tape.trace(point)]
        lost = [bool(each) for each in _lost(tape, tape.trace(point))]
    line = len(results) - 1
    while True:
        primitive, operands, _ = tape.operations[line]
        if isinstance(primitive, Select):
            operands = (operands[0], *(operands[1:2] if results[operands[0]] else operands[2:]))
        before = [i for i in operands if lost[i]] or [i for i in operands if not np.isfinite(results[i])]
        if not before:
            return primitive.undefined(*(results[i] for i in operands))
        line = before[0]


def _lost(tape: Tape, results: list[Array]) -> list[Any]:
    """Where each line has no value, given what floating-point arithmetic goes on with."""
    found: list[Any] = []
    for primitive, operands, _ in tape.operations:
        found.append(primitive.missing(tuple(found[i] for i in operands), *(results[i] for i in operands)))
    return found
