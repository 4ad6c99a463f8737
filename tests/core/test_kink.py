"""Laws of the kinks of an objective: all of them, none else, in one parameter and in two."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.kink import kink_lines, kinks
from tests.core import exact
from tests.core.probe import EPS
from tests.core.problems import dyadic_losses, problem, problems
from tests.core.strategies import decimals, losses, wild


def brute_force(posed):
    """θ ↦ the samples at a kink there, in rational arithmetic."""
    found: dict[Fraction, set[int]] = {}
    for i, (a, c) in enumerate(zip(posed.matrix[:, 0].tolist(), posed.offset.tolist(), strict=True)):
        for kink in posed.loss.kinks() if a else ():
            found.setdefault((Fraction(c) + Fraction(kink)) / Fraction(a), set()).add(i)
    return found


@given(problems(1, loss=dyadic_losses()))
def test_all_kinks_in_one_parameter(posed):
    found, expected = kinks(posed), brute_force(posed)
    assert found.theta.tolist() == [float(theta) for theta in sorted(expected)]
    assert [set(samples) for samples in found.samples] == [expected[theta] for theta in sorted(expected)]


@given(problems(1, loss=dyadic_losses()))
def test_the_slopes_at_a_kink_are_the_exact_sums_on_both_sides(posed):
    found, total = kinks(posed), 1e-13 * (1 + np.abs(posed.matrix).sum() * (1 + np.abs(posed.offset).max()))
    for place, left, right in zip(sorted(brute_force(posed)), found.left, found.right, strict=True):
        below, above = -exact.directional(posed, [place], [-1]), exact.directional(posed, [place], [1])
        assert left == pytest.approx(float(below), abs=total)
        assert right == pytest.approx(float(above), abs=total)
        assert left < right


@given(problems(1, loss=dyadic_losses()))
def test_between_kinks_there_is_none(posed):
    theta = kinks(posed).theta
    ends = np.concatenate([[-100.0], theta, [100.0]]) if len(theta) else np.array([-100.0, 100.0])
    middles = (ends[1:] + ends[:-1]) / 2
    left, right = posed.one_sided(middles[:, None])
    assert np.array_equal(left, right)


@given(problems(1, st.one_of(decimals, wild), losses(), most=5))
def test_kinks_of_any_data_are_finite_ascending_and_kinks(posed):
    found = kinks(posed)
    assert np.isfinite([found.theta, found.value]).all()
    slopes = np.array([found.left, found.right])
    if np.isinf(posed.loss.slopes(np.array(posed.loss.kinks()))).any():  # a cusp
        assert np.array_equal(slopes, [[-np.inf] * len(found.theta), [np.inf] * len(found.theta)])
    else:
        assert np.isfinite(slopes).all()
    assert np.all(np.diff(found.theta) > 0)
    assert np.all(found.left <= found.right) or not posed.loss.convex
    expected = sorted(float(theta) for theta in brute_force(posed) if abs(theta) < 10**15)
    assert len(found.theta) <= len(expected)
    for theta in expected:
        assert np.abs(found.theta - theta).min() <= 32 * EPS * abs(theta)


def test_kinks_of_the_first_example():
    found = kinks(problem("scale", [(1, 2), (2, 1), (3, 4)], reduction="sum"))
    assert found.theta.tolist() == [0.5, 4 / 3, 2]
    assert found.left.tolist() == [-6, -2, 4]
    assert found.right.tolist() == [-2, 4, 6]
    assert found.samples == ((1,), (2,), (0,))


def test_equal_samples_make_one_kink():
    found = kinks(problem("location", [1, 1, 0.1 + 0.2, 0.3], reduction="sum"))
    assert found.samples == ((2, 3), (0, 1))
    assert (found.right - found.left).tolist() == [4, 4]


def test_smooth_losses_and_constant_samples_have_none():
    assert len(kinks(problem("location", [1, 2], "huber")).theta) == 0
    assert len(kinks(problem("scale", [(0, 1)])).theta) == 0
    assert kink_lines(problem("line", [(1, 2)], "log_cosh")) == ()


@given(problems(2, decimals, losses(degree=1)))
def test_kink_lines_are_where_residuals_meet_kinks(posed):
    lines = kink_lines(posed)
    met = set()
    for line in lines:
        u, v = line.normal
        foot = np.array([u, v]) * line.level / (u * u + v * v)
        for along in (-3.0, 0.0, 2.0):
            r = posed.residual(foot + along * np.array([-v, u]))
            for i in line.samples:
                size = np.abs(posed.matrix[i]).sum() * (np.abs(foot).sum() + 10) + abs(posed.offset[i])
                away = np.abs(r[i] - np.array(posed.loss.kinks()))
                assert away.min() <= 1e-12 * size
                met.add((i, int(away.argmin())))
    assert {i for i, _ in met} == set(np.flatnonzero(posed.matrix.any(axis=1)).tolist())
    assert len({(line.normal, line.level) for line in lines}) == len(lines)


def test_equal_lines_are_one():
    lines = kink_lines(problem("line", [(1, 2), (1, 2), (3, 5)]))
    assert [line.samples for line in lines] == [(0, 1), (2,)]
    assert lines[0].normal == (1, 1)
    assert lines[0].level == 2
