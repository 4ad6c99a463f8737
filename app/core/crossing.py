"""Which kink lines pass near a point of the plane, and where they cross."""

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array

NEAR = 1e-7
"""How closely a solver's multipliers and residuals are read, in units of the problem."""


def span_of(problem: Affine, theta: Array) -> Array:
    """The unit of each parameter: how far it moves the residuals' own scale, and how large it is already."""
    scale = max(float(np.abs(problem.offset).max()), float(np.abs(problem.bends[1]).max(initial=0.0)))
    scale = scale or 1.0
    steepest = np.abs(problem.matrix).max(axis=0)
    return np.asarray(scale / np.where(steepest > 0, steepest, 1) + np.abs(theta))


def active(problem: Affine, theta: Array) -> tuple[Array, Array]:
    """The rows whose residual is near a kink, nearest first, and that kink."""
    rows, kinks = problem.marks
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = (np.abs(problem.matrix) @ span_of(problem, theta))[rows]
        away = np.abs(problem.residual(theta)[rows] - kinks) / reach
    order = np.argsort(away, kind="stable")
    order = order[away[order] <= NEAR]
    _, first = np.unique(rows[order], return_index=True)
    order = order[np.sort(first)]
    return rows[order], kinks[order]


def onto_crossing(problem: Affine, theta: Array) -> Array:
    """θ moved onto the crossing of as many kinks as it has parameters, if it is near one: all digits of a solver's."""
    samples, kinks = active(problem, theta)
    a = problem.matrix[samples]
    chosen = _independent(a, problem.parameters)
    if len(chosen) < problem.parameters:
        return theta
    level = problem.offset[samples[chosen]] + kinks[chosen]
    vertex = np.linalg.solve(a[chosen], level)
    refined = vertex + np.linalg.solve(a[chosen], level - a[chosen] @ vertex)
    return np.asarray(refined + 0.0)


def _independent(rows: Array, count: int) -> list[int]:
    """The first row, and then again and again the one that reaches farthest out of what those before it span."""
    chosen: list[int] = []
    rest = rows
    for _ in range(min(count, len(rows))):
        reach = np.abs(rest[:, 0]) if rest.shape[1] == 1 else np.linalg.norm(rest, axis=1)
        best = int(reach.argmax()) if chosen else 0
        if reach[best] <= 1e-12 * np.linalg.norm(rows[best]):
            break
        chosen.append(best)
        along = rest[best] / reach[best]
        rest = rest - np.outer(rest @ along, along)
    return chosen
