"""The subdifferential at a point: an interval in one parameter, a polygon in two."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.loss import Sides

STEEPEST = 1e12
"""What stands for the infinite slopes of a cusp."""


@dataclass(frozen=True)
class Subdifferential:
    """The set ∂F(θ) by its vertices, of shape (m, p), counter-clockwise for a polygon."""

    kind: Literal["point", "interval", "polygon", "polytope"]
    vertices: Array
    """Of a polytope, in more than two parameters, none are listed."""
    tolerance: float
    """How far from 0 rounding alone can put an element that is 0."""
    nearest: Array | None = None
    """The element nearest to 0, where it is known without the vertices."""

    @property
    def minimum_norm(self) -> Array:
        """The element nearest to 0: minus the direction of steepest descent."""
        nearest = _nearest_to_origin(self.vertices) if self.nearest is None else self.nearest
        return nearest if np.hypot.reduce(nearest) > self.tolerance else np.zeros_like(nearest)

    @property
    def distance(self) -> float:
        """The distance of the set from 0: the steepest slope by which F can be descended."""
        return float(np.hypot.reduce(self.minimum_norm))

    @property
    def stationary(self) -> bool:
        """Whether 0 is an element: for a convex F, whether θ is a minimiser (Fermat's rule)."""
        return self.distance == 0


def subdifferential(problem: Affine, theta: Array, shift: Array | float = 0.0) -> Subdifferential:
    r"""The exact \(\partial F(\theta) = \frac1d\sum_i[\text{lower}_i, \text{upper}_i]\,a_i\) at a point of shape (p,).

    It is moved by `shift`, the slope of a spring, say. A residual that rounding cannot tell from a kink counts as
    being on it. Sums of subdifferentials are exact for convex losses of affine residuals (Rockafellar 1970,
    theorem 23.8).
    """
    terms = np.abs(problem.matrix) @ np.abs(theta) + np.abs(problem.offset)
    bend = problem.curvature(problem.residual(theta))
    return from_sides(problem, problem.sides(theta), np.finfo(theta.dtype).eps * bend * terms, shift)


def from_sides(problem: Affine, sides: Sides, blur: Array | float = 0.0, shift: Array | float = 0.0) -> Subdifferential:
    """The subdifferential where the samples' slopes on both sides, of shape (n,), are these, give or take a blur."""
    lower, upper = (np.clip(end, -STEEPEST, STEEPEST) for end in (np.minimum(*sides), np.maximum(*sides)))
    centre = problem.pull_back((lower + upper) / 2) + shift
    generators = problem.weighed(((upper - lower)[:, None] / 2) * problem.matrix)
    generators = generators[np.any(generators != 0, axis=1)]
    largest = np.maximum(np.abs(lower), np.abs(upper))[:, None]
    largest = np.where(largest < STEEPEST, largest, 0)
    scale = problem.weighed(np.abs(largest * problem.matrix)).sum(0).max()
    rounded = problem.weighed(np.abs(problem.matrix) * np.reshape(blur, (-1, 1))).sum(0).max()
    tolerance = float(8 * np.finfo(lower.dtype).eps * scale + 2 * rounded)
    if problem.parameters == 1:
        return _interval(centre, generators, tolerance)
    build = _polygon if problem.parameters == 2 else _polytope
    return build(centre, generators, tolerance)


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


def _polytope(centre: Array, generators: Array, tolerance: float) -> Subdifferential:
    if len(generators) == 0:
        return Subdifferential("point", centre[None], tolerance)
    from scipy.optimize import lsq_linear  # late: SciPy takes as long to import as all else together

    shares = lsq_linear(generators.T.astype(float), -centre.astype(float), bounds=(-1, 1), tol=1e-14).x
    nearest = (centre + generators.T @ shares).astype(centre.dtype)
    return Subdifferential("polytope", np.empty((0, len(centre))), max(tolerance, 1e-9), nearest)


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
