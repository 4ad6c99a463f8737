"""Which bounds of enclosures are values: by hand, on boxes that reach to infinity or end at 0."""

import numpy as np
import pytest

from app.core.enclosure import Enclosure
from app.core.interval import Interval
from app.core.open_ends import is_approached, open_ends
from app.core.sampled_problem import pose_function
from app.core.written import Written

INF = np.inf
CASES = {
    # formula, box: whether its lower bound and its upper one are no values
    ("a", 0.0, INF): (False, True),
    ("exp(-a)", 0.0, INF): (True, False),
    ("1 - exp(-a)", 0.0, INF): (False, True),
    ("1/(1 + a)", 0.0, INF): (True, False),
    ("-1/(1 + a)", 0.0, INF): (False, True),
    ("tanh(a)", 0.0, INF): (False, True),
    ("tanh(a)", -INF, INF): (True, True),
    ("tanh(1000 + a)", 0.0, 1.0): (False, True),
    ("abs(tanh(a))", -INF, INF): (False, True),
    ("relu(tanh(a))", -INF, 0.0): (False, False),
    ("max(exp(-a), 0)", 0.0, INF): (True, False),
    ("max(exp(-a), 0.5)", 0.0, INF): (False, False),
    ("min(exp(-a), 0)", 0.0, INF): (False, False),
    ("where(a < 5, exp(-a), 0)", 0.0, INF): (False, False),
    ("sqrt(a)", -INF, 4.0): (False, False),
    ("a^-3", -INF, -1.0): (False, True),
    ("(1 + a)^-0.5", 0.0, INF): (True, False),
    ("a^2", 1e-200, 1.0): (True, False),
    ("a^2*exp(-a)", 0.0, INF): (False, True),
    ("(a + 1)*exp(-a)", 0.0, INF): (True, True),
    ("(a - 1)*exp(-a)", 0.0, INF): (False, True),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} from {case[1]} to {case[2]}")
def test_bounds_that_are_no_values(case):
    text, low, high = case
    box = Interval.between(np.array([low]), np.array([high]))
    with np.errstate(all="ignore"):
        found = open_ends(Enclosure(pose_function(Written(text=text), ()).tape, (box,)))
    assert tuple(bool(np.broadcast_to(end, 1)[0]) for end in found) == CASES[case]


def test_of_a_mean_one_sample_is_enough():
    field = pose_function(Written(text="x*exp(-a)"), ((0.0,), (1.0,))).switches
    assert is_approached(field, np.array([0.0]), np.array([INF])).tolist() == [True]
    field = pose_function(Written(text="x*abs(a)"), ((0.0,), (1.0,))).switches
    assert is_approached(field, np.array([0.0]), np.array([INF])).tolist() == [False]
