"""What lies on a surface: on F, or on the sheet of its grid where that is higher, and never out of sight."""

import numpy as np
import pytest
from scipy.interpolate import LinearNDInterpolator

from app.core.landscape import surface
from app.core.minimise import minimise
from app.core.relief import LIFT, MOST_POINTS, PIECES, Relief, raised_lines, raised_minimisers
from app.query import decode

LINKS = {
    "a line": [("objective", "line")],
    "a formula": [("objective", "function"), ("f", "abs(a) + 2*abs(b - a^2)")],
    "a segment": [("objective", "line"), ("data", "1:0,1:0")],
    "no value in parts": [("objective", "function"), ("f", "abs(a) + sqrt(b)")],
    "many": [("objective", "line"), ("data", ",".join(f"{i}:{(i * 7919) % 101}" for i in range(400)))],
}
WINDOW = ((-2.0, 3.0), (-1.0, 4.0))


@pytest.mark.parametrize("name", LINKS)
def test_lines_lie_on_the_surface(name):
    problem = decode(LINKS[name]).problem
    drawn = surface(problem, WINDOW, 40)
    lines = raised_lines(problem, drawn)
    span = np.ptp(drawn.value[np.isfinite(drawn.value)])
    assert len(lines) == len(drawn.lines)
    assert sum(map(len, lines)) <= MOST_POINTS + sum(len(line.points) for line in drawn.lines) + 2 * len(lines)
    for line in filter(len, lines):
        value = problem.value(line[:, :2])
        known = np.isfinite(value)
        assert (line[known, 2] >= value[known]).all()
        assert (line[known, 2] <= value[known] + LIFT * span + 0.1 * span).all()
        assert np.array_equal(np.isfinite(line[:, 2]) | ~known, np.ones(len(line), dtype=bool))


def test_no_point_of_a_line_is_below_the_sheet():
    problem = decode(LINKS["a line"]).problem
    drawn = surface(problem, WINDOW, 20)
    nodes = np.array([(x, y) for y in drawn.axes[1] for x in drawn.axes[0]])
    sheet = LinearNDInterpolator(nodes, drawn.value.ravel())
    for line in raised_lines(problem, drawn):
        assert (line[:, 2] >= sheet(line[:, :2]) - LIFT * np.ptp(drawn.value)).all()


def test_a_long_line_is_followed_and_what_is_outside_is_left_out():
    problem = decode(LINKS["a line"]).problem
    relief = Relief(problem, surface(problem, WINDOW, 20))
    inside = relief.raised(np.array([[-2.0, -1.0], [3.0, 4.0]]))
    assert len(inside) == PIECES + 1
    outside = relief.raised(np.array([[-2.0, -1.0], [8.0, 9.0]]))
    assert outside == pytest.approx(inside)
    assert relief.raised(np.array([[9.0, 9.0]])).shape == (0, 3)
    assert relief.raised(np.empty((0, 2))).shape == (0, 3)  # as where nothing is attained
    assert relief.raised(np.array([[-9.0, 9.0], [9.0, 9.0]])).shape == (0, 3)
    assert len(relief.raised(np.array([[-1e4, 0.0], [1e4, 0.0]]))) == PIECES + 1


@pytest.mark.parametrize(("name", "at_least"), [("a line", 1), ("a formula", 1), ("a segment", PIECES // 2)])
def test_minimisers_lie_on_it_too(name, at_least):
    problem = decode(LINKS[name]).problem
    drawn = surface(problem, WINDOW, 40)
    found = minimise(problem)
    raised = raised_minimisers(problem, drawn, found)
    assert len(raised) >= at_least
    assert problem.value(raised[:, :2]) == pytest.approx(found.value, abs=1e-9)
