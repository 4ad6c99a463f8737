"""All minimisers of a piecewise linear problem in two parameters, from one of them and its multipliers."""

from typing import Literal, NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.crossing import NEAR, active, onto_crossing, span_of
from app.core.linear_pieces import pieces
from app.core.loss import Loss
from app.core.minimiser_set import Certificate, MinimiserSet

KINDS: tuple[Literal["point", "interval", "polygon"], ...] = ("point", "interval", "polygon")
SOURCE = "linear programme"
FAR = 1e4
"""How far an unbounded set is followed, in units of the solution."""


class Bands(NamedTuple):
    """For each sample the residuals [low, high] at which its multiplier is a slope of the loss."""

    low: Array
    high: Array


def optimal_face(problem: Affine, theta: Array, multipliers: Array) -> MinimiserSet:
    """Every θ whose residuals all lie in the bands of one optimal set of multipliers, and no other, is optimal."""
    theta = onto_crossing(problem, theta)
    if problem.parameters > 2:
        value, proof = float(problem.value(theta)), _certificate(problem, theta, multipliers)
        return MinimiserSet("point", theta[None], value, SOURCE, True, True, proof)
    bands = _bands(problem, multipliers)
    corners = _corners(problem, bands, theta)
    span = span_of(problem, theta)
    bounded = bool(np.all(np.abs(corners - theta) < FAR * 0.99 * span))
    corners = np.array([onto_crossing(problem, corner) for corner in corners]) if bounded else corners
    points = _distinct(corners, 1e-9 * span)
    if len(points) == 1:
        points = theta[None]
    kind = KINDS[min(len(points), 3) - 1]
    value = float(problem.value(points).min())
    certificate = _certificate(problem, theta, multipliers) if kind == "point" else None
    return MinimiserSet(kind, points, value, SOURCE, True, bounded, certificate)


def _bands(problem: Affine, multipliers: Array) -> Bands:
    parts = [_bands_of(part.loss, multipliers[part.rows]) for part in problem.parts]
    return Bands(*(np.concatenate(ends) for ends in zip(*parts, strict=True)))


def _bands_of(loss: Loss, multipliers: Array) -> Bands:
    slopes, _, kinks = pieces(loss)
    low = np.concatenate([[-np.inf], kinks])
    high = np.concatenate([kinks, [np.inf]])
    upto = np.searchsorted(slopes + NEAR, multipliers)
    flat = np.abs(slopes[np.minimum(upto, len(kinks))] - multipliers) <= NEAR
    corner = kinks[np.clip(upto - 1, 0, len(kinks) - 1)]
    upto = np.minimum(upto, len(kinks))
    return Bands(np.where(flat, low[upto], corner), np.where(flat, high[upto], corner))


def _corners(problem: Affine, bands: Bands, theta: Array) -> Array:
    """The corners of the set: of a polygon, or the ends of a segment where some sample is held at its kink."""
    held = problem.matrix[(bands.low == bands.high) & problem.matrix.any(axis=1)]
    if len(held) == 0:
        return _clip(problem, bands, theta)
    a = held[0]
    cross = np.abs(a[0] * held[:, 1] - a[1] * held[:, 0])
    if np.any(cross > 1e-12 * np.linalg.norm(a) * np.linalg.norm(held, axis=1)):
        return theta[None]
    return _stretch(problem, bands, theta, np.array([-a[1], a[0]]))


def _stretch(problem: Affine, bands: Bands, theta: Array, along: Array) -> Array:
    """The ends of the segment through θ in a direction on which every residual stays in its band."""
    step = along / (np.abs(along) / span_of(problem, theta)).max()
    rates, r = problem.matrix @ step, problem.residual(theta)
    moved = np.abs(rates) > 1e-12 * np.abs(problem.matrix) @ np.abs(step)
    ends = np.stack([(bands.low - r)[moved] / rates[moved], (bands.high - r)[moved] / rates[moved]])
    back = min(max(float(ends.min(axis=0).max(initial=-FAR)), -FAR), 0.0)
    forth = max(min(float(ends.max(axis=0).min(initial=FAR)), FAR), 0.0)
    return np.array([theta + back * step, theta + forth * step])


def _clip(problem: Affine, bands: Bands, theta: Array) -> Array:
    """The polygon of all θ in the bands: a wide square, cut by one half-plane after another."""
    square = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    span = span_of(problem, theta)
    polygon: Array = theta + FAR * span * square
    blur = 16 * float(np.finfo(float).eps) * FAR  # what rounding leaves of corners that are cut off from far away
    for a, c, low, high in zip(problem.matrix, problem.offset, *bands, strict=True):
        for normal, level in ((a, c + low), (-a, -c - high)):
            if np.isfinite(level) and normal.any():
                polygon = _cut(polygon, normal, level, theta, blur * float(np.abs(normal) @ span))
    return polygon


def _cut(polygon: Array, normal: Array, level: float, keep: Array, slack: float) -> Array:
    """The part of a polygon with normal·θ ≥ level (Sutherland & Hodgman 1974); never less than the point `keep`."""
    height = polygon @ normal - level
    height = np.where(np.abs(height) <= slack, 0, height)
    inside = height >= 0
    if inside.all():
        return polygon
    corners: list[Array] = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if inside[i]:
            corners.append(polygon[i])
        if inside[i] != inside[j]:
            share = height[i] / (height[i] - height[j])
            corners.append(polygon[i] + share * (polygon[j] - polygon[i]))
    return np.array(corners) if corners else keep[None]


def _distinct(corners: Array, near: Array) -> Array:
    """The corners that differ, without those in the middle of an edge."""
    points: list[Array] = []
    for corner in corners:
        if all(np.any(np.abs(corner - other) > near) for other in points):
            points.append(corner)
    if len(points) < 3:
        return np.array(points)
    return np.array([p for i, p in enumerate(points) if _turns(points[i - 1], p, points[(i + 1) % len(points)])])


def _turns(before: Array, here: Array, after: Array) -> bool:
    come, go = here - before, after - here
    return bool(abs(come[0] * go[1] - come[1] * go[0]) > 1e-9 * np.linalg.norm(come) * np.linalg.norm(go))


def _certificate(problem: Affine, theta: Array, multipliers: Array) -> Certificate:
    """The multipliers of the samples at a kink; with two of them solved for, the others keeping their slopes."""
    samples, kinks = active(problem, theta)
    order = np.argsort(samples)
    samples, kinks = samples[order], kinks[order]
    u = multipliers[samples]
    if len(samples) == problem.parameters:
        slopes = problem.slopes(problem.residual(theta))[0]
        slopes[samples] = 0
        share = problem.shares / problem.shares[0]
        u = -np.linalg.solve(problem.matrix[samples].T * share[samples], problem.matrix.T @ (share * slopes))
    return Certificate(tuple(samples.tolist()), tuple(u.tolist()))
