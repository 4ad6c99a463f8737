"""The only loop: from an experiment to the trajectories of its runs."""

import math
from typing import Any, Literal, NamedTuple

import numpy as np

from app.core.arrays import PRECISIONS, Array
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.minimise import minimise
from app.core.oracle import Oracle
from app.core.problem import Answer, Problem
from app.core.trajectory import LISTED, KinkHit, Outcome, Trajectory, failure, lost

FARTHEST = {"float64": 1e100, "float32": 1e30, "float16": 6e4}
"""Beyond this an iterate counts as diverged."""
CHUNK = 2_000_000
"""Residuals evaluated at once when values are filled in."""


class _Stretch(NamedTuple):
    """What was recorded while the same runs were on their way: one (runs, p) array for each step."""

    active: list[int]
    iterates: list[Array]
    subgradients: list[Array]


class _Course:
    """One run on its way: its state, and what is not an array of the whole race."""

    def __init__(self, run: Run, experiment: Experiment, problem: Problem, start: Array) -> None:
        generator = np.random.default_rng([experiment.seed, run.number])
        optimum = minimise(experiment.problem).value
        self.run = run
        self.oracle = Oracle(
            problem, experiment.problem, experiment.convention, experiment.penalty, optimum, experiment.steps, generator
        )
        self.state: Any = run.method.init(start.copy())
        self.sizes: list[float] = []
        self.hits: list[KinkHit] = []
        self.outcome: Outcome | None = None
        self.answered = experiment.steps + 1
        """How many answers of the oracle were finite."""

    def advance(self, k: int, g: Array, batch: Array | None) -> None:
        """Make the step after iterate k, if it has a length and the method goes on."""
        x = self.state.x
        self.oracle.remember(x, g, batch)
        self.oracle.epsilon = self.run.step.width(k)
        size = self.run.step.step_size(k, x, self.oracle)
        if not math.isfinite(size):
            self.end(k, f"The step size after iterate {k} overflows.")
            return
        if self._has_stopped(k):
            return
        self.state = self.run.method.step(self.state, self.oracle, size)
        if self.state.x is x and self._has_stopped(k):
            return
        self.sizes.append(size)

    def _has_stopped(self, k: int) -> bool:
        """Whether the method has stopped by itself; the run is then finished at iterate k."""
        verdict = getattr(self.state, "verdict", "")
        if verdict:
            self.outcome, self.answered = Outcome("finished", k, (), verdict), k + 1
        return bool(verdict)

    def fail(self, k: int, sentence: str) -> None:
        """Stop at iterate k, of whose answer the method makes no number."""
        self.outcome, self.answered = Outcome("non_finite", k, (), sentence), k + 1

    def end(self, k: int, sentence: str) -> None:
        """Stop at iterate k, beyond which nothing can be computed."""
        self.outcome, self.answered = Outcome("diverged", k, (), sentence), k + 1


class _Race:
    """All runs side by side: they share one question to the oracle at each step, and nothing else."""

    def __init__(self, experiment: Experiment) -> None:
        dtype = PRECISIONS[experiment.precision]
        self.experiment, self.problem = experiment, experiment.problem.cast(dtype)
        self.farthest = FARTHEST[experiment.precision]
        start = np.array([experiment.start]).astype(dtype)
        self.courses = [_Course(each, experiment, self.problem, start) for each in experiment.runs]
        self.stretches: list[_Stretch] = []
        self.shuffle = np.random.default_rng(experiment.seed)
        self.batch: Array | None = None

    def descend(self) -> None:
        """Step all runs until the steps are made or every run has ended."""
        active = list(range(len(self.courses)))
        x = np.concatenate([course.state.x for course in self.courses])
        for k in range(self.experiment.steps + 1):
            answer = self._ask(active, x)
            self._record(active, x, answer.subgradient)
            if answer.is_hit:
                self._note_kinks(k, active, answer.kinked)
            active = self._drop_failed(k, active, answer)
            if k == self.experiment.steps or not active:
                return
            active, x = self._advance(k, active)
            if not active:
                return

    def _record(self, active: list[int], x: Array, g: Array) -> None:
        if not self.stretches or self.stretches[-1].active != active:
            self.stretches.append(_Stretch(active, [], []))
        self.stretches[-1].iterates.append(x)
        self.stretches[-1].subgradients.append(g)

    def _ask(self, active: list[int], x: Array) -> Answer:
        convention, size = self.experiment.convention, self.experiment.batch
        if size:  # the same samples for all runs, so that they can be compared
            self.batch = np.sort(self.shuffle.permutation(len(self.experiment.data))[:size])
        if not convention.draws:
            return self.problem.ask(convention, x, None, self.batch)
        uniform = np.concatenate([self.courses[i].oracle.draw() for i in active])
        return self.problem.ask(convention, x, uniform, self.batch)

    def _note_kinks(self, k: int, active: list[int], kinked: Array) -> None:
        for row in np.flatnonzero(kinked.any(-1)).tolist():
            where = self.problem.samples_of(np.flatnonzero(kinked[row]))
            self.courses[active[row]].hits.append(KinkHit(k, tuple(where[:LISTED].tolist()), len(where)))

    def _drop_failed(self, k: int, active: list[int], answer: Answer) -> list[int]:
        """The runs whose answer is finite; `self.answers` keeps their subgradients, one row each."""
        self.answers = answer.subgradient
        if math.isfinite(np.add.reduce(answer.subgradient, axis=None)):  # a NaN or an infinity survives the sum
            return active
        fine = np.asarray(np.isfinite(answer.subgradient).all(-1))
        for row in np.flatnonzero(~fine).tolist():
            course = self.courses[active[row]]
            failed = self.problem.samples_of(np.flatnonzero(~np.isfinite(answer.slopes[row])))
            course.outcome, course.answered = failure(k, answer.slopes[row], failed), k
        self.answers = answer.subgradient[fine]
        return [i for i, is_fine in zip(active, fine, strict=True) if is_fine]

    def _advance(self, k: int, active: list[int]) -> tuple[list[int], Array]:
        """The next iterates of the runs that stay in range."""
        for row, i in enumerate(active):
            self.courses[i].advance(k, self.answers[row : row + 1], self.batch)
        active = [i for i in active if self.courses[i].outcome is None]
        if not active:
            return active, np.empty(0)
        x = np.concatenate([self.courses[i].state.x for i in active])
        if np.maximum.reduce(np.abs(x), axis=None) <= self.farthest:  # a NaN fails this, too
            return active, x
        near = np.asarray(np.abs(x).max(axis=-1) <= self.farthest)
        for row in np.flatnonzero(~near).tolist():
            if np.isnan(x[row]).any():
                self.courses[active[row]].fail(k, f"The method's own step after iterate {k} is not a number.")
            else:
                self.courses[active[row]].end(k, f"The step after iterate {k} leads beyond {self.farthest:g}.")
        return [i for i, is_near in zip(active, near, strict=True) if is_near], x[near]

    def finish(self, i: int) -> Trajectory:
        """What run i leaves behind; F is evaluated in float64, and the run ends before a value that overflows."""
        course, steps = self.courses[i], self.experiment.steps
        made = getattr(course.state, "verdict", "") or f"Every step was made, {steps} in all."
        outcome = course.outcome or Outcome("finished", steps, (), made)
        iterates = self._column(i, "iterates")[: outcome.step + 1]
        if not np.isfinite(iterates[0]).all():
            return self._without_start()
        values = _values(self.experiment.problem, iterates)
        if not np.isfinite(values).all():
            k = int(np.argmin(np.isfinite(values)))
            outcome = lost(k, float(values[k]))
        last = outcome.step
        hits = tuple(hit for hit in course.hits if hit.step <= last)
        subgradients = self._column(i, "subgradients")[: min(course.answered, last + 1)]
        sizes = np.array(course.sizes[:last])
        return Trajectory(iterates[: last + 1], values[: last + 1], subgradients, sizes, hits, outcome)

    def _without_start(self) -> Trajectory:
        """What a run leaves behind whose precision cannot hold the start."""
        start = np.array([self.experiment.start])
        sentence = f"The start is more than {self.experiment.precision} can hold."
        outcome = Outcome("non_finite", 0, (), sentence)
        return Trajectory(start, self.experiment.problem.value(start), start[:0], np.empty(0), (), outcome)

    def _column(self, i: int, name: Literal["iterates", "subgradients"]) -> Array:
        """One run's rows of all stretches, (k, p), in float64."""
        parts = [np.array(getattr(s, name))[:, s.active.index(i)] for s in self.stretches if i in s.active]
        return np.concatenate(parts).astype(float)


def run(experiment: Experiment) -> tuple[Trajectory, ...]:
    """The trajectory of each run, in the order of the experiment's runs; none depends on which others are there."""
    with np.errstate(all="ignore"):
        race = _Race(experiment)
        race.descend()
        return tuple(race.finish(i) for i in range(len(race.courses)))


def _values(problem: Problem, iterates: Array) -> Array:
    rows = max(1, CHUNK // max(1, problem.terms))
    return np.concatenate([problem.value(iterates[i : i + rows]) for i in range(0, len(iterates), rows)])
