"""Kinks of means over data, and those that a search does not decide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.expression import parameters
from app.core.kink_search import MOST_KINKS, kinks_between
from app.core.sampled_problem import pose_function
from app.core.written import Written
from tests.core.test_kink_search import field, written

LOW, HIGH = -10.3, 10.0


def test_with_data_every_sample_has_its_kinks_and_equal_ones_are_one():
    rows = ((1.0, 2.0), (2.0, 1.0), (0.0, 3.0), (3.0, 1.5), (-1.0, 4.0))
    problem = pose_function(Written(text="abs(a*x - y)"), rows)
    kinks = problem.kinks(((-10.0, 10.0),))
    assert kinks.theta.tolist() == [-4.0, 0.5, 2.0]
    assert kinks.samples == ((4,), (1, 3), (0,))
    assert kinks.kinds == ("convex",) * 3
    left, right = problem.one_sided(kinks.theta[:, None])
    assert (kinks.left, kinks.right) == (pytest.approx(left), pytest.approx(right))
    assert kinks.value == pytest.approx(problem.value(kinks.theta[:, None]))


def test_kinks_of_samples_may_cancel():
    problem = pose_function(Written(text="y*abs(a - x)"), ((1.0, 2.0), (1.0, -2.0), (3.0, 1.0)))
    kinks = problem.kinks(((-10.0, 10.0),))
    assert list(zip(kinks.theta.tolist(), kinks.kinds, strict=True)) == [(1.0, "removable"), (3.0, "convex")]


UNDECIDED = (
    "sin(1/a)", "sin(1/a)/a", "where(abs(a) > 0, a*sin(1/a), 0)", "where(abs(a) > 0, a^2*sin(1/a), 0)",
    "exp(1/a) - exp(2/a)", "sign(a^6)",
)  # fmt: skip
"""What oscillates beside 0 has no slopes there, and what outgrows all powers, or is of a high one, is not compared."""


@pytest.mark.parametrize("text", UNDECIDED)
def test_what_germs_do_not_tell_is_no_kink_and_it_says_so(text):
    kinks = kinks_between(written(text), LOW, HIGH)
    assert (len(kinks.theta), kinks.complete) == (0, False)


@pytest.mark.parametrize("text", ["abs(sin(1/a))", "abs(sin(300*a))"])
def test_very_many_kinks_are_not_all_given_and_it_says_so(text):
    kinks = kinks_between(written(text), LOW, HIGH)
    assert not kinks.complete
    assert len(kinks.theta) <= MOST_KINKS


def test_many_samples_on_one_kink_are_read_off():
    rows = tuple((float(x),) for x in np.linspace(1, 2, 900))
    kinks = pose_function(Written(text="x*abs(a - 1)"), rows).kinks(((-10.0, 10.0),))
    assert kinks.theta.tolist() == [1.0]
    assert (kinks.left[0], kinks.right[0]) == pytest.approx((-1.5, 1.5))


@given(st.integers(-40, 40), st.integers(-40, 40))
def test_a_double_zero_is_met_wherever_it_is(p, q):
    at = p / 4 + q / 40
    (kink,) = kinks_between(written(f"sqrt((a - ({at}))^2)"), -12.0, 12.0).theta.tolist()
    assert kink == pytest.approx(at, abs=1e-12)


def test_parameters_alone_make_a_field():
    (a,) = parameters(1)
    assert field(a * 2).number == 0
    assert len(kinks_between(field(a * 2), LOW, HIGH).theta) == 0
