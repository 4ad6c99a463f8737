"""Laws of minibatches: unbiased, shared by all runs, and the whole sample when they are as large as it."""

from itertools import combinations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, METHODS
from app.core.experiment import Experiment, Run
from app.core.run import run
from tests.core.runs import experiment, path
from tests.core.strategies import any_of, decimals, subjects

STOCHASTIC = [kind for kind, method in METHODS.items() if method.is_stochastic]
LINK = "objective=scale data=1:2,2:1,3:4,1:0,2:5 steps=25 run.1.step.size=0.05 seed=3"


@st.composite
def samples(draw):
    """Whatever is fitted to data of at least two samples."""
    what = draw(subjects(decimals).filter(lambda what: len(what.get("data", ())) > 1))
    return Experiment(**what, start=draw(st.tuples(*[decimals] * len(Experiment(**what).names))))


@given(samples(), st.data())
def test_the_mean_over_all_batches_is_the_whole_subgradient(one, draws):
    problem, n = one.problem, len(one.data)
    theta, size = np.array([one.start]), draws.draw(st.integers(1, n - 1))
    convention = CONVENTIONS[draws.draw(st.sampled_from(["zero", "left", "right", "midpoint"]))]()
    with np.errstate(all="ignore"):
        whole = problem.ask(convention, theta)
        batches = [np.array(rows) for rows in combinations(range(n), size)]
        parts = np.array([problem.ask(convention, theta, None, batch).subgradient[0] for batch in batches])
    if not np.isfinite(whole.slopes).all():  # at a cusp
        return
    terms = (np.abs(whole.slopes[0]) * problem.shares) @ np.abs(problem.matrix)
    assert np.all(np.abs(parts.mean(0) - whole.subgradient[0]) <= 1e-13 * (terms + 1e-300) * n)


@given(samples(), st.data())
def test_only_the_batch_is_looked_at(one, draws):
    problem, n = one.problem, len(one.data)
    batch = np.array(sorted(draws.draw(st.sets(st.integers(0, n - 1), min_size=1, max_size=n - 1))))
    with np.errstate(all="ignore"):
        answer = problem.ask(CONVENTIONS["zero"](), np.array([one.start]), None, batch)
        whole = problem.ask(CONVENTIONS["zero"](), np.array([one.start]))
    asked = np.isin(np.arange(problem.terms), batch) | (np.arange(problem.terms) >= n)
    assert np.array_equal(answer.slopes[0], np.where(asked, whole.slopes[0], 0))
    assert np.array_equal(answer.kinked[0], asked & whole.kinked[0])


@given(samples(), st.lists(st.sampled_from(STOCHASTIC), min_size=1, max_size=8, unique=True), any_of(CONVENTIONS))
def test_a_batch_of_all_samples_is_the_whole_run(one, kinds, convention):
    runs = tuple(Run(number=n, method=METHODS[kind]()) for n, kind in enumerate(kinds, 1))
    runs = tuple(each for each in runs if not each.unmet(one.problem, len(one.data)))
    assume(runs)
    one = one.changed(runs=runs, steps=12, convention=convention)
    for whole, batched in zip(run(one), run(one.changed(batch=len(one.data))), strict=True):
        assert whole.iterates.tobytes() == batched.iterates.tobytes()
        assert whole.subgradients.tobytes() == batched.subgradients.tobytes()
        assert whole.kink_hits == batched.kink_hits


def test_the_seed_chooses_the_samples():
    assert path(LINK + " batch=2") == path(LINK + " batch=2")
    assert path(LINK + " batch=2") != path(LINK.replace("seed=3", "seed=4") + " batch=2")
    assert path(LINK) == path(LINK.replace("seed=3", "seed=4"))
    assert path(LINK + " batch=2") != path(LINK)


def test_all_runs_look_at_the_same_samples():
    first, second, third = run(experiment(LINK + " batch=2 run.2.step.size=0.05 run.5.step.size=0.07"))
    assert np.array_equal(first.iterates, second.iterates)
    assert np.array_equal(first.subgradients[0], third.subgradients[0])
    assert not np.array_equal(first.iterates, third.iterates)


def test_every_sample_is_drawn_about_equally_often():
    """Single samples of location: the reported slope names the sample, 4000 draws of 4."""
    link = "objective=location data=-3,-1,1,3 loss=squared start=0 steps=4000 batch=1 run.1.step.size=5e-324 seed=1"
    drawn = np.unique(run(experiment(link))[0].subgradients, return_counts=True)
    assert drawn[0].tolist() == [-3, -1, 1, 3]
    assert np.all(np.abs(drawn[1] - 1000) <= 5 * np.sqrt(4000 * 3 / 16))
