"""Laws of every run: what is recorded, and that nothing depends on what is beside it."""

from collections import Counter
from dataclasses import fields
from itertools import product

import numpy as np
import pytest
from hypothesis import given

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, STEP_RULES
from app.core.experiment import Run
from app.core.run import FARTHEST, run
from app.core.trajectory import LISTED
from tests.core.runs import experiment, path, trajectory
from tests.core.strategies import PRECISIONS, decimals, experiments


def assert_same(one, other):
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        assert a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b


@given(experiments())
def test_what_is_recorded_is_finite_and_fits_together(link):
    for found in run(link):
        k = len(found.iterates) - 1
        assert found.outcome.step == k <= link.steps
        assert found.values.shape == (k + 1,)
        assert found.iterates.shape == (k + 1, link.problem.parameters)
        assert found.step_sizes.shape == (k,)
        assert len(found.subgradients) in (k, k + 1)
        for column in (found.iterates, found.values, found.subgradients, found.step_sizes):
            assert column.dtype == float
            assert np.isfinite(column).all() or (column is found.values and starts_too_high(found))
        assert np.abs(found.iterates).max() <= max(FARTHEST[link.precision], 1e12)


def starts_too_high(found):
    """Whether F at the start is infinite in float64, be its slope what it may."""
    return found.outcome.step == 0 and found.values.tolist() in ([np.inf], [-np.inf])


def can_stop(method, link):
    """Whether a method may stop by itself: its state has a verdict."""
    return hasattr(method.init(np.array([link.start])), "verdict")


@given(experiments())
def test_an_outcome_says_why_the_run_ended(link):
    for each, found in zip(link.runs, run(link), strict=True):
        k, outcome = found.outcome.step, found.outcome
        assert outcome.sentence.endswith(".")
        if outcome.kind == "finished":
            assert k == link.steps or can_stop(each.method, link)
            assert ("Every step was made" in outcome.sentence) <= (k == link.steps)
            assert len(found.subgradients) == k + 1
        elif outcome.kind == "non_finite" and not starts_too_high(found):
            assert len(found.subgradients) == k + outcome.sentence.startswith("The method's own step")
        assert all(0 <= i < link.problem.terms for i in outcome.samples)
        steps = [hit.step for hit in found.kink_hits]
        assert steps == sorted(set(steps))
        for hit in found.kink_hits:
            assert len(hit.samples) == min(hit.count, LISTED)
            assert hit.step <= k


@given(experiments())
def test_the_first_iterate_is_the_start(link):
    start = np.array(link.start)
    for found in run(link):
        with np.errstate(over="ignore"):
            rounded = start.astype(link.precision).astype(float)
        if np.isfinite(rounded).all():
            assert np.array_equal(found.iterates[0], rounded)
        else:
            assert (found.outcome.kind, found.outcome.step) == ("non_finite", 0)
            assert np.array_equal(found.iterates[0], start)


@given(experiments())
def test_a_run_does_not_depend_on_the_others(link):
    together = run(link)
    for each, found in zip(link.runs, together, strict=True):
        assert_same(run(link.changed(runs=(each,)))[0], found)


@given(experiments())
def test_the_same_experiment_gives_the_same_bytes(link):
    for one, other in zip(run(link), run(link.changed()), strict=True):
        assert_same(one, other)


@given(experiments(decimals))
def test_a_shorter_run_is_the_beginning_of_a_longer_one(link):
    for short, long in zip(run(link), run(link.changed(steps=link.steps + 7)), strict=True):
        assert np.array_equal(short.iterates, long.iterates[: len(short.iterates)])


@given(experiments())
def test_values_are_those_of_the_objective(link):
    for found in run(link):
        with np.errstate(all="ignore"):
            assert np.allclose(found.values, link.problem.value(found.iterates), rtol=1e-14, atol=0)


def steps_on_kinks(link, found):
    """The iterates at which a term of F has two slopes."""
    problem, x = link.problem.cast(np.dtype(link.precision).type), found.iterates.astype(link.precision)
    with np.errstate(all="ignore"):
        if link.f:
            kinked = problem.ask(CONVENTIONS["left"](), x).kinked
        else:
            left, right = problem.slopes(problem.residual(x))
            kinked = left != right
    return np.flatnonzero(kinked.any(-1)).tolist()


@given(experiments(decimals))
def test_hits_are_the_iterates_on_a_kink(link):
    for found in run(link):
        hits, on = [hit.step for hit in found.kink_hits], steps_on_kinks(link, found)
        assert set(hits) <= set(on) if link.batch else hits == on


@given(experiments(decimals))
def test_the_subgradient_method_does_what_it_says(link):
    plain = Run(number=1, method=METHODS["subgradient"](), step=STEP_RULES["inverse_sqrt"]())
    found = run(link.changed(runs=(plain,), precision="float64"))[0]
    steps = found.step_sizes[:, None] * found.subgradients[: len(found.step_sizes)]
    assert np.array_equal(found.iterates[1:], found.iterates[:-1] - steps)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_run_computes_in_its_precision(precision):
    iterates = trajectory(f"start=1 steps=30 run.1.step.size=0.1 precision={precision}").iterates
    assert np.array_equal(iterates, iterates.astype(precision).astype(float))
    assert (iterates == iterates.astype("float16")).all() == (precision == "float16")


def test_only_the_seed_changes_a_random_run():
    link = "objective=location data=0,0,0 convention=random start=0 steps=9 seed="
    assert path(link + "1") == path(link + "1")
    assert path(link + "1") != path(link + "2")
    two = experiment(link + "1 run.1=subgradient run.2=subgradient")
    first, second = run(two)
    assert not np.array_equal(first.iterates, second.iterates)


def test_every_method_and_rule_runs_with_every_loss_and_convention():
    pairs = [Run(method=method(), step=rule()) for method, rule in product(METHODS.values(), STEP_RULES.values())]
    tried = Counter()
    for loss in reversed(LOSSES.values()):  # the absolute one, which some methods are made for, comes last
        for j, convention in enumerate(CONVENTIONS.values()):
            posed = experiment(f"objective={('line', 'point')[j % 2]} steps=2").changed(loss=loss())
            fitting = [each for each in pairs if not each.unmet(posed.problem, 0)]
            some = sorted(fitting, key=lambda each: tried[each.method.kind, each.step.kind])
            some = sorted(some, key=lambda each: tried[each.method.kind] + tried[each.step.kind])[:4]
            for method, rule in ((each.method.kind, each.step.kind) for each in some):
                tried.update([method, rule, (method, rule)])
            runs = tuple(each.model_copy(update={"number": n}) for n, each in enumerate(some, 1))
            for found in run(posed.changed(convention=convention(), runs=runs)):
                assert found.outcome.kind in ("finished", "non_finite") or np.isinf(posed.problem.lipschitz())
    assert tried.keys() >= {*METHODS, *STEP_RULES}
