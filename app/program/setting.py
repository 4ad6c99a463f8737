"""What the templates of programs say of an experiment."""

from typing import Any

import numpy as np

from app.core.affine import Affine
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.function_problem import FunctionProblem
from app.core.loss import Loss
from app.core.minimise import minimise
from app.core.run import FARTHEST
from app.core.written import Written
from app.program.reading import Key
from app.program.tape_text import TapeText


def key_of(entry: Any) -> Key:
    """The definition of an entry's class."""
    return type(entry).__module__, type(entry).__name__


def has_rule(run: Run) -> bool:
    """Whether the step rule matters to a run."""
    return run.method.has_step_size or run.step.kind == "polyak"


def losses_of(experiment: Experiment) -> list[Loss]:
    """All losses that F is a sum of."""
    return [experiment.loss, *(loss for loss, _ in experiment.penalty.losses())]


def setting(experiment: Experiment, asked: set[str]) -> dict[str, Any]:
    """All of it.

    Args:
        experiment: of which a program is made.
        asked: what its runs ask of the oracle.
    """
    problem = experiment.problem
    return {
        "experiment": experiment,
        "is_fit": isinstance(problem, Affine),
        "is_double": experiment.precision == "float64",
        "draws": experiment.convention.draws,
        "parameters": len(experiment.names),
        "columns": experiment.columns,
        "terms": problem.terms,
        **_of_runs(experiment, asked),
        **(_of_function(experiment, problem) if isinstance(problem, FunctionProblem) else _of_fit(experiment, asked)),
    }


def _of_runs(experiment: Experiment, asked: set[str]) -> dict[str, Any]:
    ruled = [has_rule(run) for run in experiment.runs]
    return {
        "has_rule": has_rule,
        "some_ruled": any(ruled),
        "all_ruled": all(ruled),
        "can_overflow": any(run.step.kind == "polyak" for run in experiment.runs),
        "farthest": FARTHEST[experiment.precision],
        "optimum": minimise(experiment.problem).value if "optimum" in asked else 0.0,
        **{f"uses_{word}": word in asked for word in ("optimum", "steps", "problem", "epsilon", "value")},
    }


def _of_fit(experiment: Experiment, asked: set[str]) -> dict[str, Any]:
    samples, batch = len(experiment.data), experiment.batch
    return {
        "penalties": list(experiment.penalty.losses()),
        "penalty_prox": "penalty" in asked,
        "splits": "data_subgradient" in asked,
        "divides": experiment.reduction == "mean" and samples > 1,
        "boost": samples / batch if batch else 1,
        "steep": any(np.isinf(loss.slopes(np.array(loss.kinks(), float))).any() for loss in losses_of(experiment)),
    }


def _of_function(experiment: Experiment, problem: FunctionProblem) -> dict[str, Any]:
    function, losses = experiment.f, loss_names(problem)
    names = (*experiment.names, *experiment.columns)
    return {
        "penalties": [],
        "penalty_prox": False,
        "tape": TapeText(problem.tape, names, len(experiment.names), losses.__getitem__),
        "tape_terms": problem.tape.terms,
        "losses": losses,
        "is_formula": isinstance(function, Written),
        "problem_key": key_of(problem),
        "anchors": getattr(function, "anchors", ()),
        "simplex": getattr(function, "simplex", ()),
    }


def loss_names(problem: FunctionProblem) -> dict[Loss, str]:
    """The losses that a function's operations ask a convention about, by the name that each has in a program."""
    names: dict[Loss, str] = {}
    for loss, _, _ in problem.tape.questions:
        number = sum(each.kind == loss.kind for each in names) + 1
        names[loss] = loss.kind.upper() + (str(number) if number > 1 else "")
    return names
