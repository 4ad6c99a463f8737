"""Where formulas have no value, and why."""

import math

import numpy as np
import pytest

from app.core.function_problem import FunctionProblem
from app.core.gap import gaps_between
from app.core.sampled_problem import pose_function
from app.core.written import Written

LOW, HIGH, ROOT = -10.3, 10.0, math.sqrt(2)


def written(text):
    return FunctionProblem(Written(text=text)).switches


NEGATIVE, ROOTED = "logarithm of a negative number", "square root of a negative number"
GAPS = {
    "abs(a)": [],
    "log(a)": [(LOW, 0, NEGATIVE)],
    "sqrt(a^2 - 2)": [(-ROOT, ROOT, ROOTED)],
    "log(abs(a) - 1) + sqrt(3 - a)": [(-1, 1, NEGATIVE), (3, HIGH, ROOTED)],
    "1/a": [(0, 0, "division by 0")],
    "sin(a)/a": [(0, 0, "0/0")],
    "tanh(1/a)": [(0, 0, "division by 0")],
    "exp(-1/abs(a))": [(0, 0, "division by 0")],
    "1/(1 + exp(1/a))": [(0, 0, "division by 0")],
    "where(1/a > 0, 1, 2)": [(0, 0, "division by 0")],
    "max(log(abs(a)), -3)": [(0, 0, "logarithm of 0")],
    "1/(1 + exp(1000*a))": [],
    "a^-2": [(0, 0, "negative power of 0")],
    "a^0.5": [(LOW, 0, "fractional power of a negative number")],
    "where(a > 0, log(a), 0)": [],
    "exp(exp(a))": [(6.564958885017789, HIGH, "beyond the largest number")],
}  # fmt: skip


@pytest.mark.parametrize("text", GAPS)
def test_gaps_have_ends_and_reasons(text):
    gaps, known = gaps_between(written(text), LOW, HIGH), GAPS[text]
    assert [gap.reason for gap in gaps] == [reason for _, _, reason in known]
    ends = [end for gap in gaps for end in (gap.low, gap.high)]
    assert ends == pytest.approx([end for low, high, _ in known for end in (low, high)], rel=1e-13, abs=1e-300)


def test_a_mean_has_no_value_where_one_sample_has_none():
    problem = pose_function(Written(text="log(a - x)"), ((1.0,), (-2.0,)))
    assert problem.gaps(((-5.0, 5.0),)) == ((-5.0, 1.0, NEGATIVE),)


def test_in_the_plane_the_reasons_are_told():
    problem = FunctionProblem(Written(text="log(a) + sqrt(b)"))
    assert problem.lost(np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])) == (NEGATIVE, ROOTED)
