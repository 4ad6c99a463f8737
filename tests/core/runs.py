"""Short ways to write experiments and look at their runs."""

from typing import Any

from app.core.experiment import Experiment
from app.core.minimise import minimise
from app.core.run import run
from app.core.trajectory import Trajectory
from app.query import decode

LINE = "objective=line data=0:0,1:1,2:3,3:5,4:2,5:3,6:16 reduction=sum loss=absolute start=0,0"
"""Its one line of least absolute deviations is y = 3x/2, through points 0 and 2, with F* = 33/2."""
ROWS = list(zip(range(7), (0, 1, 3, 5, 2, 3, 16), strict=True))


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


def descent(query: str) -> tuple[Trajectory, Any]:
    """The trajectory of a link's run, and its gaps."""
    asked = experiment(query)
    [found] = run(asked)
    return found, found.values - minimise(asked.problem).value
