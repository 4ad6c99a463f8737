"""The subdifferential at a point: an interval in one parameter, a polygon in two."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.core.arrays import Array
from app.core.loss import Sides
from app.core.problem import Problem


@dataclass(frozen=True)
class Subdifferential:
    """The set ∂F(θ) by its vertices, of shape (m, p), counter-clockwise for a polygon."""

    kind: Literal["point", "interval", "polygon"]
    vertices: Array
    tolerance: float
    """How far from 0 rounding alone can put an element that is 0."""

    @property
    def minimum_norm(self) -> Array:
        """The element nearest to 0: minus the direction of steepest descent."""
        nearest = _nearest_to_origin(self.vertices)
        return nearest if np.linalg.norm(nearest) > self.tolerance else np.zeros_like(nearest)

    @property
    def distance(self) -> float:
        """The distance of the set from 0: the steepest slope by which F can be descended."""
        return float(np.linalg.norm(self.minimum_norm))

    @property
    def stationary(self) -> bool:
        """Whether 0 is an element: for a convex F, whether θ is a minimiser (Fermat's rule)."""
        return self.distance == 0


def subdifferential(problem: Problem, theta: Array) -> Subdifferential:
    r"""The exact \(\partial F(\theta) = \frac1d\sum_i[\text{lower}_i, \text{upper}_i]\,a_i\) at a point of shape (p,).

    A residual that rounding cannot tell from a kink counts as being on it. Sums of subdifferentials are
    exact for convex losses of affine residuals (Rockafellar 1970, theorem 23.8).
    """
    terms = np.abs(problem.matrix) @ np.abs(theta) + np.abs(problem.offset)
    bend = problem.loss.curvature(problem.residual(theta))
    return from_sides(problem, problem.sides(theta), np.finfo(theta.dtype).eps * bend * terms)


def from_sides(problem: Problem, sides: Sides, blur: Array | float = 0.0) -> Subdifferential:
    """The subdifferential where the samples' slopes on both sides, of shape (n,), are these, give or take a blur."""
    lower, upper = np.minimum(*sides), np.maximum(*sides)
    centre = problem.pull_back((lower + upper) / 2)
    wide = np.flatnonzero(upper > lower)
    generators = ((upper - lower)[wide, None] / 2) * problem.matrix[wide] / problem.divisor
    generators = generators[np.any(generators != 0, axis=1)]
    scale = np.abs(np.maximum(np.abs(lower), np.abs(upper))[:, None] * problem.matrix).sum(0).max() / problem.divisor
    rounded = (np.abs(problem.matrix) * np.reshape(blur, (-1, 1))).sum(0).max() / problem.divisor
    tolerance = float(8 * np.finfo(lower.dtype).eps * scale + 2 * rounded)
    if problem.parameters == 1:
        return _interval(centre, generators, tolerance)
    return _polygon(centre, generators, tolerance)


def _interval(centre: Array, generators: Array, tolerance: float) -> Subdifferential:
    half = np.abs(generators).sum(0)
    if not half.any():
        return Subdifferential("point", centre[None], tolerance)
    return Subdifferential("interval", np.stack([centre - half, centre + half]), tolerance)


def _polygon(centre: Array, generators: Array, tolerance: float) -> Subdifferential:
    edges = _merged(generators)
    if len(edges) == 0:
        return Subdifferential("point", centre[None], tolerance)
    first = centre - edges.sum(0)
    if len(edges) == 1:
        return Subdifferential("interval", np.stack([first, centre + edges[0]]), tolerance)
    walk = np.concatenate([first[None], 2 * edges, -2 * edges[:-1]])
    return Subdifferential("polygon", np.cumsum(walk, axis=0), tolerance)


def _merged(generators: Array) -> Array:
    """Generators turned into the upper half-plane, sorted by angle, parallel ones added up."""
    down = (generators[:, 1] < 0) | ((generators[:, 1] == 0) & (generators[:, 0] < 0))
    turned = np.where(down[:, None], -generators, generators)
    order = np.argsort(np.arctan2(turned[:, 1], turned[:, 0]), kind="stable")
    edges: list[Array] = []
    for g in turned[order]:
        if edges and abs(edges[-1][0] * g[1] - edges[-1][1] * g[0]) <= 4e-16 * np.linalg.norm(
            edges[-1]
        ) * np.linalg.norm(g):
            edges[-1] = edges[-1] + g
        else:
            edges.append(g)
    return np.array(edges).reshape(-1, 2)


def _nearest_to_origin(vertices: Array) -> Array:
    """The point of the convex hull of ordered vertices that is nearest to the origin."""
    if len(vertices) == 1:
        return np.asarray(vertices[0])
    ends = np.roll(vertices, -1, axis=0)
    edge = ends - vertices
    if len(vertices) > 2 and np.all(edge[:, 0] * -vertices[:, 1] - edge[:, 1] * -vertices[:, 0] >= 0):
        return np.zeros_like(vertices[0])
    length = np.maximum((edge**2).sum(1), np.finfo(edge.dtype).tiny)
    share = np.clip(-(vertices * edge).sum(1) / length, 0, 1)
    feet = vertices + share[:, None] * edge
    return np.asarray(feet[np.argmin((feet**2).sum(1))])
