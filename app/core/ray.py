"""Where a function comes to rest along a ray: the step of an exact line search."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

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
    the sign of the exact one-sided derivative is bisected to the last bit. Where F is not convex that is one of
    its changes, at which F is not above its value at the start; not always the first.

    Args:
        problem: F.
        start: where the ray starts, of shape (p,).
        direction: of the ray, of shape (p,).
    """
    ray = _Ray(problem, start, direction)
    if not ray.falls(0.0):
        return 0.0
    if isinstance(problem, Affine) and problem.convex:
        line = replace(problem, matrix=(problem.matrix @ direction)[:, None], offset=-problem.residual(start))
        return max(first_rise(line), 0.0)
    if isinstance(problem, FunctionProblem):  # the gradient of a tape is quick, and right off its switches
        near = _bisected(lambda t: ray.gradient_falls(problem, t), ray.moves)
        for blur in (EXACT, BLUR):
            low, high = near * (1 - blur), near * (1 + blur)
            if near == math.inf or (ray.falls(low) and not ray.falls(high)):
                return near if near == math.inf else _halved(ray.falls, low, high)
    return _bisected(ray.falls, ray.moves)


@dataclass(frozen=True, eq=False)
class _Ray:
    """F along start + t·d."""

    problem: Problem
    start: Array
    direction: Array

    def at(self, t: float) -> Array:
        return self.start + t * self.direction

    def falls(self, t: float) -> bool:
        """Whether F falls there, by the exact one-sided derivative."""
        return bool(self.problem.directional(self.at(t), self.direction) < 0) and self.is_low(t)

    def gradient_falls(self, problem: FunctionProblem, t: float) -> bool:
        """Whether the gradient says so."""
        return bool(problem.gradient(self.at(t)[None])[0] @ self.direction < 0) and self.is_low(t)

    def is_low(self, t: float) -> bool:
        """Whether F is not above its value at the start; of a convex F that follows from its fall."""
        return self.problem.convex or bool(self.problem.value(self.at(t)) <= self.ceiling)

    @cached_property
    def ceiling(self) -> float:
        """F at the start, and a little more for rounding."""
        value = float(self.problem.value(self.start))
        return value + 8 * float(np.finfo(float).eps) * abs(value)

    def moves(self, t: float) -> bool:
        """Whether the step is not lost to rounding."""
        return bool(np.any(self.at(t) != self.start))


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
