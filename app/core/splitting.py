"""What methods share that take each row's prox apart from the others'."""

from functools import lru_cache

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.problem import Problem
from app.core.prox import nearest


def in_double(fit: Affine) -> Affine:
    """The problem as the run's precision holds it, to compute on in float64."""
    return fit if fit.matrix.dtype == np.float64 else fit.cast(np.float64)


def row_proxes(fit: Affine, v: Array, size: float) -> Array:
    """The minimiser of every row's share of F plus (z − v)²/(2·size), shape (n,)."""
    parts = [nearest(part.loss, v[part.rows], size * part.weight / part.divisor) for part in fit.parts]
    return np.concatenate(parts)


@lru_cache(maxsize=64)
def pseudoinverse(fit: Affine) -> Array:
    """A⁺, of shape (p, n), kept for the next step."""
    return np.linalg.pinv(fit.matrix.astype(float))


@lru_cache(maxsize=64)
def length(fit: Affine) -> float:
    """‖A‖, the largest singular value; 1 for a matrix of zeros."""
    return float(np.linalg.norm(fit.matrix.astype(float), 2)) or 1.0


def needs_rows(problem: Problem) -> str:
    """What a problem lacks for its rows to be split; empty when nothing."""
    return "" if isinstance(problem, Affine) and problem.convex else "a convex loss of data"
