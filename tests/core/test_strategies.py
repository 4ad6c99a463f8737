"""What is drawn is legal and reaches every entry."""

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES
from app.core.experiment import Experiment
from tests.core.strategies import any_of, experiments

REGISTRIES = {
    "loss": LOSSES,
    "objective": OBJECTIVES,
    "convention": CONVENTIONS,
    "method": METHODS,
    "rule": STEP_RULES,
}
EVERY = [(registry, kind) for registry in REGISTRIES.values() for kind in registry]


@given(experiments())
def test_every_experiment_is_legal(experiment):
    assert Experiment(**dict(experiment)) == experiment


@pytest.mark.parametrize(("registry", "kind"), EVERY, ids=[kind for _, kind in EVERY])
def test_every_entry_is_drawn(registry, kind):
    quick = settings(max_examples=500, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    assert find(any_of(registry), lambda entry: entry.kind == kind, settings=quick).kind == kind
