"""Laws of lanes: they make the steps that each method makes alone, to the last bit."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import METHODS, STEP_RULES
from app.core.lanes import Lanes
from app.core.schedule import Schedule
from app.core.tracing import trace
from tests.core.strategies import PRECISIONS, any_of, decimals

ELEMENTWISE = {kind: method for kind, method in METHODS.items() if method.is_elementwise}
SCHEDULED = {kind: rule for kind, rule in STEP_RULES.items() if rule.is_scheduled}
OTHERS = ("nadam", "radam", "rprop", "averaged", "proximal_point", "bfgs")
STEPS = 9


def alone(method, rule, start, answers):
    """The iterates of one run by its own init and step."""
    state, path = method.init(start), [start]
    for k, g in enumerate(answers):
        oracle = SimpleNamespace(subgradient=lambda x, g=g: g[None])
        state = method.step(state, oracle, rule.step_size(k, state.x, oracle))
        path.append(state.x)
    return np.concatenate(path)


def together(pairs, start, answers):
    """The iterates of all of them in lanes, (steps + 1, runs, parameters)."""
    x = np.repeat(start, len(pairs), 0), np.repeat(start, len(pairs), 0)
    g = np.zeros_like(x[0])
    lanes = Lanes([trace(method, start, STEPS, rule.schedule(STEPS)) for method, rule in pairs], x, g)
    path = [x[0].copy()]
    for k in range(STEPS):
        g[...] = answers[k, lanes.order]
        lanes.step(k)
        path.append(x[(k + 1) % 2].copy())
    found = np.empty((STEPS + 1, *x[0].shape), g.dtype)
    found[:, lanes.order] = path
    return found


def assert_alike(pairs, precision, answers):
    start = np.array([[1.5, -0.25]], precision)
    with np.errstate(all="ignore"):
        found = together(pairs, start, answers)
        for i, (method, rule) in enumerate(pairs):
            assert found[:, i].tobytes() == alone(method, rule, start, answers[:, i]).tobytes(), method.kind


@given(
    st.lists(st.tuples(any_of(ELEMENTWISE), any_of(SCHEDULED)), min_size=1, max_size=9),
    st.sampled_from(PRECISIONS),
    st.data(),
)
def test_a_lane_makes_the_steps_of_its_method(pairs, precision, draws):
    numbers = st.lists(decimals, min_size=4, max_size=4)
    few = np.array(draws.draw(numbers)).astype(precision)
    answers = np.resize(few, (STEPS, len(pairs), 2))
    assert_alike(pairs, precision, answers)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_all_methods_side_by_side(precision):
    pairs = [(method(), SCHEDULED[kind]()) for method in ELEMENTWISE.values() for kind in sorted(SCHEDULED)]
    answers = np.random.default_rng(1).normal(size=(STEPS, len(pairs), 2)).round(1).astype(precision)
    assert_alike(pairs, precision, answers)


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_more_than_arithmetic_is_refused(kind):
    assert not METHODS[kind].is_elementwise
    with pytest.raises((TypeError, ValueError, AttributeError)):
        trace(METHODS[kind](), np.zeros((1, 2)), STEPS, Schedule.of([0.1] * STEPS))


def test_powers_of_a_schedule_are_those_of_floats():
    steps = np.arange(1, 400).view(Schedule)
    assert (0.999**steps).tolist() == [0.999**k for k in range(1, 400)]
    assert ((1 - 0.9**steps) ** 0.5).tolist() == [(1 - 0.9**k) ** 0.5 for k in range(1, 400)]
