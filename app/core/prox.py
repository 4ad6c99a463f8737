"""The prox of a whole objective: one implicit step."""

from dataclasses import replace

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.crossing import active, onto_crossing
from app.core.loss import Loss
from app.core.newton import newton
from app.core.one_parameter import Spring, first_rise
from app.core.smooth_prox import smooth_prox
from app.core.subdifferential import subdifferential

ROUNDS = 60
"""Multiplier updates at the most; piecewise linear losses need a handful."""
NEWTON_STEPS = 50
CURVED = 6
"""Newton steps of a system whose pieces are not quadratic."""
EPS = float(np.finfo(float).eps)
SETTLED = 1e-6
"""The slope that may be left where a step ends, as a share of the terms that it is made of."""
TINIEST = 1e-290
"""A step of a smaller weight moves nothing, and its inverse may overflow."""


def prox(problem: Affine, x: Array, weight: float) -> Array:
    r"""\(\operatorname{argmin}_u F(u) + \|u - x\|^2/(2\lambda)\), for x of shape (…, p), in float64, of a convex F.

    One sample: the loss's closed form. One parameter: the exact change of sign of the slope. Otherwise
    Newton, for smooth losses, or, where it gets lost or there are kinks, the method of multipliers on the
    losses' own prox (Rockafellar 1976), until the kinks that the step ends on are known and it can be solved
    for and proved.
    """
    rows = [_row(problem, row, weight) for row in x.reshape(-1, problem.parameters)]
    return np.array(rows).reshape(x.shape)


def _row(problem: Affine, x: Array, weight: float) -> Array:
    if weight < TINIEST:
        return x
    if problem.terms == 1:
        closed = _one_sample(problem, x, weight)
        if closed is not None:
            return closed
    if problem.parameters == 1:
        return np.array([first_rise(problem, Spring(float(x[0]), weight))])
    if not problem.has_kinks:
        found = newton(problem, x, centre=x, weight=weight)
        if _is_settled(problem, found, x, weight):
            return found
    return _multipliers(problem, x, weight)


def _is_settled(problem: Affine, u: Array, x: Array, weight: float) -> bool:
    """Whether Newton's method has come to the step: corners rounded off very narrowly are like kinks to it."""
    slopes, pull = problem.slopes(problem.residual(u))[0], (u - x) / weight
    size = problem.weighed(np.abs(slopes[:, None] * problem.matrix)).sum(0) + np.abs(pull)
    return bool(np.all(np.abs(problem.pull_back(slopes) + pull) <= SETTLED * size.max()))


def _one_sample(problem: Affine, x: Array, weight: float) -> Array | None:
    a, part = problem.matrix[0], problem.parts[0]
    square = float(a @ a)
    v = problem.residual(x)
    target = part.loss.prox(v, weight * square * part.weight / part.divisor)
    if target is None:
        return None
    return x if square == 0 else x + (target - v) / square * a


def _multipliers(problem: Affine, x: Array, weight: float) -> Array:
    """Minimise ρ(v) + spring subject to v = Aθ − c, by augmented Lagrangians that Newton solves exactly."""
    samples = slice(0, problem.samples)
    size = weight * float((problem.matrix[samples] ** 2).sum(1).mean()) * float(problem.shares[0])
    scale = np.concatenate([problem.residual(x)[samples], problem.offset[samples], problem.marks[1]])
    smallest = 1e-6 * (float(np.abs(scale).mean()) or 1.0)
    theta, u = x, problem.slopes(problem.residual(x))[0]
    for _ in range(ROUNDS):
        exact = _exact(problem, theta, x, weight)
        if exact is not None:
            return exact
        theta = _augmented(problem, theta, u, size, x, weight)
        z = problem.residual(theta) + size * u
        close = nearest_of(problem, z, size)
        rows, kinks = problem.marks
        kept = close[rows] == kinks  # the kinks that the step ends on are known long before θ is near them
        exact = _proved(problem, held(problem, theta, rows[kept], kinks[kept], x, weight), x, weight)
        if exact is not None:
            return exact
        fresh = (z - close) / size
        # What rounding does to u: the digits of z, magnified by 1/size.
        if np.all(np.abs(fresh - u) <= 8 * EPS * (1 + (np.abs(z) + np.abs(problem.offset)) / size)):
            break
        u, size = fresh, max(size / 4, smallest)
    return theta


def _exact(problem: Affine, theta: Array, x: Array, weight: float) -> Array | None:
    """The step itself, if the kinks near θ are those that it ends on: solved for, and then proved."""
    samples, kinks = active(problem, theta)
    end = onto_crossing(problem, theta)
    if end is theta:
        end = held(problem, theta, samples, kinks, x, weight)
    return _proved(problem, end, x, weight)


def _proved(problem: Affine, end: Array, x: Array, weight: float) -> Array | None:
    """A point, if 0 ∈ ∂F(u) + (u − x)/weight shows that it is where the step ends."""
    end = np.where(np.abs(end) <= EPS * np.abs(end).max(initial=0.0), 0.0, end)  # a parameter that is held at 0
    found = subdifferential(problem, end, (end - x) / weight)
    blur = 8 * EPS * float(np.abs(x).max() + np.abs(end).max()) / weight
    return end if replace(found, tolerance=found.tolerance + blur).stationary else None


def held(problem: Affine, theta: Array, rows: Array, kinks: Array, x: Array, weight: float = np.inf) -> Array:
    """Where the pieces at θ lead, with some rows kept on their kinks: one linear system, or a few."""
    for _ in range(1 if problem.degree is not None else CURVED):
        theta = _system(problem, theta, rows, kinks, x, weight)
    return theta


def _system(problem: Affine, theta: Array, rows: Array, kinks: Array, x: Array, weight: float) -> Array:
    slopes, bend = problem.slopes(problem.residual(theta))[0], problem.curvature(problem.residual(theta))
    slopes[rows] = bend[rows] = 0
    hessian = problem.matrix.T @ problem.weighed(bend[:, None] * problem.matrix) + np.eye(len(x)) / weight
    pull = problem.pull_back(slopes) + (theta - x) / weight
    if not np.isfinite(pull).all():  # beyond all floats there is no system
        return theta
    a, off = problem.matrix[rows], problem.residual(theta)[rows] - kinks
    table = np.block([[hessian, a.T], [a, np.zeros((len(rows), len(rows)))]])
    step = np.linalg.lstsq(table, -np.concatenate([pull, off]), rcond=None)[0][: len(x)]
    return np.asarray(theta + step)


def _augmented(problem: Affine, theta: Array, u: Array, size: float, x: Array, weight: float) -> Array:
    """Newton on the Moreau envelope; its slope is piecewise linear, so it ends at the exact point."""
    reach = problem.weighed(np.abs(problem.matrix)) / size
    for _ in range(NEWTON_STEPS):
        z = problem.residual(theta) + size * u
        nearest = nearest_of(problem, z, size)
        gradient = problem.pull_back((z - nearest) / size) + (theta - x) / weight
        floor = 4 * EPS * (reach.T @ (np.abs(z) + np.abs(problem.offset)) + (np.abs(theta) + np.abs(x)) / weight)
        if np.all(np.abs(gradient) <= floor):
            break
        hessian = problem.matrix.T @ (problem.weighed(_bend(problem, nearest, size)[:, None] * problem.matrix))
        hessian += np.eye(len(x)) / weight
        step = -np.linalg.solve(hessian, gradient)
        theta = theta + _share(problem, theta, u, size, x, weight, step, gradient) * step
    return theta


def _bend(problem: Affine, nearest: Array, size: float) -> Array:
    """The curvature of each row's Moreau envelope: 1/size at a kink, else that of the loss, softened."""
    bend = problem.curvature(nearest)
    bend = bend / (1 + size * bend)
    rows, kinks = problem.marks
    bend[rows[nearest[rows] == kinks]] = 1 / size
    return bend


def _share(
    problem: Affine,
    theta: Array,
    u: Array,
    size: float,
    x: Array,
    weight: float,
    step: Array,
    gradient: Array,
) -> float:
    def total(at: Array) -> float:
        z = problem.residual(at) + size * u
        nearest = nearest_of(problem, z, size)
        envelope = problem.value_of(nearest) + problem.weighed((z - nearest) ** 2).sum() / (2 * size)
        return float(envelope + ((at - x) ** 2).sum() / (2 * weight))

    here, slope, share = total(theta), float(gradient @ step), 1.0
    slack = 64 * EPS * abs(here)
    while total(theta + share * step) > here + 1e-4 * share * slope + slack and share > 1e-9:
        share /= 2
    return share


def nearest_of(problem: Affine, z: Array, size: float) -> Array:
    """The prox of every row's loss at z."""
    return problem.each(lambda loss, part: nearest(loss, part, size), z)


def nearest(loss: Loss, v: Array, size: float) -> Array:
    """The prox of a loss: in closed form, or found for a smooth loss that has none."""
    found = loss.prox(v, size)
    return smooth_prox(loss, v, size) if found is None else found
