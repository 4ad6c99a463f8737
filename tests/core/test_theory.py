"""A promise of theory is never broken by a run that it applies to, and it says why where it does not."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES, THEORIES
from app.core.diagnose import promises
from app.core.experiment import Experiment, Run
from app.core.minimise import minimise
from app.core.run import run
from tests.core.strategies import any_of, data, decimals

TRUE = sorted(kind for kind, entry in CONVENTIONS.items() if entry.is_local)
sizes = st.sampled_from((0.01, 0.05, 0.1, 0.3, 1.0))


@st.composite
def descents(draw):
    """Runs of the subgradient method on data of any objective."""
    objective = OBJECTIVES[draw(st.sampled_from(sorted(OBJECTIVES)))]()
    rows = draw(data(objective, decimals, 12))
    rule = STEP_RULES[draw(st.sampled_from(sorted(STEP_RULES)))]
    step = rule(size=draw(sizes)) if "size" in rule.model_fields else rule()
    return Experiment(
        objective=objective,
        data=rows,
        reduction=draw(st.sampled_from(("mean", "sum"))),
        loss=draw(any_of(LOSSES)),
        convention=CONVENTIONS[draw(st.sampled_from(TRUE))](),
        start=tuple(draw(decimals) for _ in objective.names),
        steps=60,
        runs=(Run(step=step),),
    )


def examined(experiment):
    [trajectory] = run(experiment)
    gaps = np.maximum(trajectory.values - minimise(experiment.problem).value, 0)
    return trajectory, gaps, promises(experiment, experiment.runs[0], trajectory)


@given(experiment=descents())
def test_no_promise_is_broken(experiment):
    trajectory, gaps, said = examined(experiment)
    floor = 1e-9 * (1 + abs(trajectory.values[0]))
    for theory, promise in said:
        measured = np.minimum.accumulate(gaps) if theory.bounds_best else gaps
        assert np.all(measured[promise.steps] <= promise.values * (1 + 1e-9) + floor), theory.kind


@given(experiment=descents())
def test_every_theory_says_why(experiment):
    for theory, promise in examined(experiment)[2]:
        assert promise.reason, theory.kind
        assert len(promise.steps) == len(promise.values)
        assert np.isfinite(promise.values).all()


@pytest.mark.parametrize("kind", sorted(THEORIES))
def test_every_theory_applies_somewhere(kind):
    tried = itertools.product(METHODS.values(), STEP_RULES.values(), LOSSES.values())
    experiments = (Experiment(loss=loss(), runs=(Run(method=method(), step=step()),)) for method, step, loss in tried)
    said = (examined(experiment)[2] for experiment in experiments)
    assert any(promise.applies for each in said for theory, promise in each if theory.kind == kind)


def test_published_bound_of_the_constant_step():
    """|x| from 0.95 with step 0.1: after 400 steps the best value is 0.05 and the bound 0.0613."""
    step = STEP_RULES["constant"](size=0.1)
    experiment = Experiment(start=(0.95,), steps=400, runs=(Run(step=step),))
    _, gaps, said = examined(experiment)
    bound = next(promise for theory, promise in said if theory.kind == "subgradient_bound")
    assert gaps.min() == pytest.approx(0.05, abs=1e-12)
    assert bound.values[-1] == pytest.approx(0.0613, abs=5e-5)


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"subgradient"}))
def test_no_theory_speaks_of_a_method_that_it_does_not_know(method):
    experiment = Experiment(runs=(Run(method=METHODS[method]()),))
    assert not any(promise.applies for _, promise in examined(experiment)[2])
