"""Many experiments at once, such as one for each position of a slider."""

from collections.abc import Sequence

from app.core.experiment import Experiment
from app.core.run import run
from app.core.trajectory import Trajectory


def run_all(experiments: Sequence[Experiment]) -> tuple[tuple[Trajectory, ...], ...]:
    """For each experiment the trajectories of its runs, the same as run gives for it alone."""
    return tuple(run(experiment) for experiment in experiments)
