"""Corners rounded off, in proportion to an ε."""

import math
from functools import lru_cache

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.loss import Loss
from app.core.problem import Problem


def smoothed_slopes(fit: Affine, theta: Array, epsilon: float) -> Array:
    """The slope of F, all corners of its losses rounded off, at points of shape (…, p)."""
    return fit.pull_back(fit.each(lambda loss, r: _smoothed(loss, r, epsilon), fit.residual(theta)))


def _smoothed(loss: Loss, r: Array, epsilon: float) -> Array:
    """Each jump of the slope is replaced by the slope of √(r² + ε²) about it: sign(r) by r/√(r² + ε²)."""
    left, right = loss.slopes(r)
    slope, width = (left + right) / 2, r.dtype.type(max(epsilon, float(np.finfo(r.dtype).tiny)))
    for kink, jump in _jumps(loss):
        away = r - r.dtype.type(kink)
        slope = slope + r.dtype.type(jump / 2) * (away / np.hypot(away, width) - np.sign(away))
    return np.asarray(slope)


def _jumps(loss: Loss) -> list[tuple[float, float]]:
    """Each kink with the jump of the slope there."""
    kinks = np.array(loss.kinks(), float)
    left, right = loss.slopes(kinks)
    return list(zip(kinks.tolist(), (right - left).tolist(), strict=True))


def has_finite_corners(fit: Affine) -> bool:
    """Whether no corner is a cusp."""
    return all(math.isfinite(jump) for part in fit.parts for _, jump in _jumps(part.loss))


@lru_cache(maxsize=64)
def curvatures(fit: Affine) -> tuple[float, float]:
    """L₁ and L₀: once its corners are rounded off, F curves by L₁/ε + L₀ at the most; L₀ may be infinite."""
    corners = [sum(abs(jump) / 2 for _, jump in _jumps(part.loss)) for part in fit.parts]
    rest = [0.0 if part.loss.degree == 1 else part.loss.smoothness() for part in fit.parts]
    return _largest(fit, corners), _largest(fit, rest)


def strength(fit: Affine) -> float:
    """μ ≥ 0 such that F − μ‖θ‖²/2 is convex, as far as its losses tell."""
    matrix = fit.matrix.astype(float)
    bends = fit.shares * _spread(fit, [part.loss.strength() for part in fit.parts])
    return max(float(np.linalg.eigvalsh(matrix.T @ (bends[:, None] * matrix))[0]), 0.0)


def smoothness(fit: Affine) -> float:
    """L, the Lipschitz constant of ∇F; infinite where F has corners, or none is known."""
    corners, rest = curvatures(fit)
    return math.inf if corners > 0 else rest


def is_bounded(problem: Problem) -> bool:
    """Whether a problem has such bounds."""
    return isinstance(problem, Affine) and all(math.isfinite(bound) for bound in curvatures(problem))


def _largest(fit: Affine, bends: list[float]) -> float:
    """The largest eigenvalue of Aᵀ diag(bends) A, one bend for each part."""
    if not all(math.isfinite(bend) for bend in bends):
        return math.inf
    matrix = fit.matrix.astype(float) * np.sqrt(fit.shares * _spread(fit, bends))[:, None]
    return float(np.linalg.norm(matrix, 2)) ** 2


def _spread(fit: Affine, bends: list[float]) -> Array:
    """One number for each row from one for each part."""
    each = np.empty(fit.terms)
    for part, bend in zip(fit.parts, bends, strict=True):
        each[part.rows] = bend
    return each
