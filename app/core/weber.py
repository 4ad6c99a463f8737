"""Sums of weighted distances to given places, which Weiszfeld's iteration minimises."""

from typing import NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.function_problem import FunctionProblem
from app.core.problem import Problem

NEEDED = "a sum of distances: absolute losses in one parameter, or the geometric median"


class Anchors(NamedTuple):
    r"""The places aᵢ, (n, p), and weights wᵢ, (n,), of \(F(x) = \sum_i w_i \|x - a_i\|\)."""

    places: Array
    weights: Array

    def distances(self, x: Array) -> Array:
        """From a point of shape (1, p), shape (n,)."""
        return np.asarray(np.linalg.norm(x - self.places, axis=1))

    def mean(self, pulls: Array) -> Array:
        """The mean of the places by these weights, shape (1, p)."""
        pulled: Array = (pulls[:, None] * self.places).sum(0) / pulls.sum()
        return pulled[None]

    def cast(self, dtype: np.dtype) -> "Anchors":
        """The same in another precision."""
        return Anchors(self.places.astype(dtype), self.weights.astype(dtype))


def anchors(problem: Problem) -> Anchors | None:
    """What F is the sum of distances to; None where it is none."""
    if isinstance(problem, FunctionProblem):
        places = np.array(getattr(problem.function, "anchors", ()), float)
        return Anchors(places, np.ones(len(places))) if len(places) else None
    return _of_rows(problem) if isinstance(problem, Affine) and problem.parameters == 1 else None


def _of_rows(fit: Affine) -> Anchors | None:
    """Each |aθ − c| is |a| times the distance of θ from c/a."""
    slope = fit.matrix[:, 0]
    is_felt = slope != 0
    if any(part.loss.kind != "absolute" for part in fit.parts) or not is_felt.any():
        return None
    return Anchors((fit.offset[is_felt] / slope[is_felt])[:, None], (fit.shares * np.abs(slope))[is_felt])
