"""The prox of a whole objective: one implicit step."""

from dataclasses import replace

import numpy as np

from app.core.arrays import Array
from app.core.crossing import active, onto_crossing
from app.core.newton import newton
from app.core.one_parameter import Spring, first_rise
from app.core.problem import Problem
from app.core.subdifferential import subdifferential

ROUNDS = 60
"""Multiplier updates at the most; piecewise linear losses need a handful."""
NEWTON_STEPS = 50
EPS = float(np.finfo(float).eps)
TINIEST = 1e-290
"""A step of a smaller weight moves nothing, and its inverse may overflow."""


def prox(problem: Problem, x: Array, weight: float) -> Array:
    r"""\(\operatorname{argmin}_u F(u) + \|u - x\|^2/(2\lambda)\), for x of shape (…, p), in float64.

    One sample: the loss's closed form. One parameter: the exact change of sign of the slope. Otherwise
    Newton, for smooth losses, or the method of multipliers on the loss's own prox (Rockafellar 1976),
    until the kinks that the step ends on are known and it can be solved for and proved.
    """
    rows = [_row(problem, row, weight) for row in x.reshape(-1, problem.parameters)]
    return np.array(rows).reshape(x.shape)


def _row(problem: Problem, x: Array, weight: float) -> Array:
    if weight < TINIEST:
        return x
    if problem.samples == 1:
        closed = _one_sample(problem, x, weight)
        if closed is not None:
            return closed
    if problem.parameters == 1:
        return np.array([first_rise(problem, Spring(float(x[0]), weight))])
    if not problem.loss.kinks():
        return newton(problem, x, centre=x, weight=weight)
    return _multipliers(problem, x, weight)


def _one_sample(problem: Problem, x: Array, weight: float) -> Array | None:
    a = problem.matrix[0]
    square = float(a @ a)
    v = problem.residual(x)
    target = problem.loss.prox(v, weight * square / problem.divisor)
    if target is None:
        return None
    return x if square == 0 else x + (target - v) / square * a


def _multipliers(problem: Problem, x: Array, weight: float) -> Array:
    """Minimise ρ(v) + spring subject to v = Aθ − c, by augmented Lagrangians that Newton solves exactly."""
    size = weight * float((problem.matrix**2).sum(1).mean()) / problem.divisor
    smallest = 1e-6 * float(np.abs(problem.residual(x)).mean())
    theta, u = x, problem.loss.slopes(problem.residual(x))[0]
    for _ in range(ROUNDS):
        exact = _exact(problem, theta, x, weight)
        if exact is not None:
            return exact
        theta = _augmented(problem, theta, u, size, x, weight)
        z = problem.residual(theta) + size * u
        fresh = (z - _prox(problem, z, size)) / size
        # What rounding does to u: the digits of z, magnified by 1/size.
        if np.all(np.abs(fresh - u) <= 8 * EPS * (1 + (np.abs(z) + np.abs(problem.offset)) / size)):
            break
        u, size = fresh, max(size / 4, smallest)
    return theta


def _exact(problem: Problem, theta: Array, x: Array, weight: float) -> Array | None:
    """The step itself, if the kinks near θ are those that it ends on: solved for, and then proved."""
    samples, kinks = active(problem, theta)
    end = onto_crossing(problem, theta) if len(samples) > 1 else _along(problem, theta, x, weight, samples, kinks)
    found = subdifferential(problem, end)
    blur = 8 * EPS * float(np.abs(x).max() + np.abs(end).max()) / weight
    moved = replace(found, vertices=found.vertices - (x - end) / weight, tolerance=found.tolerance + blur)
    return end if moved.stationary else None


def _along(problem: Problem, theta: Array, x: Array, weight: float, samples: Array, kinks: Array) -> Array:
    """Where the slopes at θ lead, kept on the one kink line that θ is on, if it is on one."""
    slopes = problem.loss.slopes(problem.residual(theta))[0]
    slopes[samples] = 0
    end = x - weight * problem.pull_back(slopes)
    for i, kink in zip(samples, kinks, strict=True):
        a = problem.matrix[i]
        end = end - a * (a @ end - problem.offset[i] - kink) / (a @ a)
    return end


def _augmented(problem: Problem, theta: Array, u: Array, size: float, x: Array, weight: float) -> Array:
    """Newton on the Moreau envelope; its slope is piecewise linear, so it ends at the exact point."""
    kinks, reach = problem.loss.kinks(), np.abs(problem.matrix) / (size * problem.divisor)
    for _ in range(NEWTON_STEPS):
        z = problem.residual(theta) + size * u
        nearest = _prox(problem, z, size)
        gradient = problem.pull_back((z - nearest) / size) + (theta - x) / weight
        floor = 4 * EPS * (reach.T @ (np.abs(z) + np.abs(problem.offset)) + (np.abs(theta) + np.abs(x)) / weight)
        if np.all(np.abs(gradient) <= floor):
            break
        held = problem.matrix[np.isin(nearest, kinks)]
        hessian = held.T @ held / (size * problem.divisor) + np.eye(len(x)) / weight
        step = -np.linalg.solve(hessian, gradient)
        theta = theta + _share(problem, theta, u, size, x, weight, step, gradient) * step
    return theta


def _share(
    problem: Problem,
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
        nearest = _prox(problem, z, size)
        envelope = problem.loss.value(nearest) + (z - nearest) ** 2 / (2 * size)
        return float(envelope.sum() / problem.divisor + ((at - x) ** 2).sum() / (2 * weight))

    here, slope, share = total(theta), float(gradient @ step), 1.0
    slack = 64 * EPS * abs(here)
    while total(theta + share * step) > here + 1e-4 * share * slope + slack and share > 1e-9:
        share /= 2
    return share


def _prox(problem: Problem, z: Array, weight: float) -> Array:
    closed = problem.loss.prox(z, weight)
    if closed is None:
        raise TypeError(f"missing prox: a loss with kinks has to give one ({problem.loss.kind})")
    return closed
