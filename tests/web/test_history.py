"""Histories in numbers: on a log axis, within their panel, with exact zeros apart."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.pictures.history import KEYS, MOST, histories
from app.pictures.plot import SIDE

VALUES = st.lists(st.one_of(st.just(0.0), st.floats(1e-300, 1e300)), min_size=1, max_size=60)


def answer(*lists):
    """As much of an answer as a history needs."""
    runs = [
        {"run": i, "iterates": [[0.0]] * len(each), "gaps": each, "subgradient_norms": each, "step_sizes": each[:-1]}
        for i, each in enumerate(lists, 1)
    ]
    return {"descent": {"runs": runs, "minimisers": {"value": 0.0}}}


@settings(deadline=None)
@given(first=VALUES, second=VALUES)
def test_a_greater_value_is_never_lower_on_the_panel(first, second):
    (panel,) = histories(answer(first, second), ["gap"])
    for line, values in zip(panel.lines, (first, second), strict=True):
        places = dict((x, y) for part in line.parts for x, y in part)
        last = max(1, len(first) - 1, len(second) - 1)
        drawn = [(values[round(x / SIDE * last)], y) for x, y in places.items()]
        for value, y in drawn:
            assert 0 <= y <= SIDE or value < max(max(first), max(second)) * 1e-17
            assert all(y <= other + 0.11 for less, other in drawn if less < value)


@settings(deadline=None)
@given(values=VALUES)
def test_exact_zeros_are_marked_below_all_else_and_never_joined(values):
    (panel,) = histories(answer(values), ["gap"])
    (line,) = panel.lines
    assert len(line.zeros) == sum(value == 0 for value in values)
    lowest = max((y for part in line.parts for _, y in part if y <= SIDE), default=0)
    assert all(y >= lowest for _, y in line.zeros)
    assert len(line.parts) == sum(value > 0 and (i == 0 or values[i - 1] == 0) for i, value in enumerate(values))


def test_a_tick_stands_where_its_power_is():
    (panel,) = histories(answer([1e-4, 1e-2, 1.0]), ["gap"])
    at = {tick.text: tick.at for tick in panel.y}
    ((points,),) = (line.parts for line in panel.lines)
    assert at["10⁻⁴"] == pytest.approx(points[0][1])
    assert at["1"] == pytest.approx(points[-1][1])
    assert "0" not in at


def test_an_axis_of_one_decade_has_finer_ticks_for_one_number_alone_is_no_scale():
    (panel,) = histories(answer([2e-3, 3e-3, 4e-3]), ["gap"])
    texts = [tick.text for tick in panel.y]
    assert {"2×10⁻³", "5×10⁻³", "10⁻²"} <= set(texts)
    assert [tick.at for tick in panel.y] == sorted((tick.at for tick in panel.y), reverse=True)


def test_a_long_history_keeps_its_extremes():
    values = 1.0 + np.random.default_rng(0).random(20_000)
    values[[777, 12_345]] = 9.0, 1e-3
    (panel,) = histories(answer(values.tolist()), ["gap"])
    heights = [y for part in panel.lines[0].parts for _, y in part]
    assert len(heights) <= 2 * MOST + 2
    span = math.log10(9.0) - math.log10(1e-3)
    (short,) = histories(answer([9.0, 1e-3]), ["gap"])
    ends = [y for part in short.lines[0].parts for _, y in part]
    assert max(heights) - min(heights) == pytest.approx(max(ends) - min(ends), abs=0.2)
    assert span > 0


def test_panels_come_in_their_order_and_the_best_only_falls():
    panels = histories(answer([3.0, 1.0, 2.0]), ["step", "best", "gap"])
    assert [panel.title for panel in panels] == [KEYS[key][0] for key in ("gap", "best", "step")]
    (points,) = panels[1].lines[0].parts
    heights = [y for _, y in points]
    assert heights == sorted(heights)
    assert heights[-1] > heights[0]
