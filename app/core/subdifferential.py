"""The subdifferential at a point: an interval in one parameter, a polygon in two."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.loss import Sides

CUT = 8.0
"""Where a set without end is cut off in a plane, in units of the size of what a cusp does not add to it."""


@dataclass(frozen=True)
class Subdifferential:
    """The set ∂F(θ) by its vertices, of shape (m, p), counter-clockwise for a polygon."""

    kind: Literal["point", "interval", "polygon", "polytope"]
    vertices: Array
    """Of a polytope, in more than two parameters, none are listed; infinite are the ends of a cusp's interval."""
    tolerance: float
    """How far from 0 rounding alone can put an element that is 0."""
    nearest: Array | None = None
    """The element nearest to 0, where it is known without the vertices."""
    bounded: bool = True
    """Whether all elements are finite; at a cusp there are some of any length, and a polygon is cut off."""

    @property
    def minimum_norm(self) -> Array:
        """The element nearest to 0: minus the direction of steepest descent."""
        nearest = _nearest_to_origin(self.vertices) if self.nearest is None else self.nearest
        return np.zeros_like(nearest) if np.hypot.reduce(nearest) <= self.tolerance else nearest

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
    bend = np.abs(problem.curvature(problem.residual(theta)))
    return from_sides(problem, problem.sides(theta), np.finfo(theta.dtype).eps * bend * terms, shift)


def from_sides(problem: Affine, sides: Sides, blur: Array | float = 0.0, shift: Array | float = 0.0) -> Subdifferential:
    """The subdifferential where the samples' slopes on both sides, of shape (n,), are these, give or take a blur."""
    used = problem.matrix.any(axis=1)
    lower, upper = np.where(used, np.minimum(*sides), 0), np.where(used, np.maximum(*sides), 0)
    cusps = np.isneginf(lower) & np.isposinf(upper)
    if cusps.any():
        return _endless(problem, (lower, upper), cusps, blur, shift)
    with np.errstate(over="ignore", invalid="ignore"):
        centre = problem.pull_back(lower / 2 + upper / 2) + shift
    if not np.isfinite(centre).all():
        return Subdifferential("point", centre[None], 0.0)
    width = np.where(lower == upper, 0, upper - lower)  # a slope that overflows has none
    generators = problem.weighed((width[:, None] / 2) * problem.matrix)
    generators = generators[np.any(generators != 0, axis=1)]
    largest = np.maximum(np.abs(lower), np.abs(upper))[:, None]
    largest = np.where(np.isfinite(largest), largest, 0)
    scale = problem.weighed(np.abs(largest * problem.matrix)).sum(0).max()
    rounded = problem.weighed(np.abs(problem.matrix) * np.reshape(blur, (-1, 1))).sum(0).max()
    tolerance = float(8 * np.finfo(lower.dtype).eps * scale + 2 * rounded)
    if problem.parameters == 1:
        return _interval(centre, generators, tolerance)
    build = _polygon if problem.parameters == 2 else _polytope
    return build(centre, generators, tolerance)


def _endless(problem: Affine, sides: Sides, cusps: Array, blur: Array | float, shift: Array | float) -> Subdifferential:
    """The set where some rows are at a cusp: without end along their vectors, and across them what the others make."""
    if problem.parameters == 1:
        return Subdifferential("interval", np.array([[-np.inf], [np.inf]]), 0.0, np.zeros(1), bounded=False)
    lower, upper = (np.where(cusps, 0, side) for side in sides)
    others = from_sides(problem, (lower, upper), blur, shift)
    size = float(np.abs(others.vertices).max(initial=0.0)) or 1.0
    lengths = problem.weighed(np.linalg.norm(problem.matrix, axis=1))
    cut = np.where(cusps, CUT * size / np.where(cusps, lengths, 1), 0)
    shown = from_sides(problem, (lower - cut, upper + cut), blur, shift)
    _, extents, axes = np.linalg.svd(problem.matrix[cusps].astype(float))  # which knows no float16
    across = axes[np.count_nonzero(extents > 1e-12 * extents[0]) :].T
    nearest = np.zeros(problem.parameters)
    if across.shape[1]:
        rest = replace(problem, matrix=np.where(cusps[:, None], 0, problem.matrix @ across))
        moved = np.broadcast_to(shift, nearest.shape) @ across
        nearest = across @ from_sides(rest, (lower, upper), blur, moved).minimum_norm
    return replace(shown, nearest=nearest, tolerance=others.tolerance, bounded=False)


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
    size = float(np.abs(vertices).max()) or 1.0
    return size * _nearest_of_short(vertices / size)


def _nearest_of_short(vertices: Array) -> Array:
    """The same of vertices whose squares do not overflow."""
    ends = np.roll(vertices, -1, axis=0)
    edge = ends - vertices
    if len(vertices) > 2 and np.all(edge[:, 0] * -vertices[:, 1] - edge[:, 1] * -vertices[:, 0] >= 0):
        return np.zeros_like(vertices[0])
    length = np.maximum((edge**2).sum(1), np.finfo(edge.dtype).tiny)
    share = np.clip(-(vertices * edge).sum(1) / length, 0, 1)
    feet = vertices + share[:, None] * edge
    return np.asarray(feet[np.argmin((feet**2).sum(1))])
