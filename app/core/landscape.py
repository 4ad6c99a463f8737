"""The objective as a picture: a curve with its slopes in one parameter, a surface with its kink lines in two."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.gap import Gap
from app.core.interruption import check
from app.core.kink import KinkCurve
from app.core.loss import Loss
from app.core.problem import Problem, Window

CURVE_POINTS = 400
SURFACE_POINTS = 100
CHUNK = 500_000
"""Residuals evaluated at once, so that they stay in the processor's cache."""


class Corner(NamedTuple):
    """One kink of a curve: where, how high, the slopes on both sides, what is reported, and which samples."""

    at: float
    value: float
    left: float
    right: float
    reported: float
    samples: tuple[int, ...]
    known: str = ""
    """What it is, if that has been found out."""

    @property
    def kind(self) -> str:
        """What is known; else convex where the slope rises, concave where it falls, removable where it does neither."""
        if self.known:
            return self.known
        if self.left == self.right:
            return "removable"
        return "convex" if self.right > self.left else "concave"


@dataclass(frozen=True)
class Curve:
    """A function of one number with its exact one-sided slopes; every kink in the window is one of the points."""

    at: Array
    value: Array
    left: Array
    right: Array
    reported: Array
    """The slope that the convention reports; NaN where it has no answer."""
    corners: tuple[Corner, ...]
    gaps: tuple[Gap, ...] = ()
    """Where there is no value."""
    has_all_corners: bool = True
    """Whether no kink is left out, as where there are too many."""

    @property
    def lower(self) -> Array:
        """The lower ends of the slope intervals."""
        return np.minimum(self.left, self.right)

    @property
    def upper(self) -> Array:
        """The upper ends of the slope intervals."""
        return np.maximum(self.left, self.right)


@dataclass(frozen=True)
class Surface:
    """F on a grid, value[j, i] at (axes[0][i], axes[1][j]), and the lines of kinks inside the window."""

    axes: tuple[Array, Array]
    value: Array
    lines: tuple[KinkCurve, ...]
    gaps: tuple[str, ...] = ()
    """Why there is no value at some places."""


def curve(problem: Problem, convention: Convention, window: Window, seed: int) -> Curve:
    """F in one parameter over the window, and all its kinks, those outside, too."""
    (low, high), found = window[0], problem.kinks(window)
    at = np.unique(np.concatenate([np.linspace(low, high, CURVE_POINTS), found.theta]))
    parts = [_sampled(problem, convention, part, seed) for part in _chunks(at, problem.terms)]
    value, left, right, reported = (np.concatenate(column) for column in zip(*parts, strict=True))
    place = np.searchsorted(at, found.theta)
    value[place], left[place], right[place] = found.value, found.left, found.right
    columns = (column[place].tolist() for column in (at, value, left, right, reported))
    corners = tuple(map(Corner, *columns, found.samples, found.kinds or ("",) * len(place)))
    shown = (at >= low) & (at <= high)
    at, value, left, right, reported = (column[shown] for column in (at, value, left, right, reported))
    return Curve(at, value, left, right, reported, corners, problem.gaps(window), found.complete)


def _chunks(at: Array, samples: int) -> list[Array]:
    rows = max(1, CHUNK // max(1, samples))
    return [at[i : i + rows, None] for i in range(0, len(at), rows)]


def _sampled(problem: Problem, convention: Convention, theta: Array, seed: int) -> tuple[Array, ...]:
    check()
    shape = len(theta), problem.terms
    uniform = np.random.default_rng(seed).random(shape) if convention.draws else None
    with np.errstate(all="ignore"):
        reported = problem.ask(convention, theta, uniform).subgradient[:, 0]
    value, sides = problem.value(theta), problem.sampled_slopes(theta)
    left, right, reported = (np.where(np.isnan(value), np.nan, slope) for slope in (*sides, reported))
    return value, left, right, reported


def loss_curve(loss: Loss, convention: Convention, seed: int) -> Curve:
    """The loss by itself, over a window that shows its kinks and breaks."""
    marks = tuple(sorted({*loss.kinks(), *loss.breaks(), *loss.jumps()}))
    reach = 1.75 * max(map(abs, marks), default=0.0) or 3.0
    r = np.unique(np.concatenate([np.linspace(-reach, reach, CURVE_POINTS), np.array(marks)]))
    left, right = loss.slopes(r)
    with np.errstate(all="ignore"):
        uniform = np.random.default_rng(seed).random(r.shape) if convention.draws else None
        reported = convention.report(loss, r, uniform)
    value = loss.value(r)
    corners = tuple(
        Corner(float(r[j]), float(value[j]), float(left[j]), float(right[j]), float(reported[j]), ())
        for j in np.searchsorted(r, np.array(loss.kinks()))
    )
    return Curve(r, value, left, right, reported, corners)


def surface(problem: Problem, window: Window, points: int = SURFACE_POINTS) -> Surface:
    """F in two parameters over the window, at so many points along each axis."""
    axes = np.linspace(*window[0], points), np.linspace(*window[1], points)
    rows = max(1, CHUNK // (points * max(1, problem.terms)))
    parts = [_grid(problem, axes[0], axes[1][i : i + rows]) for i in range(0, points, rows)]
    value = np.concatenate(parts)
    return Surface(axes, value, problem.kink_curves(window), problem.lost(_nodes(axes)[~np.isfinite(value)]))


def _grid(problem: Problem, first: Array, second: Array) -> Array:
    check()
    return problem.on_grid(first, second)


def _nodes(axes: tuple[Array, Array]) -> Array:
    return np.stack(np.broadcast_arrays(axes[0][None, :], axes[1][:, None]), -1)
