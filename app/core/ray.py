"""Where a function comes to rest along a ray: the step of an exact line search."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.function_problem import FunctionProblem
from app.core.one_parameter import first_rise
from app.core.problem import Problem

FARTHEST = 1e100
"""A step beyond which F counts as falling for ever."""
EXACT, BLUR = 2.0**-52, 2.0**-46
"""Within this share of a step, usually and at the most, the gradient of a tape changes its sign where F turns."""
Falls = Callable[[float], bool]


def first_rest(problem: Problem, start: Array, direction: Array) -> float:
    """The first t ≥ 0 with F′(start + t·d; d) ≥ 0; 0 where F does not fall along d, ∞ where it falls for ever.

    Exact for convex sums of losses, as their restriction to the ray is a problem in one parameter; otherwise
    the sign of the exact one-sided derivative is bisected to the last bit, at one of its changes.

    Args:
        problem: F.
        start: where the ray starts, of shape (p,).
        direction: of the ray, of shape (p,).
    """

    def falls(t: float) -> bool:
        return bool(problem.directional(start + t * direction, direction) < 0)

    def moves(t: float) -> bool:
        return bool(np.any(start + t * direction != start))

    if not falls(0.0):
        return 0.0
    if isinstance(problem, Affine) and problem.convex:
        ray = replace(problem, matrix=(problem.matrix @ direction)[:, None], offset=-problem.residual(start))
        return max(first_rise(ray), 0.0)
    if isinstance(problem, FunctionProblem):  # the gradient of a tape is quick, and right off its switches
        near = _bisected(lambda t: _gradient_falls(problem, start + t * direction, direction), moves)
        for blur in (EXACT, BLUR):
            low, high = near * (1 - blur), near * (1 + blur)
            if near == math.inf or (falls(low) and not falls(high)):
                return near if near == math.inf else _halved(falls, low, high)
    return _bisected(falls, moves)


def _gradient_falls(problem: FunctionProblem, at: Array, direction: Array) -> bool:
    return bool(problem.tape.gradient(at[None])[0] @ direction < 0)


def _bisected(falls: Falls, moves: Falls) -> float:
    """The first step at which F does not fall any more."""
    t = 1.0
    if falls(t):
        while falls(2 * t):
            t *= 2
            if t > FARTHEST:
                return math.inf
        return _halved(falls, t, 2 * t)
    while moves(t) and not falls(t / 2):
        t /= 2
    return _halved(falls, t / 2, t)


def _halved(falls: Falls, low: float, high: float) -> float:
    """The upper one of two neighbours among the floats: at the lower one F still falls."""
    while low < (middle := low + (high - low) / 2) < high:
        low, high = (middle, high) if falls(middle) else (low, middle)
    return high
