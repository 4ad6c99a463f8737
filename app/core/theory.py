"""What a theory is: a curve over the steps that a theorem promises, where its conditions hold."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.described import Described
from app.core.finding import Case
from app.core.smoothing import smoothness


class Promise(NamedTuple):
    """What a theorem says of the gap F(θₖ) − F* of one run."""

    reason: str
    """Why it applies, or why it does not."""
    steps: Array
    values: Array

    @property
    def applies(self) -> bool:
        """Whether its conditions hold."""
        return len(self.steps) > 0


class Theory(Described):
    """One theorem about a method's gap; an entry says where it applies and what it promises there."""

    formula: ClassVar[str]
    source: ClassVar[str]
    bounds: ClassVar[Literal["best", "last", "worst_case"]] = "best"
    """Whether it speaks of the best iterate so far, of the last, or of the hardest F that there is and not of this."""

    def examine(self, case: Case) -> Promise:
        """The promised curve, or the first condition that fails."""
        unmet = "a minibatch's subgradient is none of F" if case.batch else self.unmet(case)
        if unmet:
            return Promise(unmet, np.empty(0, int), np.empty(0))
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            steps, values = self.promise(case)
        told = np.isfinite(values)  # a bound beyond all floats says nothing
        return Promise("its conditions hold", steps[told], values[told])

    def unmet(self, case: Case) -> str:
        """The condition that fails, in words; empty when all hold."""
        raise NotImplementedError

    def promise(self, case: Case) -> tuple[Array, Array]:
        """Steps k and bounds on the gap there."""
        raise NotImplementedError


def distance_to_minimisers(case: Case) -> float:
    """R, the distance of the start from the set of minimisers."""
    start, points = case.trajectory.iterates[0], case.minimisers.points
    if points.shape[1] == 1:
        low, high = points[:, 0].min(), points[:, 0].max()
        return float(max(low - start[0], start[0] - high, 0.0))
    return float(np.linalg.norm(points - start, axis=1).min())


def steepest(case: Case) -> float:
    """G, the largest slope that F can have, or the largest that was met where that is infinite."""
    bound = case.problem.lipschitz()
    met = float(np.hypot.reduce(case.trajectory.subgradients, axis=1).max(initial=0.0))
    return bound if np.isfinite(bound) else met


def unmet_by_subgradients(case: Case) -> str:
    """What every theorem on true subgradients in exact arithmetic asks for."""
    if not case.problem.convex:
        return "F is not convex"
    if not case.convention.is_local:
        return f"the convention “{case.convention.title}” does not report subgradients"
    if case.minimisers.kind == "none":
        return "F has no minimiser"
    if case.precision != "float64":
        return f"{case.precision} rounds too much"
    return ""


def unmet_by_curvature(case: Case, whole: bool) -> str:
    """What every theorem on smooth functions asks for: of the whole of F, or of its data term alone."""
    if case.fit is None or not case.problem.convex:
        return "F is not known to be convex and smooth"
    if not np.isfinite(smoothness(case.fit if whole else case.fit.data)):
        return f"{'F' if whole else 'the data term'} has corners, or no largest curvature"
    if not case.convention.is_local:
        return f"the convention “{case.convention.title}” does not report subgradients"
    if case.minimisers.kind == "none":
        return "F has no minimiser"
    return "" if case.precision == "float64" else f"{case.precision} rounds too much"


def unmet_by_short_steps(case: Case, whole: bool) -> str:
    """The same, and steps that are no longer than 1/L."""
    unmet = unmet_by_curvature(case, whole)
    if unmet or case.fit is None:
        return unmet
    largest = smoothness(case.fit if whole else case.fit.data)
    return "" if np.all(case.trajectory.step_sizes * largest <= 1 + 1e-9) else "a step is longer than 1/L"
