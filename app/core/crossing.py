"""Which kink lines pass near a point of the plane, and where they cross."""

import numpy as np

from app.core.arrays import Array
from app.core.problem import Problem

NEAR = 1e-7
"""How closely a solver's multipliers and residuals are read, in units of the problem."""


def span_of(problem: Problem, theta: Array) -> Array:
    """The unit of each parameter: how far it moves the residuals' own scale, and how large it is already."""
    scale = max(float(np.abs(problem.offset).max()), *(abs(kink) for kink in problem.loss.kinks()), 1e-300)
    steepest = np.abs(problem.matrix).max(axis=0)
    return np.asarray(scale / np.where(steepest > 0, steepest, 1) + np.abs(theta))


def active(problem: Problem, theta: Array) -> tuple[Array, Array]:
    """The samples whose residual is near a kink, nearest first, and that kink."""
    kinks = np.array(problem.loss.kinks())
    away = np.abs(problem.residual(theta)[:, None] - kinks)
    nearest = away.min(1) / (np.abs(problem.matrix) @ span_of(problem, theta))
    order = np.argsort(nearest, kind="stable")
    order = order[nearest[order] <= NEAR]
    return order, kinks[away.argmin(1)[order]]


def onto_crossing(problem: Problem, theta: Array) -> Array:
    """θ moved onto the crossing of two kink lines that it is near to: the solver's digits made full."""
    samples, kinks = active(problem, theta)
    if len(samples) < 2:
        return theta
    a = problem.matrix[samples]
    cross = np.abs(a[0, 0] * a[:, 1] - a[0, 1] * a[:, 0])
    other = int(cross.argmax())
    if cross[other] == 0:
        return theta
    pair = [0, other]
    level = problem.offset[samples[pair]] + kinks[pair]
    vertex = np.linalg.solve(a[pair], level)
    refined = vertex + np.linalg.solve(a[pair], level - a[pair] @ vertex)
    return np.asarray(refined + 0.0)
