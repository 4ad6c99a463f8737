"""Many experiments at once, such as one for each position of a slider."""

from collections.abc import Hashable, Iterator, Sequence

from app.core.experiment import Experiment
from app.core.run import race
from app.core.trajectory import Trajectory

APART = {"runs", "frame", "view"}
"""What experiments may differ in whose runs share their questions to the oracle."""


def run_all(experiments: Sequence[Experiment]) -> tuple[tuple[Trajectory, ...], ...]:
    """For each experiment the trajectories of its runs, the same as run gives for it alone.

    Experiments that differ in nothing but their runs, such as in step sizes, are one race.
    """
    found: dict[Hashable, Iterator[Trajectory]] = {
        _question(alike[0]): iter(race(alike[0], [run for each in alike for run in each.runs]))
        for alike in races(experiments)
    }
    return tuple(tuple(next(found[_question(each)]) for _ in each.runs) for each in experiments)


def races(experiments: Sequence[Experiment]) -> tuple[tuple[Experiment, ...], ...]:
    """Those that differ in nothing but their runs, together."""
    shared: dict[Hashable, list[Experiment]] = {}
    for experiment in experiments:
        shared.setdefault(_question(experiment), []).append(experiment)
    return tuple(map(tuple, shared.values()))


def _question(experiment: Experiment) -> Hashable:
    return tuple(getattr(experiment, name) for name in Experiment.model_fields if name not in APART)
