"""A promise of theory is never broken by a run that it applies to, and it says why where it does not."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES, THEORIES
from app.core.diagnose import promises
from app.core.experiment import Experiment, Run
from app.core.minimise import minimise
from app.core.run import run
from app.core.smoothing import smoothness
from app.query import decode
from tests.core.strategies import decimals, subjects

TRUE = sorted(kind for kind, entry in CONVENTIONS.items() if entry.is_local)
SPOKEN_OF = ("subgradient", "proximal_gradient", "fista")
SMOOTH = sorted(kind for kind, loss in LOSSES.items() if np.isfinite(loss().smoothness()) and not loss.margin)
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


@st.composite
def smooth_descents(draw):
    """Gradient steps of about 1/L on smooth losses with any penalty."""
    rows = draw(st.lists(st.tuples(*[decimals] * 3), min_size=1, max_size=6))
    loss = LOSSES[draw(st.sampled_from(SMOOTH))]()
    what = {"objective": OBJECTIVES["plane"](), "data": tuple(rows), "loss": loss}
    what["penalty"] = PENALTIES[draw(st.sampled_from(sorted(PENALTIES)))]()
    largest = smoothness(Experiment(**what).problem.data)
    size = draw(st.sampled_from((0.1, 0.5, 1.0, 1.7))) / max(largest, 1e-3)
    method = METHODS[draw(st.sampled_from(SPOKEN_OF))]()
    start = draw(st.tuples(decimals, decimals))
    step = STEP_RULES[draw(st.sampled_from(("constant", "inverse_sqrt")))](size=size)
    return Experiment(**what, start=start, steps=60, runs=(Run(method=method, step=step),))


@st.composite
def cycles(draw):
    """A constant step on one |aθ − c|, plain, with ε or smoothed."""
    kind = draw(st.sampled_from(("absolute", "epsilon", "fair", "charbonnier")))
    epsilon = draw(st.sampled_from((1e-8, 1e-3, 0.01, 0.1)))
    return Experiment(
        objective=OBJECTIVES["scale"](),
        data=((draw(st.sampled_from((0.5, 1.0, 2.0, -3.0))), draw(decimals)),),
        loss=LOSSES[kind](epsilon=epsilon) if kind in ("fair", "charbonnier") else LOSSES["absolute"](),
        convention=CONVENTIONS["epsilon"](epsilon=epsilon) if kind == "epsilon" else CONVENTIONS["zero"](),
        start=(draw(decimals),),
        steps=300,
        runs=(Run(step=STEP_RULES["constant"](size=draw(sizes))),),
    )


@given(experiment=st.one_of(descents(), smooth_descents(), cycles()))
def test_no_promise_is_broken(experiment):
    trajectory, gaps, said = examined(experiment)
    floor = 1e-9 * (1 + abs(trajectory.values[0]))
    for theory, promise in said:
        if theory.bounds == "worst_case":  # it says itself that it is none
            continue
        measured = np.minimum.accumulate(gaps) if theory.bounds == "best" else gaps
        assert np.all(measured[promise.steps] <= promise.values * (1 + 1e-9) + floor), theory.kind


@given(experiment=st.one_of(smooth_descents(), cycles()))
def test_no_promise_outlives_a_minibatch(experiment):
    if experiment.runs[0].method.is_stochastic:
        assert not any(promise.applies for _, promise in examined(experiment.changed(batch=1))[2])


def promised(kind, query):
    """The gaps of a link's run, and what one theory promises of it."""
    _, gaps, said = examined(decode([tuple(pair.split("=", 1)) for pair in query.split()]))
    [promise] = [promise for theory, promise in said if theory.kind == kind]
    return gaps, promise


UNIT = "start=1 run.1.step.size=1"
EPSILON = "convention=epsilon convention.epsilon"


@pytest.mark.parametrize(
    ("query", "largest"),
    [
        ("start=0.95 run.1.step.size=0.1", 0.05),
        (f"{EPSILON}=0.01 start=0.95 run.1.step.size=0.1", 0.04),
        (f"{EPSILON}=0.01 start=0.95 run.1.step.size=0.03", 0.005),
        ("loss=charbonnier loss.epsilon=0.01 start=0.95 run.1.step.size=0.1", (0.04899**2 + 1e-4) ** 0.5 - 0.01),
        ("loss=charbonnier loss.epsilon=0.01 start=0.95 run.1.step.size=0.03", (0.01118**2 + 1e-4) ** 0.5 - 0.01),
    ],
)
def test_the_gap_of_a_cycle_is_what_is_predicted(query, largest):
    gaps, promise = promised("cycle_amplitude", f"{query} steps=400")
    assert promise.values[-1] == pytest.approx(largest, rel=1e-3)
    assert gaps[-2:].max() == pytest.approx(promise.values[-1], rel=1e-6)


@pytest.mark.parametrize("loss", ["fair", "charbonnier"])
def test_a_step_that_is_no_longer_than_two_epsilons_settles(loss):
    gaps, promise = promised("cycle_amplitude", f"loss={loss} loss.epsilon=0.051 run.1.step.size=0.1 steps=3000")
    assert "attracts" in promise.reason
    assert gaps[-1] < 1e-6


def test_the_linear_rate_is_exact_on_one_sample():
    gaps, promise = promised("linear_rate", "loss=squared start=3 run.1.step.size=0.3 steps=20")
    assert gaps == pytest.approx(promise.values, rel=1e-9)


@pytest.mark.parametrize("steps", [1, 5, 40])
def test_gradient_steps_need_half_of_what_is_promised(steps):
    """The hardest F for gradient descent, R = L = 1: Huber's with δ = 1/(2k + 1) (Drori & Teboulle 2014)."""
    gaps, promise = promised("ista_bound", f"loss=huber loss.delta={1 / (2 * steps + 1)!r} {UNIT} steps={steps}")
    assert gaps[-1] == pytest.approx(1 / (4 * steps + 2), rel=1e-9)
    assert promise.values[-1] == pytest.approx(1 / (2 * steps), rel=1e-9)


@pytest.mark.parametrize("steps", [5, 40])
def test_fista_needs_nearly_half_of_what_is_promised(steps):
    """On a slope of δ it goes δ·S in k steps; the same F is hardest with δ = 1/(2S + 1)."""
    run_of = f"{UNIT} steps={steps} run.1=fista"
    gaps, _ = promised("fista_bound", f"loss=huber loss.delta=1e-6 {run_of}")
    gone = float(gaps[0] - gaps[-1]) / 1e-12
    gaps, promise = promised("fista_bound", f"loss=huber loss.delta={1 / (2 * gone + 1)!r} {run_of}")
    assert gaps[-1] == pytest.approx(1 / (2 * (2 * gone + 1)), rel=1e-3)
    assert 0.4 * promise.values[-1] < gaps[-1] < promise.values[-1]


def test_the_lower_bound_is_a_quarter_to_a_half_of_the_upper_one():
    _, upper = promised("polyak_bound", "start=3 run.1.step=polyak steps=50")
    _, lower = promised("lower_bound", "start=3 run.1.step=polyak steps=50")
    assert np.all(lower.values < upper.values / 2)
    assert np.all(lower.values >= upper.values / 4)


@given(experiment=descents())
def test_every_theory_says_why(experiment):
    for theory, promise in examined(experiment)[2]:
        assert promise.reason, theory.kind
        assert len(promise.steps) == len(promise.values)
        assert np.isfinite(promise.values).all()


@pytest.mark.parametrize("kind", sorted(THEORIES))
def test_every_theory_applies_somewhere(kind):
    tried = itertools.product(LOSSES.values(), STEP_RULES.values(), METHODS.values())
    runs = ((Run(method=method(), step=step()), Experiment(loss=loss(), steps=4)) for loss, step, method in tried)
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


@pytest.mark.parametrize("method", sorted(set(METHODS) - set(SPOKEN_OF)))
def test_no_theory_speaks_of_a_method_that_it_does_not_know(method):
    run = Run(method=METHODS[method]())
    subjects = [Experiment(), Experiment(objective=OBJECTIVES["function"](), f=FUNCTIONS["geometric_median"]())]
    fitting = next(one for one in subjects if not run.unmet(one.problem, 0))
    said = examined(fitting.changed(runs=(run,)))[2]
    assert not any(promise.applies for theory, promise in said if theory.bounds != "worst_case")
