"""What many positions of a slider cost together."""

from collections.abc import Sequence

from app.core.experiment import Experiment
from app.cost import runs_cost, total_cost
from app.estimate import noted
from app.link_reader import Flaw, InvalidLink
from app.settings import settings


def sweep_cost(experiments: Sequence[Experiment], has_landscape: bool) -> float:
    """Of the runs of all, and of their landscapes where these differ, in milliseconds."""
    return sum(map(total_cost if has_landscape else runs_cost, experiments))


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
