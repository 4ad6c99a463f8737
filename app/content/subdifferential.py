"""The subdifferential at one point."""

from typing import Any

import numpy as np

from app.core.arrays import Array
from app.core.experiment import Experiment
from app.core.oracle import ask
from app.core.subdifferential import subdifferential as exact_set


def subdifferential_content(experiment: Experiment, theta: Array) -> dict[str, Any]:
    """The set ∂F(θ), its element of least norm, and what the convention reports."""
    problem, found = experiment.problem, exact_set(experiment.problem, theta)
    generator = np.random.default_rng(experiment.seed)
    uniform = generator.random((1, problem.samples)) if experiment.convention.draws else None
    with np.errstate(all="ignore"):
        reported = ask(problem, experiment.convention, theta[None], uniform).subgradient[0]
    return {
        "theta": theta,
        "value": float(problem.value(theta)),
        "kind": found.kind,
        "vertices": found.vertices,
        "minimum_norm": found.minimum_norm,
        "distance": found.distance,
        "reported": reported if np.isfinite(reported).all() else None,
        "stationary": found.stationary,
    }
