"""Where a function of two parameters has kinks: the zeros of its switches, traced through a window."""

import math

import numpy as np

from app.core.arrays import Array
from app.core.kink import BESIDE, JUMP, KinkCurve
from app.core.problem import Window
from app.core.tape import Tape

GRID = 161
"""Points of the grid on each axis."""
NEWTON_STEPS = 4


def kink_curves(tape: Tape, window: Window) -> tuple[KinkCurve, ...]:
    """The zero lines of all switches across which the gradient jumps; those of two switches that are one, once."""
    curves: list[KinkCurve] = []
    for node, operation in zip(tape.nodes, tape.operations, strict=True):
        for switch in node.primitive.switches(node, *node.operands):
            terms = () if operation.term is None else (operation.term,)
            for points in _zeros(Tape(switch), window):
                curves += [KinkCurve(terms, part) for part in _where_it_jumps(tape, Tape(switch), points, window)]
    return _merged(curves, _extent(window))


def _extent(window: Window) -> float:
    return max(high - low for low, high in window)


def _zeros(switch: Tape, window: Window) -> list[Array]:
    """The zero lines of a switch that changes its sign there, each (m, 2)."""
    import contourpy  # late: only functions of two parameters need it

    x, y = (np.linspace(low, high, GRID) for low, high in window)
    z = switch.value(np.stack(np.meshgrid(x, y), axis=-1))
    if not z.min() <= 0 <= z.max():
        return []
    lines = contourpy.contour_generator(x, y, np.ma.masked_invalid(z)).lines(0.0)
    polished = (_polished(switch, np.asarray(line), _extent(window) / GRID) for line in lines)
    return [line for line in polished if np.ptp(line, axis=0).max() > 1e-9 * _extent(window)]


def _polished(switch: Tape, points: Array, cell: float) -> Array:
    """Points that were interpolated between two of the grid, moved on to the zeros by Newton's method."""
    for _ in range(NEWTON_STEPS):
        slope = switch.gradient(points)
        steep = (slope**2).sum(-1)
        with np.errstate(all="ignore"):
            step = (switch.value(points) / steep)[:, None] * slope
        is_short = np.isfinite(step).all(-1) & (np.abs(step).max(-1) <= cell)
        points = np.where(is_short[:, None], points - step, points)
    return points


def _where_it_jumps(tape: Tape, switch: Tape, points: Array, window: Window) -> list[Array]:
    """The parts of a line, each in order, on whose two sides the gradient of F has different limits."""
    slope = switch.gradient(points)
    with np.errstate(all="ignore"):
        across = slope / np.linalg.norm(slope, axis=1, keepdims=True)
    far, near = (_jump(tape, points, across, share * BESIDE * _extent(window)) for share in (1, 1 / 8))
    is_kink = (far > 0) & (near > far / 2)
    for gap in (1, 2):  # where the jump itself changes its sign, it is 0 at one point
        is_kink[gap:-gap] |= is_kink[: -2 * gap] & is_kink[2 * gap :]
    bounds = np.flatnonzero(np.diff(np.concatenate([[False], is_kink, [False]]).astype(int)))
    parts = [points[a:b] for a, b in bounds.reshape(-1, 2)]
    return [_straightened(part) for part in parts if len(part) > 1]


def _jump(tape: Tape, points: Array, across: Array, distance: float) -> Array:
    """By how much the gradients beside points differ; 0 where that is rounding, or they are not finite."""
    before, after = (tape.gradient(points + way * distance * across) for way in (-1, 1))
    with np.errstate(invalid="ignore"):  # infinite on both sides
        jump = np.abs(after - before).max(-1)
    size = np.maximum(np.abs(after), np.abs(before)).max(-1)
    return np.where(np.isfinite(jump) & (jump > JUMP * size), jump, 0.0)


def _straightened(points: Array) -> Array:
    """Only the ends, if all lie on the line between them."""
    way = points[-1] - points[0]
    length = float(np.linalg.norm(way))
    away = np.abs((points - points[0]) @ np.array([-way[1], way[0]])) / max(length, 1e-300)
    return points[[0, -1]] if length > 0 and away.max() <= 1e-9 * length else points


def _merged(curves: list[KinkCurve], extent: float) -> tuple[KinkCurve, ...]:
    merged: list[KinkCurve] = []
    for curve in curves:
        for i, other in enumerate(merged):
            if _are_one(curve.points, other.points, 1e-6 * extent):
                merged[i] = KinkCurve(tuple(sorted({*curve.samples, *other.samples})), other.points)
                break
        else:
            merged.append(curve)
    return tuple(merged)


def _are_one(a: Array, b: Array, near: float) -> bool:
    if len(a) != len(b):
        return False
    return any(math.isfinite(gap) and gap <= near for gap in (np.abs(a - b).max(), np.abs(a - b[::-1]).max()))
