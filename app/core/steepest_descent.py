"""The direction in which F falls most steeply at a point."""

import math

import numpy as np

from app.core.arrays import Array
from app.core.problem import Problem

DIRECTIONS = 128
"""Directions of the plane that are tried where F is not convex."""


def steepest_descent(problem: Problem, theta: Array) -> tuple[Array, float]:
    r"""A unit direction d and the exact \(F'(\theta; d) < 0\), the least of all; slope 0 where F falls in none.

    Of a convex F the shortest element of ∂F(θ) shows it. Any other may fall more steeply, even where 0 is in the set,
    as at a maximum on a kink, so directions are tried: both of a line, 128 of a plane.

    >>> from app.core.function_problem import FunctionProblem
    >>> from app.core.functions.double_well import DoubleWell
    >>> direction, slope = steepest_descent(FunctionProblem(DoubleWell()), np.zeros(1))
    >>> float(direction[0]), slope
    (-1.0, -1.0)
    """
    nearest = problem.subdifferential(theta)
    tried = [-nearest.minimum_norm / nearest.distance] if nearest.distance > 0 else []
    tried += [] if problem.convex else _directions(len(theta))
    slopes = [(float(problem.directional(theta, direction)), direction) for direction in tried]
    slope, direction = min(slopes, key=lambda pair: pair[0], default=(0.0, np.zeros_like(theta)))
    return (direction, slope) if slope < -nearest.tolerance else (np.zeros_like(theta), 0.0)


def _directions(parameters: int) -> list[Array]:
    if parameters == 1:
        return [np.array([-1.0]), np.array([1.0])]
    if parameters == 2:
        angles = 2 * math.pi * np.arange(DIRECTIONS) / DIRECTIONS
        return list(np.round(np.stack([np.cos(angles), np.sin(angles)], axis=1), 15) + 0.0)
    return [sign * axis for axis in np.eye(parameters) for sign in (-1.0, 1.0)]
