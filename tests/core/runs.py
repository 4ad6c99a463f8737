"""Short ways to write experiments and look at their runs."""

from typing import Any

from app.core.experiment import Experiment
from app.core.run import run
from app.core.trajectory import Trajectory
from app.query import decode


def experiment(query: str) -> Experiment:
    """The experiment of a link, its keys separated by blanks: "start=1 steps=9 loss=huber"."""
    return decode([tuple(pair.split("=", 1)) for pair in query.split()])


def trajectory(query: str) -> Trajectory:
    """The trajectory of a link's first run."""
    return run(experiment(query))[0]


def path(query: str) -> list[Any]:
    """The iterates of the first run: numbers in one parameter, lists in two."""
    iterates = trajectory(query).iterates
    return list(iterates[:, 0]) if iterates.shape[1] == 1 else iterates.tolist()
