"""The only loop: from an experiment to the trajectories of its runs."""

import math
from collections.abc import Sequence

import numpy as np

from app.core.arrays import PRECISIONS, Array
from app.core.asking import Asking
from app.core.course import Course
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.fit import Fit
from app.core.interruption import check
from app.core.lanes import Lanes
from app.core.problem import Answer
from app.core.recording import End, Record, failed, first_flaws, kink_hit, kink_hits, strayed, values, without_start
from app.core.tracing import trace
from app.core.trajectory import KinkHit, Outcome, Trajectory

FARTHEST = {"float64": 1e100, "float32": 1e30, "float16": 6e4}
"""Beyond this an iterate counts as diverged."""
UNINTERRUPTED = 64
"""Steps that are made before anybody is asked whether the run is still wanted."""


class _Race:
    """All runs side by side: they share one question to the oracle at each step, and nothing else.

    The rows of all arrays are first those of the lanes, then those of the runs that go by themselves.
    """

    def __init__(self, experiment: Experiment, runs: Sequence[Run], start: Array) -> None:
        dtype, self.start = start.dtype, start
        self.experiment, self.problem = experiment, experiment.problem.cast(dtype.type)
        self.farthest = FARTHEST[experiment.precision]
        shape = experiment.steps + 1, len(runs), start.size
        self.iterates, self.subgradients = np.zeros(shape, dtype), np.zeros(shape, dtype)
        self.x = np.tile(self.start, (len(runs), 1)), np.tile(self.start, (len(runs), 1))
        self.g = np.zeros(shape[1:], dtype)
        self.last = 0
        """The last iterate that was asked about."""
        self.hits: list[list[KinkHit]] = [[] for _ in runs]
        self.shuffle = np.random.default_rng(experiment.seed)
        self.batches: list[Array | None] = []
        self._line_up(runs)
        self._prepare()

    def _line_up(self, runs: Sequence[Run]) -> None:
        """Put the runs that can be stepped together into lanes, and the others into rows after them."""
        convention, steps = self.experiment.convention, self.experiment.steps
        self.is_shared = not (convention.draws or convention.whole)
        self.is_plain = isinstance(self.problem, Fit) and self.is_shared and not self.experiment.batch
        together = [i for i, run in enumerate(runs) if self.is_shared and run.is_elementwise]
        sizes = [runs[i].step.schedule(steps) for i in together]
        traces = [trace(runs[i].method, self.start, steps, size) for i, size in zip(together, sizes, strict=True)]
        self.lanes = Lanes(traces, (self.x[0][: len(traces)], self.x[1][: len(traces)]), self.g[: len(traces)])
        self.sizes = [np.broadcast_to(np.asarray(sizes[j]), steps) for j in self.lanes.order]
        alone = sorted(set(range(len(runs))) - set(together))
        self.order = [together[j] for j in self.lanes.order] + alone
        self.courses = [Course(runs[i], self.experiment, self.problem, self.start) for i in alone]
        self.going = list(range(len(alone)))
        """Which of those that go by themselves still do."""

    def _prepare(self) -> None:
        """Bind the question to the runs that are on their way."""
        self.rows = [*range(len(self.lanes)), *(len(self.lanes) + j for j in self.going)]
        self.asking = None
        if isinstance(self.problem, Fit) and self.is_plain:
            x, g = (self.x[0][: len(self.rows)], self.x[1][: len(self.rows)]), self.g[: len(self.rows)]
            self.asking = Asking(self.problem, self.experiment.convention, x, g, self.farthest)

    def descend(self) -> None:
        """Step all runs until the steps are made or every run has ended."""
        for k in range(self.experiment.steps + 1):
            if k % UNINTERRUPTED == 0:
                check()
            x, self.last = self.x[k % 2][: len(self.rows)], k
            answer = self._ask(k, x)
            self._record(k, x)
            if self.going:
                self._advance(k, x, answer)
            if k == self.experiment.steps or self._is_over(k, x):
                return
            self.lanes.step(k)

    def _is_over(self, k: int, x: Array) -> bool:
        """Whether no run is on its way; of lanes that is looked at now and then."""
        if self.going or not len(self.lanes):
            return not self.going
        return k % UNINTERRUPTED == 0 and not (np.abs(x).max(-1) <= self.farthest).any()

    def _ask(self, k: int, x: Array) -> Answer | None:
        """Put the answers into g; None where nothing but them is known."""
        if self.asking:
            self.asking(k % 2)
            return None
        experiment, uniform, batch = self.experiment, None, None
        if experiment.batch:  # the same samples for all runs, so that they can be compared
            batch = np.sort(self.shuffle.permutation(len(experiment.data))[: experiment.batch])
        if experiment.convention.draws:
            uniform = np.concatenate([self.courses[j].oracle.draw() for j in self.going])
        self.batches.append(batch)
        answer = self.problem.ask(experiment.convention, x, uniform, batch)
        self.g[: len(x)] = answer.subgradient
        if answer.is_hit:
            for row in np.flatnonzero(answer.kinked.any(-1)).tolist():
                self.hits[self.rows[row]].append(kink_hit(self.problem, k, answer.kinked[row]))
        return answer

    def _record(self, k: int, x: Array) -> None:
        if len(x) == len(self.g):
            self.iterates[k], self.subgradients[k] = x, self.g
        else:
            self.iterates[k, self.rows], self.subgradients[k, self.rows] = x, self.g[: len(x)]

    def _advance(self, k: int, x: Array, answer: Answer | None) -> None:
        """The next iterates of the runs that go by themselves."""
        first = len(self.lanes)
        g = self.g[first : len(x)].copy()
        is_fine = math.isfinite(np.add.reduce(g, axis=None))  # a NaN or an infinity survives the sum
        for row, j in enumerate(self.going):
            if not (is_fine or np.isfinite(g[row]).all()):
                slopes = self._slopes(k, x[first + row]) if answer is None else answer.slopes[first + row]
                self.courses[j].end = End(failed(self.problem, k, slopes), k)
            elif k < self.experiment.steps:
                self.courses[j].advance(k, g[row : row + 1], self._batch(k), self.farthest)
        going = [j for j in self.going if self.courses[j].end is None]
        if len(going) < len(self.going):
            self.going = going
            self._prepare()
        for row, j in enumerate(going, first):
            self.x[1 - k % 2][row] = self.courses[j].state.x[0]

    def _batch(self, k: int) -> Array | None:
        return self.batches[k] if self.batches else None

    def _slopes(self, k: int, x: Array) -> Array:
        """What was reported of each term at an iterate of shape (p,), asked once more."""
        slopes: Array = self.problem.ask(self.experiment.convention, x[None], None, self._batch(k)).slopes[0]
        return slopes

    def finish(self) -> list[Trajectory]:
        """What the runs leave behind, in their order."""
        lanes = len(self.lanes)
        ends = [*self._ends_of_lanes(), *(course.end or self._full(course.verdict) for course in self.courses)]
        sizes = [*self.sizes, *(np.array(course.sizes) for course in self.courses)]
        blocks = [slice(0, lanes)] * (lanes > 0) + [slice(row, row + 1) for row in range(lanes, len(ends))]
        found: dict[int, Trajectory] = {}
        for block in blocks:
            most = max(end.outcome.step for end in ends[block]) + 1
            paths = self.iterates[:most, block]
            evaluated = values(self.experiment.problem, paths)
            if isinstance(self.problem, Fit) and self.is_plain:
                self.hits[block] = kink_hits(self.problem, paths)
            for row in range(len(ends))[block]:
                column = evaluated[:, row - block.start]
                record = Record(self.iterates[:, row], column, self.subgradients[:, row], sizes[row], self.hits[row])
                found[self.order[row]] = record.until(ends[row])
        return [found[i] for i in range(len(ends))]

    def _ends_of_lanes(self) -> list[End]:
        rows, some = slice(0, len(self.lanes)), slice(0, self.last + 1)
        iterates, subgradients = self.iterates[some, rows], self.subgradients[some, rows]
        flaws = first_flaws(iterates, subgradients, self.farthest)
        return [self._full() if flaw is None else self._end(row, *flaw) for row, flaw in enumerate(flaws)]

    def _end(self, row: int, k: int, is_unanswered: bool) -> End:
        if is_unanswered:
            return End(failed(self.problem, k, self._slopes(k, self.iterates[k, row])), k)
        return End(strayed(k, self.iterates[k + 1, row], self.farthest), k + 1)

    def _full(self, verdict: str = "") -> End:
        """The end after all steps, or of a method that stopped after the last of them."""
        steps = self.experiment.steps
        return End(Outcome("finished", steps, (), verdict or f"Every step was made, {steps} in all."), steps + 1)


def race(experiment: Experiment, runs: Sequence[Run]) -> list[Trajectory]:
    """The trajectories of any runs of an experiment, in their order."""
    with np.errstate(all="ignore"):
        start = np.array([experiment.start]).astype(PRECISIONS[experiment.precision])
        if not np.isfinite(start).all():
            return [without_start(experiment.problem, experiment.start, experiment.precision) for _ in runs]
        contest = _Race(experiment, runs, start)
        contest.descend()
        return contest.finish()


def run(experiment: Experiment) -> tuple[Trajectory, ...]:
    """The trajectory of each run, in the order of the experiment's runs; none depends on which others are there."""
    return tuple(race(experiment, experiment.runs))
