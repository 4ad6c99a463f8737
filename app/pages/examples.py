"""Which experiment shows an entry of a registry: one that chooses it, or one that it tells of."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, product
from urllib.parse import parse_qsl

from app.content.catalogue import REGISTRIES
from app.core.catalogue import LOSSES, OBJECTIVES, PENALTIES, SOLVERS
from app.core.diagnose import diagnose, promises
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.run import run
from app.core.trajectory import Trajectory
from app.link_reader import InvalidLink
from app.query import decode
from app.scenarios.loader import scenarios
from app.scenarios.scenario import Scenario

CHOOSING = {
    "objective": "objective={}",
    "function": "objective=function&steps=100&run.1.step=polyak&f={}",
    "loss": "loss={}",
    "penalty": "loss=squared&penalty={}",
    "convention": "convention={}",
    "method": "start=-1&steps=40&run.1={}",
    "step_rule": "start=-1&steps=40&run.1.step={}",
}
"""The link that chooses an entry, all else left as it is."""
KEYS = {name: name for name in CHOOSING} | {"function": "f", "method": "run.N", "step_rule": "run.N.step"}
"""The key that chooses an entry, before its parameters' names too."""


def example(registry: str, kind: str) -> Experiment | None:
    """The experiment that shows an entry, if there is one."""
    if registry in CHOOSING:
        return _chosen(registry, kind)
    tells = TELLS.get(registry)
    candidates = chain(_candidates(kind), _problems() if registry == "solver" else ())
    return next((each for each in candidates if tells and kind in tells(each)), None)


def _chosen(registry: str, kind: str) -> Experiment | None:
    """The link that chooses an entry; where it needs something beside it, the run of a scenario that does."""
    return _opened(CHOOSING[registry].format(kind)) or next(_runs_of_scenarios(kind), None)


def _runs_of_scenarios(kind: str) -> Iterator[Experiment]:
    for scenario in scenarios():
        for each in scenario.experiment.runs:
            if kind in (each.method.kind, each.step.kind):
                yield scenario.experiment.changed(runs=(each.model_copy(update={"number": 1}),))


def _opened(query: str) -> Experiment | None:
    try:
        return decode(parse_qsl(query))
    except InvalidLink:
        return None


def _candidates(kind: str) -> Iterator[Experiment]:
    """Scenarios, those first that are about this kind and have one run, then everything else that can be chosen."""
    yield from (each.experiment for each in sorted(scenarios(), key=lambda each: _distance(each, kind)))
    for registry in CHOOSING:
        chosen = (_chosen(registry, each) for each in REGISTRIES.get(registry, ()))
        yield from (each for each in chosen if each is not None)
    for method in REGISTRIES["method"]:  # theorems that ask for a smooth loss and short steps
        smooth = _opened(f"loss=squared&start=-1&steps=40&run.1={method}&run.1.step.size=0.5")
        yield from [smooth] if smooth else []


def _problems() -> Iterator[Experiment]:
    """Every objective with one sample; then every objective with every loss and every penalty."""
    fitted = [objective for objective in OBJECTIVES.values() if objective.names]
    for objective in fitted:
        yield Experiment(objective=objective(), data=objective.example[:1])
    for objective, penalty, loss in product(fitted, PENALTIES.values(), LOSSES.values()):
        yield Experiment(objective=objective(), loss=loss(), penalty=penalty())


def _distance(scenario: Scenario, kind: str) -> tuple[bool, bool, int]:
    claims = scenario.expects.run.values()
    is_claimed = any(kind in (claim.finding, *claim.notes) for claim in claims)
    return scenario.slug != kind, not is_claimed, len(scenario.experiment.runs)


@lru_cache(maxsize=64)
def _paths(experiment: Experiment) -> list[tuple[Run, Trajectory]]:
    return list(zip(experiment.runs, run(experiment), strict=True))


@lru_cache(maxsize=256)
def _found(experiment: Experiment) -> frozenset[str]:
    """Kinds of all that is found of its runs."""
    pairs = _paths(experiment)
    return frozenset(finding.kind for each, path in pairs for finding, _ in diagnose(experiment, each, path))


@lru_cache(maxsize=256)
def _promised(experiment: Experiment) -> frozenset[str]:
    """Kinds of the theories that speak of its runs."""
    pairs = _paths(experiment)
    told = (said for each, path in pairs for said in promises(experiment, each, path))
    return frozenset(theory.kind for theory, promise in told if promise.applies)


def _asked(experiment: Experiment) -> frozenset[str]:
    """The kind of the solver that finds its minimisers."""
    ranked = sorted((entry() for entry in SOLVERS.values()), key=lambda entry: entry.rank)
    return frozenset([next((each.kind for each in ranked if each.applies(experiment.problem)), "")])


TELLS: dict[str, Callable[[Experiment], frozenset[str]]] = {"finding": _found, "theory": _promised, "solver": _asked}
