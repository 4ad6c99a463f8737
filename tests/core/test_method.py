"""Laws of every method, and the exact rules against PyTorch's, written down independently."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import METHODS
from tests.core.descents import named, oracle
from tests.core.problems import problem
from tests.core.rules import RULES
from tests.core.strategies import entries
from tests.core.tape import Tape, tape

every_method = pytest.mark.parametrize("kind", METHODS)
SINGLE = [kind for kind, method in METHODS.items() if method.evaluations == 1]
"""Methods that ask one question a step: a tape can answer them, and many starts run as one."""
every_single = pytest.mark.parametrize("kind", SINGLE)
ROWS = [(0, 1, 1), (1, 2, -1), (2, -1, 2), (1, 1, 4)]
POSED = [
    problem("plane", ROWS),
    problem("plane", ROWS, "squared"),
    named("weighted_absolute"),
    named("geometric_median"),
]
drawn = given(draws=st.data(), seed=st.integers(0, 2**32), size=st.sampled_from([1e-3, 0.1, 1.0]))


def answering(method, answers):
    """A tape, where that is enough; else the oracle of a problem that the method can be run on."""
    if method.evaluations == 1:
        return Tape(answers)
    posed = next(posed for posed in POSED if not method.unmet(posed))
    return oracle(posed, precision=answers.dtype.type)


def iterates(method, answers, size, start):
    answered, state = answering(method, answers), method.init(start)
    path = [state.x]
    for _ in range(len(answers)):
        state = method.step(state, answered, size)
        path.append(state.x)
    return np.array(path)


@pytest.mark.parametrize("kind", RULES)
@drawn
def test_the_rule_is_pytorchs(kind, draws, seed, size):
    method, answers, start = draws.draw(entries(METHODS[kind])), tape(seed), np.array([[0.5, -2.0]])
    path = iterates(method, answers, size, start)[1:, 0]
    expected = np.array(list(RULES[kind](method, answers[:, 0].tolist(), start[0].tolist(), size)))
    moved = np.cumsum(np.abs(np.diff(expected, axis=0, prepend=start)), axis=0)
    assert np.all(np.abs(path - expected) <= 1e-14 * (1 + np.abs(expected) + moved))


@every_single
@drawn
def test_a_batch_of_starts_is_the_single_runs_bit_for_bit(kind, draws, seed, size):
    method, answers = draws.draw(entries(METHODS[kind])), tape(seed, rows=3)
    starts = np.random.default_rng(seed).normal(size=(3, 2))
    batch = iterates(method, answers, size, starts)
    for i in range(3):
        single = iterates(method, answers[:, i : i + 1], size, starts[i : i + 1])
        assert np.array_equal(batch[:, i : i + 1], single)


@every_method
@drawn
def test_nothing_that_comes_in_is_changed(kind, draws, seed, size):
    method, answers, start = draws.draw(entries(METHODS[kind])), tape(seed), np.array([[0.5, -2.0]])
    start.flags.writeable = answers.flags.writeable = False
    state = method.init(start)
    assert np.array_equal(state.x, [[0.5, -2.0]])
    for _ in range(5):
        for part in state:
            if isinstance(part, np.ndarray):
                part.flags.writeable = False
        before = [np.copy(part) for part in state]
        following = method.step(state, answering(method, answers), size)
        assert following is not state
        assert all(np.array_equal(part, copy) for part, copy in zip(state, before, strict=True))
        state = following


@every_method
@drawn
def test_a_step_is_a_function_of_its_state(kind, draws, seed, size):
    method, answers = draws.draw(entries(METHODS[kind])), tape(seed)
    state = method.init(np.array([[0.5, -2.0]]))
    for i in range(4):
        twice = [method.step(state, answering(method, answers[i:]), size) for _ in range(2)]
        assert np.array_equal(twice[0].x, twice[1].x)
        state = twice[0]


@every_method
@pytest.mark.parametrize("precision", ["float32", "float16"])
def test_precision_is_kept(kind, precision):
    answers = tape(1)[:, :, :].astype(precision)
    with np.errstate(all="ignore"):
        path = iterates(METHODS[kind](), answers, 0.1, np.array([[0.5, -2.0]], precision))
    assert path.dtype == precision


@every_single
def test_a_step_asks_the_oracle_once_at_the_most(kind):
    played, method = Tape(tape(1)), METHODS[kind]()
    method.step(method.init(np.zeros((1, 2))), played, 0.1)
    assert played.asked <= 1


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("precision", ["float64", "float32", "float16"])
def test_what_is_not_a_number_stays_so_in_its_parameter_alone(kind, precision):
    answers = np.ones((4, 1, 2), precision)
    answers[2, 0, 0] = np.nan
    path = iterates(METHODS[kind](), answers, 0.1, np.array([[0.5, -2.0]], precision))
    assert np.isnan(path[:, 0, 0]).tolist() == [False, False, False, True, True]
    assert np.isfinite(path[:, 0, 1]).all()
