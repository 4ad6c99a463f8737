"""The lowest points of formulas in two parameters."""

import math

import numpy as np
import pytest
from scipy.optimize import linprog

from tests.core.test_lowest import INF, least

PLANE = {
    "abs(a) + 10*abs(b)": [(0, 0)],
    "100*(b - a^2)^2 + (1 - a)^2": [(1, 1)],
    "abs(a - b) + (a^2 + b^2)/20": [(0, 0)],
    "abs(a + b) + 3*abs(a - b)": [(0, 0)],
    "(a^2 + b^2)/2 - abs(b)": [(0, -1), (0, 1)],
    "norm(a - 1, b - 2) + abs(a)/2": [(1, 2)],
    "abs(b - a^2) + (1 - a)^2": [(1, 1)],
    "abs(a - 1/3) + abs(b - sqrt(2))": [(1 / 3, math.sqrt(2))],
    "max(a, -a, b, -b, 1) + abs(a + b - 3)": [(1.5, 1.5)],
}


@pytest.mark.parametrize("text", PLANE)
def test_in_the_plane_the_lowest_point_is_found_to_the_last_bits(text):
    found = least(text)
    assert (found.kind, found.exact) == ("point", False)
    assert any(found.points[0] == pytest.approx(point, rel=1e-12, abs=1e-12) for point in PLANE[text])


@pytest.mark.parametrize("text", ["a + b", "a*b", "1/a + b^2", "a + b^2 - 3*abs(a)"])
def test_in_the_plane_a_fall_without_end_is_seen(text):
    found = least(text)
    assert (found.kind, found.value) == ("none", -INF)


def test_a_line_of_least_absolute_deviations_is_that_of_a_linear_programme():
    rows = np.random.default_rng(1).normal(size=(15, 2)).round(2)
    found = least("abs(a*x + b - y)", tuple(map(tuple, rows.tolist())))
    x, y = rows.T
    matrix = np.column_stack([x, np.ones_like(x)])
    table = np.block([[matrix, -np.eye(15)], [-matrix, -np.eye(15)]])
    bounds = [(None, None)] * 2 + [(0, None)] * 15
    oracle = linprog(np.append(np.zeros(2), np.ones(15)) / 15, table, np.concatenate([y, -y]), bounds=bounds)
    assert found.value == pytest.approx(oracle.fun, rel=1e-12)
