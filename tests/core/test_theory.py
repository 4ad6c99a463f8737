"""A promise of theory is never broken by a run that it applies to, and it says why where it does not."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES, THEORIES
from app.core.diagnose import promises
from app.core.experiment import Experiment, Run
from app.core.minimise import minimise
from app.core.run import run
from tests.core.strategies import decimals, subjects

TRUE = sorted(kind for kind, entry in CONVENTIONS.items() if entry.is_local)
sizes = st.sampled_from((0.01, 0.05, 0.1, 0.3, 1.0))


@st.composite
def descents(draw):
    """Runs of the subgradient method on any problem."""
    what = draw(subjects(decimals))
    problem = Experiment(**what).problem
    rule = draw(st.sampled_from([rule for rule in STEP_RULES.values() if not Run(step=rule()).unmet(problem, 0)]))
    step = rule(size=draw(sizes)) if "size" in rule.model_fields else rule()
    return Experiment(
        **what,
        batch=draw(st.integers(0, len(what.get("data", ())))),
        convention=CONVENTIONS[draw(st.sampled_from(TRUE))](),
        start=tuple(draw(decimals) for _ in Experiment(**what).names),
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
    tried = itertools.product(LOSSES.values(), STEP_RULES.values(), METHODS.values())
    runs = ((Run(method=method(), step=step()), Experiment(loss=loss(), steps=2)) for loss, step, method in tried)
    fitting = (one.changed(runs=(run,)) for run, one in runs if not run.unmet(one.problem, 0))
    said = (examined(experiment)[2] for experiment in fitting)
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
    run = Run(method=METHODS[method]())
    subjects = [Experiment(), Experiment(objective=OBJECTIVES["function"](), f=FUNCTIONS["geometric_median"]())]
    fitting = next(one for one in subjects if not run.unmet(one.problem, 0))
    assert not any(promise.applies for _, promise in examined(fitting.changed(runs=(run,)))[2])
