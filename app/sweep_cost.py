"""What many positions of a slider cost together."""

from collections.abc import Sequence

from app.core.experiment import Experiment
from app.core.sweep import races
from app.cost import runs_cost, total_cost
from app.estimate import noted
from app.experiment_cost import REQUEST, descent_cost
from app.link_reader import Flaw, InvalidLink
from app.settings import settings

SHARED = 0.12
"""What a position costs beside another whose questions it shares, as a share, where all runs go in lanes."""
POSITION = 600.0
"""Any position: it is read and checked, in microseconds."""
WRITTEN = 1.0
"""One step of one run, written and packed."""


def sweep_cost(experiments: Sequence[Experiment], has_landscape: bool) -> float:
    """Of the runs of all, and of their landscapes where these differ, in milliseconds."""
    if has_landscape:
        return sum(map(total_cost, experiments))
    alike = races(experiments)
    beside = sum(_beside(each) for _, *others in alike for each in others)
    return sum(runs_cost(first) for first, *_ in alike) + (beside + POSITION * len(experiments)) / 1000


def _beside(experiment: Experiment) -> float:
    is_lane = all(run.is_elementwise for run in experiment.runs) and not experiment.convention.draws
    written = WRITTEN * experiment.steps * len(experiment.runs)
    return (SHARED if is_lane else 1.0) * (descent_cost(experiment) - REQUEST) + written


def check_sweep(experiments: Sequence[Experiment], has_landscape: bool) -> None:
    """Refuse more positions than one request may cost.

    Raises:
        InvalidLink: that says the cost, the limit and what to lower.
    """
    cost, limit = sweep_cost(experiments, has_landscape), settings().cost_limit
    noted.get()(cost)
    if cost > limit:
        count = f"{len(experiments)} of them are given"
        message = f"cost about {cost:,.0f} ms of computing, the limit is {limit:,} ms: ask for fewer values ({count})"
        raise InvalidLink([Flaw("values", message, str(len(experiments)))])
