"""Every figure that can be taken away."""

from app.core.experiment import Experiment
from app.core.registry import discover
from app.figures.figure import Figure

ENTRIES = discover("app.figures.kinds", Figure)
FIGURES = {kind: ENTRIES[kind]() for kind in sorted(ENTRIES, key=lambda kind: ENTRIES[kind].rank)}


def figures_of(experiment: Experiment) -> list[Figure]:
    """Those that there are of an experiment."""
    return [figure for figure in FIGURES.values() if not figure.flaw(experiment)]
