"""The only loop: from an experiment to the trajectories of its runs."""

import numpy as np

from app.core.arrays import PRECISIONS, Array
from app.core.experiment import Experiment, Run
from app.core.minimise import minimise
from app.core.oracle import Answer, Oracle, ask
from app.core.problem import Problem
from app.core.trajectory import KinkHit, Outcome, Trajectory

FARTHEST = {"float64": 1e100, "float32": 1e30, "float16": 6e4}
"""Beyond this an iterate counts as diverged."""
LISTED = 16
"""How many samples a kink hit names at the most."""
CHUNK = 2_000_000
"""Residuals evaluated at once when values are filled in."""


class _Course:
    """One run on its way: its state and what was recorded."""

    def __init__(self, run: Run, experiment: Experiment, problem: Problem, start: Array) -> None:
        generator = np.random.default_rng([experiment.seed, run.number])
        optimum = minimise(experiment.problem).value
        self.run, self.steps = run, experiment.steps
        self.oracle = Oracle(problem, experiment.problem, experiment.convention, optimum, generator)
        self.state = run.method.init(start.copy())
        self.iterates = np.empty((self.steps + 1, problem.parameters))
        self.subgradients = np.empty((self.steps + 1, problem.parameters))
        self.sizes = np.empty(self.steps)
        self.hits: list[KinkHit] = []
        self.outcome: Outcome | None = None
        self.answered = 0

    def record(self, k: int, g: Array, slopes: Array, kinked: Array) -> None:
        """Note what the oracle said at iterate k; stop when it is not finite."""
        self.iterates[k] = self.state.x[0]
        if kinked.any():
            where = np.flatnonzero(kinked)
            self.hits.append(KinkHit(k, tuple(where[:LISTED].tolist()), len(where)))
        if np.isfinite(g).all():
            self.subgradients[k] = g
            self.answered = k + 1
        else:
            self.outcome = _failure(k, slopes)

    def advance(self, k: int, g: Array, farthest: float) -> None:
        """Make the step after iterate k, unless it leads out of range."""
        self.oracle.remember(self.state.x, g)
        size = self.run.step.step_size(k, self.state.x, self.oracle)
        following = self.run.method.step(self.state, self.oracle, size)
        if np.all(np.abs(following.x) <= farthest):
            self.state, self.sizes[k] = following, size
        else:
            self.outcome = Outcome("diverged", k, (), f"The step after iterate {k} leads beyond {farthest:g}.")


def run(experiment: Experiment) -> tuple[Trajectory, ...]:
    """The trajectory of each run, in the order of the experiment's runs.

    The runs share one question to the oracle at each step; none depends on which others are there.
    """
    dtype = PRECISIONS[experiment.precision]
    with np.errstate(all="ignore"):
        problem = experiment.problem.cast(dtype)
        start = np.array([experiment.start]).astype(dtype)
        courses = [_Course(each, experiment, problem, start) for each in experiment.runs]
        _descend(courses, problem, experiment)
        return tuple(_finish(course, experiment.problem) for course in courses)


def _descend(courses: list[_Course], problem: Problem, experiment: Experiment) -> None:
    farthest = FARTHEST[experiment.precision]
    for k in range(experiment.steps + 1):
        active = [course for course in courses if course.outcome is None]
        if not active:
            return
        answer = _ask_for_all(active, problem, experiment)
        for i, course in enumerate(active):
            course.record(k, answer.subgradient[i], answer.slopes[i], answer.kinked[i])
            if course.outcome is None and k < experiment.steps:
                course.advance(k, answer.subgradient[i : i + 1], farthest)


def _ask_for_all(active: list[_Course], problem: Problem, experiment: Experiment) -> Answer:
    x = active[0].state.x if len(active) == 1 else np.concatenate([course.state.x for course in active])
    draws = [course.oracle.draw() for course in active] if experiment.convention.draws else None
    return ask(problem, experiment.convention, x, np.concatenate(draws) if draws else None)


def _failure(k: int, slopes: Array) -> Outcome:
    samples = tuple(np.flatnonzero(~np.isfinite(slopes))[:LISTED].tolist())
    why = "a sample's slope is not a number" if samples else "the sum of the slopes overflows"
    return Outcome("non_finite", k, samples, f"At iterate {k} the oracle's answer is not finite: {why}.")


def _finish(course: _Course, problem: Problem) -> Trajectory:
    last = course.outcome.step if course.outcome else course.steps
    outcome = course.outcome or Outcome("finished", last, (), f"All {last} steps were made.")
    iterates = course.iterates[: last + 1]
    rows = max(1, CHUNK // problem.samples)
    values = np.concatenate([problem.value(iterates[i : i + rows]) for i in range(0, last + 1, rows)])
    if not np.isfinite(values).all():
        last = max(int(np.argmin(np.isfinite(values))) - 1, 0)
        outcome = Outcome("diverged", last, (), f"The value of the iterate after {last} overflows.")
    hits = tuple(hit for hit in course.hits if hit.step <= last)
    answered = min(course.answered, last + 1)
    return Trajectory(
        iterates[: last + 1], values[: last + 1], course.subgradients[:answered], course.sizes[:last], hits, outcome
    )
