"""A problem whose function is written as an expression."""

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Self

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.centres import centres
from app.core.clarke import clarke
from app.core.contour import kink_curves
from app.core.convention import Convention
from app.core.curvature import bend
from app.core.domain import reasons
from app.core.expression import parameters
from app.core.function import Function
from app.core.gap import Gap, gaps_between
from app.core.germ import jets, one_sided, trace
from app.core.kink import KinkCurve, Kinks
from app.core.kink_search import kinks_between
from app.core.problem import Answer, Problem, Window
from app.core.subdifferential import Subdifferential
from app.core.tape import NEAR, Tape

MOST_LINES = 5_000
"""Lines of a tape that are followed exactly for one question; beyond, for the points nearest to a switch."""


@dataclass(frozen=True, eq=False)
class FunctionProblem(Problem):
    """A function that is minimised: its value and reported slopes as frameworks compute them, all else exactly.

    >>> from app.core.functions.double_well import DoubleWell
    >>> problem = FunctionProblem(DoubleWell())
    >>> [side.item() for side in problem.one_sided(np.array([0.0]))]
    [1.0, -1.0]
    """

    function: Function

    @cached_property
    def tape(self) -> Tape:
        """The function's body, compiled."""
        return Tape(self.function.body(*parameters(self.parameters)))

    @property
    def parameters(self) -> int:
        return len(self.function.names)

    @property
    def samples_read(self) -> int:
        """How many samples F is the mean over; 1 without data."""
        return 1

    @property
    def terms(self) -> int:
        return self.tape.terms

    @property
    def convex(self) -> bool:
        return self.function.convex

    @property
    def has_kinks(self) -> bool:
        return self.terms > 0

    def cast(self, dtype: type) -> Self:
        return self  # constants take the precision of the point

    def value(self, theta: Array) -> Array:
        return self.tape.value(theta)

    def ask(self, convention: Convention, x: Array, uniform: Array | None = None, batch: Array | None = None) -> Answer:
        gradient, slopes, kinked = self.tape.report(convention, x, uniform)
        if convention.whole:
            # Beyond all floats of the run's precision there is no set to choose from.
            for i in np.flatnonzero(self.near_switch(x) & np.isfinite(x).all(-1)):
                with np.errstate(over="ignore"):  # in half precision
                    gradient[i] = self.subdifferential(x[i].astype(float)).minimum_norm
        return Answer(gradient, slopes, kinked, bool(kinked.any()))

    def gradient(self, x: Array) -> Array:
        """The gradient at points of shape (rows, p) off the switches."""
        return self.tape.gradient(x)

    def near_switch(self, theta: Array) -> Array:
        """Which points may lie on a switch of the formula, as far as rounding can tell; generous."""
        return self.tape.near_switch(theta)

    def directional(self, theta: Array, direction: Array) -> Array:
        rows = theta.reshape(-1, self.parameters).astype(float)
        return np.array(slopes_along(self.tape, rows, direction).reshape(theta.shape[:-1]) + 0.0)

    def hessian(self, theta: Array) -> Array:
        """By the second-order terms along the axes and their diagonals; at a kink those of the side ahead."""
        axes = np.eye(self.parameters)
        bent = {(i, j): self._bend(theta, axes[i] + axes[j] * (i != j)) for i in range(len(axes)) for j in range(i + 1)}
        twist = {(i, j): bend - bent[i, i] - bent[j, j] if i != j else 2 * bend for (i, j), bend in bent.items()}
        return np.array([[twist[max(i, j), min(i, j)] for j in range(len(axes))] for i in range(len(axes))])

    def _bend(self, theta: Array, direction: Array) -> float:
        """The coefficient of t² along a ray."""
        return bend(self.tape, theta, direction)

    def subdifferential(self, theta: Array) -> Subdifferential:
        return clarke(self.tape, tuple(theta.tolist()))

    @cached_property
    def switches(self) -> Field:
        """The switches of a function of one parameter over boxes."""
        return Field(self.tape, np.zeros((1, 0)), attrgetter("switches"))

    def kinks(self, window: Window) -> Kinks:
        if not self.function.kinks():
            return kinks_between(self.switches, *window[0])
        theta = np.array(self.function.kinks())
        limits = [[jets(self.tape, np.array([at]), np.array([way]))[-1] for at in theta] for way in (-1.0, 1.0)]
        left, right = (np.array([jet.gradient[0] for jet in side]) for side in limits)
        samples = tuple(self._switching(at) for at in theta)
        return Kinks(theta, self.value(theta[:, None]), left, right, samples)

    def gaps(self, window: Window) -> tuple[Gap, ...]:
        return gaps_between(self.switches, *window[0])

    def lost(self, theta: Array) -> tuple[str, ...]:
        return reasons(self.tape, theta.reshape(-1, self.parameters))

    def _switching(self, at: float) -> tuple[int, ...]:
        """Which terms switch at a place."""
        lines = trace(self.tape, np.array([at]), np.zeros(1))
        return tuple(
            term
            for out, (primitive, operands, term) in zip(lines, self.tape.operations, strict=True)
            if term is not None and not all(s.terms for s in primitive.switches(out, *(lines[i] for i in operands)))
        )

    def kink_curves(self, window: Window) -> tuple[KinkCurve, ...]:
        shown = [
            point
            for point in self.function.centres()
            if all(low <= at <= high for at, (low, high) in zip(point, window, strict=True))
        ]
        named = (KinkCurve((), np.array([point])) for point in shown)
        return (*kink_curves(self.tape, window), *(named if self.function.centres() else centres(self.tape, window)))

    def lipschitz(self) -> float:
        return self.function.lipschitz()


def slopes_along(tape: Tape, rows: Array, direction: Array, near: float = NEAR) -> Array:
    """One-sided derivatives at points of shape (rows, p): by reverse mode off the switches, exactly near them.

    Args:
        tape: F.
        rows: the points.
        direction: of shape (p,).
        near: which clearance counts as near.
    """
    gradient, clearance = tape.gradient(rows), tape.clearance(rows)
    with np.errstate(all="ignore"):
        slope = gradient[:, 0] * direction[0]
        for j in range(1, len(direction)):
            slope = slope + gradient[:, j] * direction[j]
    for i in nearest(tape, rows, gradient, clearance, near).tolist():
        slope[i] = one_sided(tape, rows[i], direction)
    return np.asarray(slope)


def nearest(
    tape: Tape, rows: Array, gradient: Array, clearance: Array, near: float = NEAR, most_lines: int = MOST_LINES
) -> Array:
    """The points that are near a switch, or whose gradient alone has no value; the nearest, where they are many."""
    is_open = clearance <= near
    lost = ~np.isfinite(gradient).all(-1)
    if lost.any():
        is_open |= lost & np.isfinite(tape.value(rows))
    found = np.flatnonzero(is_open)
    most = max(1, most_lines // len(tape.operations))
    return found if len(found) <= most else found[np.argsort(clearance[found], kind="stable")[:most]]
