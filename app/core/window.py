"""The window: what part of the parameters' space a picture shows."""

import math

import numpy as np

from app.core.arrays import Array
from app.core.minimise import minimise
from app.core.problem import Problem, Window

MARGIN = 0.12
"""Share of the extent that is left free on each side."""
ARM = 0.6
"""How far the picture reaches on the shorter side of the minimisers, as a share of the longer."""
WIDEST = 1e12
MOST_POINTS = 9
"""Minimisers apart from each other that are all shown; of more, those near the start and 0."""


def fit_window(problem: Problem, start: tuple[float, ...], iterates: list[Array]) -> Window:
    """The window that shows the start, the minimisers, where the iterates spend their time, and a kink or two."""
    least = _nearest(minimise(problem).points, start)
    shown = [np.array([start]), *_finite(least), *(_bulk(each) for each in iterates)]
    if problem.parameters == 1:
        shown.append(_near_kinks(problem, np.concatenate(shown)))
        shown += _both_arms(least, np.concatenate(shown))
    points = np.clip(np.concatenate(shown), -WIDEST, WIDEST)
    return tuple(_padded(float(column.min()), float(column.max())) for column in points.T)


def _finite(points: Array) -> list[Array]:
    kept = points[np.isfinite(points).all(axis=1)] if len(points) else points
    return [kept] if len(kept) and np.abs(kept).max() < 1e6 * (1 + np.abs(kept).min()) else []


def _nearest(points: Array, start: tuple[float, ...]) -> Array:
    """Of many minimisers on a line those between 0 and the start, if they are not too many, and one on each side."""
    if len(points) <= MOST_POINTS or points.shape[1] > 1:
        return points
    at = points[:, 0]
    first, last = np.searchsorted(at, min(0.0, start[0])), np.searchsorted(at, max(0.0, start[0]), side="right")
    near = points[max(0, first - 1) : last + 1]
    return near[np.sort(np.argsort(np.abs(near[:, 0] - start[0]), kind="stable")[: 2 * MOST_POINTS])]


def _bulk(iterates: Array) -> Array:
    """The iterates without a diverging tail: those no farther than 30 times the median distance from the first."""
    away = np.abs(iterates - iterates[0]).max(axis=1)
    return np.asarray(iterates[away <= 30 * max(float(np.median(away)), 1e-12)])


def _near_kinks(problem: Problem, points: Array) -> Array:
    """The kinks inside what is shown and the next ones outside, if they are not far."""
    low, high = float(points.min()), float(points.max())
    reach = 0.5 * (high - low) or 1.0
    theta = problem.kinks(((low - reach, high + reach),)).theta
    near = theta[(theta >= low - reach) & (theta <= high + reach)]
    return near[:, None] if len(near) else points[:1]


def _both_arms(minimisers: Array, points: Array) -> list[Array]:
    """Points that leave room on both sides of the minimisers, so that the picture shows F rising on both."""
    least = [each for each in minimisers[:, 0] if math.isfinite(each) and abs(each) <= WIDEST]
    if not least:
        return []
    low, high = min(least), max(least)
    reach = ARM * max(low - float(points.min()), float(points.max()) - high)
    return [np.array([[low - reach], [high + reach]])] if reach > 0 else []


def _padded(low: float, high: float) -> tuple[float, float]:
    extent = high - low
    if extent <= 1e-9 * max(abs(low), abs(high), 1e-3):  # too narrow to be drawn, or to be given as a view
        extent = max(abs(low), 1.0)
    digits = 1 - math.floor(math.log10(extent))
    return round(low - MARGIN * extent, digits), round(high + MARGIN * extent, digits)
