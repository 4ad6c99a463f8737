"""The subdifferential at one point, and at a step of a run."""

from functools import lru_cache
from typing import Any

import numpy as np

from app.answer import finite
from app.core.arrays import Array
from app.core.experiment import Experiment
from app.core.run import run
from app.core.trajectory import Trajectory

KEPT = 16
"""Trajectories that are remembered: a player asks for one step of the same run after another."""


def subdifferential_content(experiment: Experiment, theta: Array) -> dict[str, Any]:
    """The set ∂F(θ), its element of least norm, and what the convention reports."""
    problem = experiment.problem
    generator = np.random.default_rng(experiment.seed)
    uniform = generator.random((1, problem.terms)) if experiment.convention.draws else None
    with np.errstate(all="ignore"):
        reported = problem.ask(experiment.convention, theta[None], uniform).subgradient[0]
    return _set(experiment, theta) | {"reported": reported if np.isfinite(reported).all() else None}


def set_at_step(experiment: Experiment, number: int, path: tuple[Array, Array], step: int) -> dict[str, Any]:
    """The set at an iterate, and what the run was told there.

    Args:
        experiment: what the run is part of.
        number: which run.
        path: its iterates and the subgradients that were reported at them; the last iterate may have none.
        step: which iterate.
    """
    iterates, subgradients = path
    reported = subgradients[step] if step < len(subgradients) else None
    return _set(experiment, iterates[step]) | {"run": number, "step": step, "reported": reported}


def trajectory_of(experiment: Experiment, number: int) -> Trajectory:
    """The trajectory of one run, which does not depend on the others."""
    (chosen,) = (each for each in experiment.runs if each.number == number)
    return _trajectory(experiment.changed(runs=(chosen,), frame=None, view=None))


@lru_cache(maxsize=KEPT)
def _trajectory(experiment: Experiment) -> Trajectory:
    return run(experiment)[0]


def _set(experiment: Experiment, theta: Array) -> dict[str, Any]:
    found = experiment.problem.subdifferential(theta)
    return {
        "run": None,
        "step": None,
        "theta": theta,
        "value": float(experiment.problem.value(theta)),
        "convex": experiment.problem.convex,
        "kind": found.kind,
        "vertices": finite(found.vertices),
        "minimum_norm": finite(found.minimum_norm),
        "distance": found.distance,
        "stationary": found.stationary,
        "bounded": found.bounded,
    }
