"""Formulas on which rounding, limits and searches go astray: what is claimed of them is true, or is not claimed."""

import math

import pytest

from app.core.minimise import minimise
from app.core.sampled_problem import pose_function
from app.core.written import Written
from tests.core.nasty import HIGH, LOW, TRUTHS

WINDOW = ((LOW, HIGH),)


def problem(text):
    return pose_function(Written(text=text), ())


@pytest.mark.parametrize("text", TRUTHS)
def test_the_least_value_and_where_it_is(text):
    found, known = minimise(problem(text)), TRUTHS[text][0]
    if known is None:
        assert not found.exact
        return
    kind, points, value, *is_open = known
    assert (found.kind, found.exact) == (kind, not is_open)
    if points is not None:
        assert found.points.ravel().tolist() == pytest.approx(points, rel=1e-9, abs=1e-12)
    assert found.value == (value if math.isinf(value) else pytest.approx(value, rel=1e-12, abs=1e-15))


@pytest.mark.parametrize("text", TRUTHS)
def test_kinks_and_what_they_are(text):
    found, known = problem(text).kinks(WINDOW), TRUTHS[text][1]
    assert list(found.kinds) == [kind for _, kind in known]
    assert found.theta.tolist() == pytest.approx([at for at, _ in known], rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("text", TRUTHS)
def test_where_there_is_no_value(text):
    ends = [end for gap in problem(text).gaps(WINDOW) for end in (gap.low, gap.high)]
    assert ends == pytest.approx([end for gap in TRUTHS[text][2] for end in gap], rel=1e-12, abs=1e-15)
