"""Damped Newton for smooth convex problems, with or without the quadratic term of a prox."""

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array

STEPS = 200
HALVINGS = 60


def newton(problem: Affine, start: Array, centre: Array | None = None, weight: float = np.inf) -> Array:
    """A minimiser, shape (p,), of F(θ) + ‖θ − centre‖²/(2·weight), to where rounding stops progress.

    The loss has to be smooth; where its curvature vanishes the step is that of a slightly damped system.
    """
    anchor = start if centre is None else centre
    theta = start
    for _ in range(STEPS):
        gradient, hessian = _model(problem, theta, anchor, weight)
        step = -np.linalg.lstsq(hessian, gradient, rcond=None)[0]
        if gradient @ step >= 0:
            step = -gradient
        following = _backtrack(problem, theta, step, gradient, anchor, weight)
        if following is None:  # where nothing bends Newton's step is as long as its damping is small
            following = _backtrack(problem, theta, -gradient, gradient, anchor, weight)
        if following is None:
            break
        theta = following
    return _polished(problem, theta, anchor, weight)


def _polished(problem: Affine, theta: Array, anchor: Array, weight: float) -> Array:
    """Whole steps for as long as they shrink the slope, which near the bottom still tells what F does not."""
    gradient, hessian = _model(problem, theta, anchor, weight)
    for _ in range(HALVINGS):
        candidate = theta - np.linalg.lstsq(hessian, gradient, rcond=None)[0]
        slope, bend = _model(problem, candidate, anchor, weight)
        if not np.linalg.norm(slope) < np.linalg.norm(gradient):
            break
        theta, gradient, hessian = candidate, slope, bend
    return theta


def _model(problem: Affine, theta: Array, anchor: Array, weight: float) -> tuple[Array, Array]:
    r = problem.residual(theta)
    slopes, bend = problem.slopes(r)[0], problem.curvature(r)
    gradient = problem.pull_back(slopes) + (theta - anchor) / weight
    hessian = problem.matrix.T @ problem.weighed(bend[:, None] * problem.matrix)
    damping = 1 / weight + 1e-12 * max(float(np.trace(hessian)), 1e-12)
    return gradient, hessian + damping * np.eye(len(theta))


def _backtrack(
    problem: Affine, theta: Array, step: Array, gradient: Array, anchor: Array, weight: float
) -> Array | None:
    def total(at: Array) -> float:
        return float(problem.value(at) + ((at - anchor) ** 2).sum() / (2 * weight))

    here, slope, share = total(theta), float(gradient @ step), 1.0
    for _ in range(HALVINGS):
        candidate = theta + share * step
        if np.array_equal(candidate, theta):
            return None
        if total(candidate) < here + 1e-4 * share * slope or (share == 1.0 and abs(slope) < 1e-14 * (1e-300 + here)):
            return candidate if total(candidate) < here else None
        share /= 2
    return None
