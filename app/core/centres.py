"""Kinks of a function of two parameters that are single points: the centres of norms."""

from collections.abc import Iterator

import numpy as np

from app.core.arrays import Array
from app.core.expression import Expression
from app.core.kink import BESIDE, JUMP, KinkCurve
from app.core.kinked import Norm
from app.core.problem import Window
from app.core.tape import Tape

GRID = 41
STEPS = 30
NEAR = 1e-12
"""A norm of this share of the window is 0."""
ANGLES = 2 * np.pi * (np.arange(8) + 0.3) / 8


def centres(tape: Tape, window: Window) -> Iterator[KinkCurve]:
    """The points in a window at which a norm of several operands is 0 and the gradient of F has no limit."""
    extent = max(high - low for low, high in window)
    for node, operation in zip(tape.nodes, tape.operations, strict=True):
        if isinstance(node.primitive, Norm) and len(node.operands) > 1:
            point = _zero(node, window)
            if point is not None and _turns(tape, point, extent):
                yield KinkCurve(() if operation.term is None else (operation.term,), point[None])


def _zero(norm: Expression, window: Window) -> Array | None:
    """Where all operands of a norm are 0, by Newton's method from the lowest point of a grid."""
    axes = [np.linspace(low, high, GRID) for low, high in window]
    grid = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
    values = Tape(norm).value(grid)
    if not np.isfinite(values).any():
        return None
    at, operands = grid[np.nanargmin(values)], [Tape(operand) for operand in norm.operands]
    for _ in range(STEPS):
        slopes = np.array([operand.gradient(at[None])[0] for operand in operands])
        heights = np.array([float(operand.value(at)) for operand in operands])
        if not np.isfinite(slopes).all() or np.linalg.matrix_rank(slopes) < 2:
            return None
        at = at - np.linalg.lstsq(slopes, heights, rcond=None)[0]
    inside = all(low <= x <= high for x, (low, high) in zip(at, window, strict=True))
    near = NEAR * max(high - low for low, high in window) * max(1.0, float(np.abs(slopes).max()))
    return at + 0.0 if inside and float(Tape(norm).value(at)) <= near else None


def _turns(tape: Tape, point: Array, extent: float) -> bool:
    """Whether gradients around a point differ, as near to it as they do farther away."""
    around = np.stack([np.cos(ANGLES), np.sin(ANGLES)], -1)
    spreads = []
    for distance in (BESIDE * extent, BESIDE * extent / 8):
        found = tape.gradient(point + distance * around)
        spreads.append(float(np.ptp(found, axis=0).max()))
    size = float(np.abs(found).max())
    return bool(np.isfinite(spreads).all() and spreads[1] > max(spreads[0] / 2, JUMP * size))
