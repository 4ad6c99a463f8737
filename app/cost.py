"""What a request costs, estimated before it is computed."""

from app.core.experiment import Experiment
from app.core.landscape import CURVE_POINTS, SURFACE_POINTS
from app.query import Flaw, InvalidLink
from app.settings import settings

STEP = 600
"""A step of one run costs as much as this many residuals, whatever the number of samples."""
PROX = 12
"""An implicit step in one parameter costs as much as this many explicit ones; in two, its square."""


def descent_cost(experiment: Experiment) -> int:
    """Of all runs, in evaluations of one residual."""
    problem = experiment.problem
    each = STEP + 3 * problem.samples * problem.parameters
    weights = [PROX**problem.parameters if run.method.kind == "proximal_point" else 1 for run in experiment.runs]
    return (experiment.steps + 1) * each * sum(weights)


def landscape_cost(experiment: Experiment) -> int:
    """Of the picture, in evaluations of one residual."""
    problem = experiment.problem
    kinks = problem.samples * len(problem.loss.kinks())
    points = 3 * (CURVE_POINTS + 2 * kinks) if problem.parameters == 1 else SURFACE_POINTS**2
    return points * problem.samples + 20 * kinks


def check_cost(experiment: Experiment) -> None:
    """Refuse what is too much for one request.

    Raises:
        InvalidLink: that says the cost, the limit and what to lower.
    """
    cost, limit = descent_cost(experiment) + landscape_cost(experiment), settings().cost_limit
    if cost > limit:
        message = (
            f"costs about {cost:,}, the limit is {limit:,}: lower steps ({experiment.steps:,}), the number of "
            f"runs ({len(experiment.runs)}) or of samples ({experiment.problem.samples:,})"
        )
        raise InvalidLink([Flaw("steps", message, str(experiment.steps))])
