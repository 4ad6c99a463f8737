"""Everything about an experiment."""

from typing import Any

from app.content.descent import descent_content
from app.content.landscape import landscape_content
from app.content.loss import loss_content
from app.core.described import Described
from app.core.experiment import Experiment
from app.core.function import Function
from app.core.run import run
from app.core.written import Written
from app.query import encode, link


def _entry(entry: Described) -> dict[str, Any]:
    return {"kind": entry.kind, **entry.parameters()}


def _function(function: Function) -> dict[str, Any]:
    """A function with its parameters; of a formula, what it names, too."""
    named = {"names": function.names, "columns": function.columns} if isinstance(function, Written) else {}
    return _entry(function) | named


def settings_content(experiment: Experiment) -> dict[str, Any]:
    """The experiment itself, as plain values."""
    return {
        "objective": experiment.objective.kind,
        "f": _function(experiment.f) if experiment.f else None,
        "data": experiment.data,
        "reduction": experiment.reduction,
        "loss": _entry(experiment.loss),
        "penalty": _entry(experiment.penalty),
        "batch": experiment.batch,
        "convention": _entry(experiment.convention),
        "start": experiment.start,
        "steps": experiment.steps,
        "runs": [{"run": r.number, "method": _entry(r.method), "step": _entry(r.step)} for r in experiment.runs],
        "seed": experiment.seed,
        "precision": experiment.precision,
        "frame": experiment.frame,
        "view": experiment.view,
    }


def experiment_content(experiment: Experiment) -> dict[str, Any]:
    """What the page asks for: the loss, the landscape and the runs."""
    trajectories = run(experiment)
    return {
        "link": link(encode(experiment)),
        "title": experiment.title,
        "experiment": settings_content(experiment),
        "loss": loss_content(experiment),
        "landscape": landscape_content(experiment, trajectories),
        "descent": descent_content(experiment, trajectories),
    }
