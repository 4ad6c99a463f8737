"""Which parameters of an experiment have sliders where there is no whole form."""

from typing import Any, NamedTuple

from app.content.catalogue import REGISTRIES, catalogue_content
from app.core.described import Described
from app.core.experiment import Experiment


class Adjusted(NamedTuple):
    """An entry that is chosen and has parameters; `key` chooses it, `run` is whose it is, if it is a run's."""

    key: str
    entry: dict[str, Any]
    run: int | None

    @property
    def keys(self) -> set[str]:
        """Its parameters, by the keys of the link."""
        return {f"{self.key}.{name}" for name in self.entry["parameters"]["properties"]}


def adjusted(experiment: Experiment) -> list[Adjusted]:
    """What is chosen and has parameters: the loss and the penalty or the function, and each run's method and step rule.

    >>> [sorted(each.keys) for each in adjusted(Experiment())]
    [['run.1.step.size']]
    """
    found = [Adjusted(key, entry, None) for key, entry in _objective(experiment)]
    for run in experiment.runs:
        key = f"run.{run.number}"
        found.append(Adjusted(key, _entry("method", run.method), run.number))
        if run.method.has_step_size:
            found.append(Adjusted(f"{key}.step", _entry("step_rule", run.step), run.number))
    return [each for each in found if each.keys]


def _objective(experiment: Experiment) -> list[tuple[str, dict[str, Any]]]:
    if experiment.f is None:
        return [("loss", _entry("loss", experiment.loss)), ("penalty", _entry("penalty", experiment.penalty))]
    return [("f", _entry("function", experiment.f))] if experiment.f.kind in REGISTRIES["function"] else []


def _entry(registry: str, chosen: Described) -> dict[str, Any]:
    return next(each for each in catalogue_content()[registry] if each["kind"] == chosen.kind)
