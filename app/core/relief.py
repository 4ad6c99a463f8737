"""Lines of the plane on the surface of F: each point with the height at which it lies on the sheet that is drawn."""

from itertools import pairwise

import numpy as np

from app.core.arrays import Array
from app.core.landscape import Surface
from app.core.minimiser_set import MinimiserSet
from app.core.problem import Problem

PIECES = 40
"""Of a line that crosses the whole window."""
MOST_POINTS = 10_000
"""Of all lines together: as many as the surface has."""
LIFT = 0.004
"""Of the height of the picture, so that no line sinks into the sheet."""


class Relief:
    """Raises lines onto the sheet that a surface is drawn as: its value between the nodes is not quite F."""

    def __init__(self, problem: Problem, surface: Surface) -> None:
        from scipy.interpolate import RegularGridInterpolator  # late: only what is seen in three dimensions needs it

        self.problem = problem
        finite = surface.value[np.isfinite(surface.value)]
        self.lift = LIFT * float(np.ptp(finite)) if finite.size else 0.0
        self.extent = np.array([axis[-1] - axis[0] for axis in surface.axes])
        self.low = np.array([axis[0] for axis in surface.axes])
        self._sheet = RegularGridInterpolator(surface.axes, surface.value.T, bounds_error=False, fill_value=np.nan)

    def raised(self, points: Array, most: int = MOST_POINTS) -> Array:
        """A line of corners (m, 2) as points (n, 3), close enough to follow F; those outside the window are left out.

        The height is F, or that of the sheet where it is higher, and a little more; not a number where F has none.
        """
        fine = self._refined(points, most) if len(points) else points
        if not len(fine):
            return np.empty((0, 3))
        height = np.fmax(self.problem.value(fine), self._sheet(fine)) + self.lift
        return np.column_stack([fine, np.where(np.isfinite(height), height, np.nan)])

    def _refined(self, points: Array, most: int) -> Array:
        """Of each piece between two points what is inside, with as many points as its length asks for."""
        pieces = list(pairwise(points)) or [(points[0], points[0])]
        allowed = max(1, most // len(pieces))
        parts = [self._piece(a, b, allowed) for a, b in pieces]
        return np.asarray(np.clip(np.concatenate(parts), self.low, self.low + self.extent))

    def _piece(self, a: Array, b: Array, allowed: int) -> Array:
        """Points from a to b, both included, as far as they are in the window (Liang and Barsky, 1984)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.sort([(self.low - a) / (b - a), (self.low + self.extent - a) / (b - a)], axis=0)
        moves = a != b
        first, last = np.max(ends[0][moves], initial=0.0), np.min(ends[1][moves], initial=1.0)
        slack = 1e-9 * self.extent
        still = a[~moves]
        is_off = (still < (self.low - slack)[~moves]) | (still > (self.low + self.extent + slack)[~moves])
        if first > last or is_off.any():
            return np.empty((0, 2))
        length = np.max(np.abs(b - a) / self.extent) * (last - first)
        pieces = min(allowed, max(1, int(np.ceil(PIECES * length - 1e-6))))
        return np.asarray(a + (b - a) * np.linspace(first, last, pieces + 1)[:, None])


def raised_lines(problem: Problem, surface: Surface) -> list[Array]:
    """The kink lines of a surface on it."""
    relief, each = Relief(problem, surface), max(2, MOST_POINTS // max(1, len(surface.lines)))
    return [relief.raised(line.points, each) for line in surface.lines]


def raised_minimisers(problem: Problem, surface: Surface, found: MinimiserSet) -> Array:
    """The set of minimisers on it: points, a segment, or a polygon that is closed."""
    corners = np.array(found.points, dtype=float).reshape(-1, 2)
    corners = corners[np.isfinite(corners).all(axis=1)]
    if found.kind == "points":
        relief = Relief(problem, surface)
        return np.concatenate([np.empty((0, 3)), *(relief.raised(corner[None]) for corner in corners)])
    ring = np.concatenate([corners, corners[:1]]) if found.kind == "polygon" else corners
    return Relief(problem, surface).raised(ring)
