"""A problem whose function is written as an expression."""

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

import numpy as np

from app.core.arrays import Array
from app.core.clarke import clarke
from app.core.contour import kink_curves
from app.core.convention import Convention
from app.core.expression import parameters
from app.core.function import Function
from app.core.germ import jets, one_sided, trace
from app.core.kink import KinkCurve, Kinks
from app.core.objective import Rows
from app.core.problem import Answer, Problem, Window
from app.core.subdifferential import Subdifferential
from app.core.tape import Tape


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
            for i in np.flatnonzero(self.tape.near_switch(x) & np.isfinite(x).all(-1)):
                with np.errstate(over="ignore"):  # in half precision
                    gradient[i] = self.subdifferential(x[i].astype(float)).minimum_norm
        return Answer(gradient, slopes, kinked, bool(kinked.any()))

    def directional(self, theta: Array, direction: Array) -> Array:
        rows = theta.reshape(-1, self.parameters).astype(float)
        gradient = self.tape.gradient(rows)
        slope = gradient[:, 0] * direction[0]
        for j in range(1, self.parameters):
            slope = slope + gradient[:, j] * direction[j]
        for i in np.flatnonzero(self.tape.near_switch(rows)):
            slope[i] = one_sided(self.tape, rows[i], direction)
        return np.array(slope.reshape(theta.shape[:-1]) + 0.0)

    def hessian(self, theta: Array) -> Array:
        """By the second-order terms along the axes and their diagonals; at a kink those of the side ahead."""
        axes = np.eye(self.parameters)
        bent = {(i, j): self._bend(theta, axes[i] + axes[j] * (i != j)) for i in range(len(axes)) for j in range(i + 1)}
        twist = {(i, j): bend - bent[i, i] - bent[j, j] if i != j else 2 * bend for (i, j), bend in bent.items()}
        return np.array([[twist[max(i, j), min(i, j)] for j in range(len(axes))] for i in range(len(axes))])

    def _bend(self, theta: Array, direction: Array) -> float:
        """The coefficient of t² along a ray."""
        along = trace(self.tape, theta, direction, (math.inf,))[-1]
        return float(along.term(2).number) if along.end > 2 else math.nan

    def subdifferential(self, theta: Array) -> Subdifferential:
        return clarke(self.tape, tuple(theta.tolist()))

    def kinks(self, window: Window) -> Kinks:
        theta = np.array(self.function.kinks())
        limits = [[jets(self.tape, np.array([at]), np.array([way]))[-1] for at in theta] for way in (-1.0, 1.0)]
        left, right = (np.array([jet.gradient[0] for jet in side]) for side in limits)
        samples = tuple(self._switching(at) for at in theta)
        return Kinks(theta, self.value(theta[:, None]), left, right, samples)

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
        return kink_curves(self.tape, window) + tuple(KinkCurve((), np.array([point])) for point in shown)

    def lipschitz(self) -> float:
        return self.function.lipschitz()


@lru_cache(maxsize=64)
def pose_function(function: Function, rows: Rows = ()) -> FunctionProblem:
    """The problem of a function, kept for the next question about it."""
    return FunctionProblem(function)
