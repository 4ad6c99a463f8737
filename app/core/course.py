"""A run that goes by itself: of a method that asks more than one subgradient, or does more than arithmetic."""

import math
from typing import Any

import numpy as np

from app.core.arrays import Array
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.minimise import minimise
from app.core.oracle import Oracle
from app.core.problem import Problem
from app.core.recording import End, strayed
from app.core.trajectory import Outcome


class Course:
    """One run on its way: its state, and the lengths of its steps."""

    def __init__(self, run: Run, experiment: Experiment, problem: Problem, start: Array) -> None:
        generator = np.random.default_rng([experiment.seed, run.number])
        optimum = minimise(experiment.problem).value
        self.run = run
        self.oracle = Oracle(
            problem, experiment.problem, experiment.convention, experiment.penalty, optimum, experiment.steps, generator
        )
        self.state: Any = run.method.init(start.copy())
        self.sizes: list[float] = []
        self.end: End | None = None
        """How it ended, once it has."""

    @property
    def verdict(self) -> str:
        """Why the method goes no further; empty while it does."""
        return getattr(self.state, "verdict", "")

    def advance(self, k: int, g: Array, batch: Array | None, farthest: float) -> None:
        """Make the step after iterate k, if it has a length, the method goes on and it stays in range."""
        x = self.state.x
        self.oracle.remember(x, g, batch)
        self.oracle.epsilon = self.run.step.width(k)
        size = self.run.step.step_size(k, x, self.oracle)
        if not math.isfinite(size):
            self.end = End(Outcome("diverged", k, (), f"The step size after iterate {k} overflows."), k + 1)
            return
        if self._has_stopped(k):
            return
        self.state = self.run.method.step(self.state, self.oracle, size)
        if self.state.x is x and self._has_stopped(k):
            return
        self.sizes.append(size)
        if not np.maximum.reduce(np.abs(self.state.x), axis=None) <= farthest:  # a NaN fails this, too
            self.end = End(strayed(k, self.state.x, farthest), k + 1)

    def _has_stopped(self, k: int) -> bool:
        """Whether the method has stopped by itself; the run is then finished at iterate k."""
        if self.verdict:
            self.end = End(Outcome("finished", k, (), self.verdict), k + 1)
        return bool(self.verdict)
