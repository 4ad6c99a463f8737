"""Scales, ticks and thinned lines."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pictures.plot import SIDE, Scale, nice_step, spell, thinned

finite = st.floats(-1e6, 1e6)


@given(st.floats(1e-200, 1e200))
def test_nice_steps_are_round_and_not_much_longer(rough):
    step = nice_step(rough)
    assert rough * (1 - 1e-5) <= step <= 2.5 * rough * (1 + 1e-5)
    assert f"{step:e}"[:8] in ("1.000000", "2.000000", "5.000000")


@given(finite, st.floats(1e-3, 1e6), st.integers(2, 12))
def test_ticks_are_few_ascending_and_named_apart(low, length, most):
    ticks = Scale(low, low + length).ticks(most)
    assert len(ticks) <= most + 1
    assert len({tick.text for tick in ticks}) == len(ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(-0.1 <= tick.at <= SIDE + 0.1 for tick in ticks)


def test_numbers_on_axes_are_plain():
    assert [spell(value, 0.5) for value in (-0.5, 0.0, 1.0)] == ["−0.5", "0", "1"]
    assert spell(-0.0, 1) == "0"


@given(st.lists(st.tuples(st.floats(0, 1e3), st.floats(0, 1e3)), min_size=2, max_size=60), st.floats(0.01, 50))
def test_a_thinned_line_keeps_its_ends_and_stays_near(points, tolerance):
    line = np.array(points)
    kept = thinned(line, tolerance)
    assert kept[0] == pytest.approx(line[0])
    assert kept[-1] == pytest.approx(line[-1])
    assert {tuple(each) for each in kept} <= {tuple(each) for each in line}
    for point in line:
        assert min(_distance(point, a, b) for a, b in pairwise(kept)) <= tolerance * 1.001 + 1e-9


def _distance(point, a, b) -> float:
    along = b - a
    share = np.clip((point - a) @ along / max(along @ along, 1e-300), 0, 1)
    return float(np.hypot(*(point - a - share * along)))
