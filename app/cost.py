"""What a request costs, by its route, and the refusal of what costs too much: in milliseconds of one core."""

from collections.abc import Callable

from app.core.affine import Affine
from app.core.experiment import Experiment
from app.core.function_problem import FunctionProblem
from app.core.landscape import CURVE_POINTS, SURFACE_POINTS
from app.core.problem import Problem
from app.core.written import Written
from app.estimate import noted
from app.experiment_cost import (
    READ,
    REQUEST,
    SHORTEST,
    descent_cost,
    fit_cost,
    kinks_on_line,
    landscape_cost,
    minimum_cost,
)
from app.formula_cost import set_cost
from app.link_reader import Flaw, InvalidLink
from app.settings import settings

# In microseconds of one core, as measured by benchmarks/ on the machine that docs/performance.md describes.
FIGURE = 250_000.0
"""Any figure in a file: its axes, its letters, its compression."""
DRAWN_RUN = 60_000.0
"""One run in it."""
DRAWN_KINK = {True: 1_500.0, False: 300.0}
"""One kink in it, by whether there is one parameter, and kinks have their slopes drawn."""
PIXEL = 0.07
"""One pixel of it."""
ROW = 12.0
"""One row of a table."""
PROGRAM = 12_000.0
"""Any program: its parts are found in the source."""
PROGRAM_ROW = 45.0
"""One row of the data in it."""
PROGRAM_RUN = 2_000.0
"""One run in it."""
PAGE = 35_000.0
"""The page of the lab around it: its form, its picture."""
PAGE_ROW = 60.0
"""One row of the data on it."""
UNSENT = 0.6
"""What runs cost of which nothing is sent, as a share."""
SMOOTHINGS = 27
"""Fits of a location that are told of: over the range, as it is, and without."""
Cost = Callable[[Experiment], float]
"""What a route computes of an experiment, in milliseconds."""


def total_cost(experiment: Experiment) -> float:
    """Of everything."""
    return (_reading(experiment) + descent_cost(experiment) + landscape_cost(experiment)) / 1000


def page_cost(experiment: Experiment) -> float:
    """Of everything on the page of the lab."""
    return total_cost(experiment) + (PAGE + PAGE_ROW * len(experiment.data)) / 1000


def loss_cost(experiment: Experiment) -> float:
    """Of the loss by itself, and of other answers for which nothing is computed from the data."""
    return (REQUEST + _reading(experiment)) / 1000


def runs_cost(experiment: Experiment) -> float:
    """Of the runs and of what is found of them, without a picture."""
    return (_reading(experiment) + descent_cost(experiment) + minimum_cost(experiment.problem)) / 1000


def picture_of_cost(experiment: Experiment) -> float:
    """Of the landscape: without a view, the runs say how far it reaches."""
    runs = REQUEST if experiment.view else REQUEST + UNSENT * (descent_cost(experiment) - REQUEST)
    return (_reading(experiment) + runs + landscape_cost(experiment)) / 1000


def set_at_point_cost(experiment: Experiment) -> float:
    """Of a subdifferential."""
    return loss_cost(experiment) + _set(experiment.problem) / 1000


def set_at_step_cost(experiment: Experiment) -> float:
    """Of a run, and of the subdifferential at one of its steps."""
    return (_reading(experiment) + descent_cost(experiment) + _set(experiment.problem)) / 1000


def program_cost(experiment: Experiment) -> float:
    """Of a script or a notebook: text."""
    written = PROGRAM_ROW * len(experiment.data) + PROGRAM_RUN * len(experiment.runs)
    return (REQUEST + PROGRAM + written) / 1000


def smoothing_cost(experiment: Experiment) -> float:
    """Of the minimisers at each smoothing of a location."""
    return (REQUEST + _reading(experiment) + SMOOTHINGS * minimum_cost(experiment.problem)) / 1000


def _reading(experiment: Experiment) -> float:
    return READ * len(experiment.data)


def _set(problem: Problem) -> float:
    return set_cost(problem) if isinstance(problem, FunctionProblem) else SHORTEST


def is_too_much(experiment: Experiment) -> bool:
    """Whether one request may not cost that."""
    return total_cost(experiment) > settings().cost_limit


def figure_cost(experiment: Experiment, pixels: int) -> float:
    """Of a figure in a file, and of its answer."""
    is_one = experiment.problem.parameters == 1
    kinks = kinks_on_line(experiment) if is_one else experiment.problem.terms
    drawn = FIGURE + DRAWN_RUN * len(experiment.runs) + DRAWN_KINK[is_one] * kinks + PIXEL * pixels
    return total_cost(experiment) + drawn / 1000


def table_cost(experiment: Experiment) -> float:
    """Of a table in a file, and of its answer."""
    surface = SURFACE_POINTS**2 if experiment.problem.parameters == 2 else CURVE_POINTS
    return total_cost(experiment) + ROW * (surface + experiment.steps * len(experiment.runs)) / 1000


def check_cost(experiment: Experiment, cost_of: Cost = total_cost) -> None:
    """Refuse what is too much for one request.

    Args:
        experiment: what is asked about.
        cost_of: what is computed of it.

    Raises:
        InvalidLink: that says the cost, the limit and what to lower.
    """
    cost, limit = cost_of(experiment), settings().cost_limit
    noted.get()(cost)
    if cost > limit:
        told = f"costs about {cost:,.0f} ms of computing, the limit is {limit:,} ms"
        alone, function = landscape_cost(experiment) / 1000, experiment.f
        if isinstance(function, Written) and alone > limit - REQUEST / 1000:
            raise InvalidLink([Flaw("f", f"{told}: {_of_formula(experiment, alone)}", function.text)])
        message = (
            f"{told}: lower steps ({experiment.steps:,}), the number of runs ({len(experiment.runs)}) or of samples "
            f"({len(experiment.data):,}){_shorter(experiment)}"
        )
        raise InvalidLink([Flaw("steps", message, str(experiment.steps))])


def _of_formula(experiment: Experiment, alone: float) -> str:
    """What helps where steps and runs do not: the formula's minimum and its kinks are what takes long."""
    operations = len(experiment.problem.tape.operations) if isinstance(experiment.problem, FunctionProblem) else 0
    fewer = f"lower the number of samples ({len(experiment.data):,}), or " if len(experiment.data) > 1 else ""
    return (
        f"{alone:,.0f} ms of it are for the minimum and the kinks of the formula, however few the steps are: {fewer}"
        f"write one of fewer operations ({operations}), or with fewer abs, max and the like of sin and cos"
    )


def _shorter(experiment: Experiment) -> str:
    function = experiment.f
    return f", or write a shorter formula ({len(function.text)} characters)" if isinstance(function, Written) else ""


def check_fits(problems: list[Affine]) -> None:
    """Refuse more fits than one request may cost.

    Raises:
        InvalidLink: that says the cost, the limit and what to lower.
    """
    cost, limit = (REQUEST + sum(map(fit_cost, problems))) / 1000, settings().cost_limit
    noted.get()(cost)
    if cost > limit:
        message = (
            f"cost about {cost:,.0f} ms of computing, the limit is {limit:,} ms: name fewer losses "
            f"({len(problems)}), or lower the number of samples ({problems[0].samples:,})"
        )
        raise InvalidLink([Flaw("losses", message, str(len(problems)))])
