"""Laws of every step rule, and their formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import STEP_RULES
from tests.core.descents import oracle
from tests.core.problems import problem
from tests.core.strategies import decimals, entries
from tests.core.tape import Tape

SIZES = {
    "constant": lambda rule, k: rule.size,
    "inverse": lambda rule, k: rule.size / (k + 1),
    "inverse_sqrt": lambda rule, k: rule.size / math.sqrt(k + 1),
    "geometric": lambda rule, k: rule.size * rule.ratio**k,
}


LINE = oracle(problem("line", [(0, 1), (1, 3), (2, 2)]))


@pytest.mark.parametrize("kind", SIZES)
@given(draws=st.data(), k=st.integers(0, 10_000))
def test_step_sizes_by_their_formulas(kind, draws, k):
    rule = draws.draw(entries(STEP_RULES[kind]))
    assert rule.step_size(k, np.zeros((1, 2)), Tape([])) == pytest.approx(SIZES[kind](rule, k), rel=1e-15, abs=0)


@given(st.integers(0, 2**32))
def test_polyaks_step_is_the_gap_over_the_squared_slope(seed):
    x, g = np.random.default_rng(seed).normal(size=(2, 1, 2))
    expected = max(np.abs(x).sum() - 0.25, 0) / (g**2).sum()
    assert STEP_RULES["polyak"]().step_size(3, x, Tape([g])) == pytest.approx(expected, rel=1e-14, abs=0)
    assert STEP_RULES["polyak"]().step_size(3, x, Tape([0 * g])) == 0


@pytest.mark.parametrize("kind", STEP_RULES)
@given(draws=st.data(), k=st.integers(0, 10_000), x=st.tuples(decimals, decimals))
def test_step_sizes_are_finite_and_not_negative(kind, draws, k, x):
    size = draws.draw(entries(STEP_RULES[kind])).step_size(k, np.array([x]), LINE)
    assert isinstance(size, float)
    assert 0 <= size < math.inf
