"""Tapes: values and reverse mode under every convention, as the frameworks compute them."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, LOSSES
from app.core.expression import (
    applied,
    clip,
    cos,
    exp,
    log,
    maximum,
    minimum,
    norm,
    parameters,
    relu,
    sign,
    sin,
    sqrt,
    tanh,
    where,
)
from app.core.tape import Tape
from tests.core.expressions import exact, piecewise_linear
from tests.core.strategies import any_of, dyadics

(x,) = parameters(1)
NAN, INF = math.nan, math.inf

AT_ZERO = {
    # what reverse mode answers at 0 under: zero, left, right, midpoint, naive
    "abs": (abs(x), (0, -1, 1, 0, NAN)),
    "relu": (relu(x), (0, 0, 1, 0.5, NAN)),
    "max": (maximum(x, 0), (0.5, 0, 1, 0.5, NAN)),
    "min": (minimum(x, 0), (0.5, 1, 0, 0.5, NAN)),
    "max of two slopes": (maximum(2 * x, 3 * x), (2.5, 3, 2, 2.5, NAN)),
    "max of three": (maximum(maximum(x, 2 * x), 3 * x), (2.25, 3, 1, 2.25, NAN)),
    "max of the same": (maximum(x, x), (1, 1, 1, 1, NAN)),
    "relu(x) − relu(−x)": (relu(x) - relu(-x), (0, 0, 2, 1, NAN)),
    "relu(−x) + x": (relu(-x) + x, (1, 1, 0, 0.5, NAN)),
    "half of both": ((relu(x) + relu(-x) + x) / 2, (0.5, 0.5, 0.5, 0.5, NAN)),
    "nothing, written with relu": (relu(-x) + x - relu(x), (1, 1, -1, 0, NAN)),
    "Kakade and Lee": (10 * x - 9 * (relu(x) - relu(-x)), (10, 10, -8, 1, NAN)),
    "|x|·sign(x)": (abs(x) * sign(x), (0, 0, 0, 0, NAN)),
    "a power of |x|": (abs(x) ** 1.5, (0, 0, 0, 0, NAN)),
    "sqrt(x·x)": (sqrt(x * x), (NAN,) * 5),
    "sqrt": (sqrt(x), (INF,) * 5),
    "x/|x|": (x / abs(x), (NAN,) * 5),
    "where(x > 0, √x, 0)": (where(x > 0, sqrt(x), 0), (NAN,) * 5),
    "where(x > 0, x, 0)": (where(x > 0, x, 0), (0,) * 5),
    "where(x ≥ 0, x, 0)": (where(x >= 0, x, 0), (1,) * 5),
    "a masked pole": (relu(x) ** 0.5, (0, 0, INF, INF, NAN)),
    "sign": (sign(x) + x, (1,) * 5),
    "a norm": (norm(x), (0, -1, 1, 0, NAN)),
}
CONSTANT = ("zero", "left", "right", "midpoint", "naive")


@pytest.mark.parametrize("name", AT_ZERO)
@pytest.mark.parametrize("kind", CONSTANT)
def test_reverse_mode_at_the_kink(name, kind):
    expression, answers = AT_ZERO[name]
    gradient = Tape(expression).report(CONVENTIONS[kind](), np.zeros((1, 1))).gradient
    np.testing.assert_equal(gradient[0, 0], answers[CONSTANT.index(kind)])


def test_clip_splits_its_ties():
    gradient = Tape(clip(x, -1, 1)).report(CONVENTIONS["zero"](), np.array([[-1.0], [1.0], [0.0], [2.0]])).gradient
    assert gradient[:, 0].tolist() == [0.5, 0.5, 1, 0]


def test_epsilon_is_its_formula():
    convention, at = CONVENTIONS["epsilon"](epsilon=0.5), np.array([[-0.5], [0.0], [1.5]])
    assert Tape(abs(x)).report(convention, at).gradient[:, 0].tolist() == [-0.5, 0, 0.75]
    assert Tape(relu(x)).report(convention, at).gradient[:, 0].tolist() == [0.25, 0.5, 0.875]
    assert Tape(maximum(x, 0)).report(convention, at).gradient[:, 0].tolist() == [0.25, 0.5, 0.875]
    assert Tape(norm(x)).report(convention, at).gradient[:, 0].tolist() == [-0.5, 0, 0.75]


def test_random_numbers_choose_for_each_term():
    answer = Tape(abs(x) + 10 * abs(x)).report(CONVENTIONS["random"](), np.zeros((1, 1)), np.array([[0.25, 1.0]]))
    assert answer.slopes.tolist() == [[-0.5, 1]]
    assert answer.gradient.tolist() == [[9.5]]


@given(any_of(LOSSES), any_of(CONVENTIONS), st.lists(dyadics, min_size=1, max_size=5))
def test_a_loss_is_sloped_as_the_convention_says(loss, convention, at):
    rows = np.array([*at, *loss.kinks()])[:, None]
    uniform = np.full(rows.shape, 0.25)
    with np.errstate(all="ignore"):
        slope = convention.report(loss, rows[:, 0], uniform[:, 0])
    np.testing.assert_array_equal(Tape(applied(loss, x)).report(convention, rows, uniform).gradient[:, 0], slope)


@given(piecewise_linear(2), st.lists(st.tuples(dyadics, dyadics), min_size=1, max_size=4))
def test_values_are_exact(expression, points):
    values = Tape(expression).value(np.array(points))
    assert values.tolist() == [float(exact(expression, list(map(Fraction, point)))) for point in points]


SMOOTH = {
    "exp": exp(x / 2), "log": log(x + 20), "sin": sin(x), "cos": cos(x), "tanh": tanh(x / 3), "sqrt": sqrt(x + 20),
    "power": (x + 20) ** 1.5, "quotient": (x - 1) / (x**2 + 1), "product": x * sin(x), "exponent": (x + 20) ** (x / 9),
    "of a power of two": 2 ** (x / 4), "negative": -(x**3), "reversed": 3 - x / 7, "norm": norm(x - 30, x + 2),
    "a branch": where(x < 50, x**2, 0), "the larger": maximum(x**2 + 1, x), "the smaller": minimum(x**2 + 1, x),
    "|x − 50|": abs(x - 50), "relu": relu(x + 50) * x,
}  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
@given(at=st.floats(-10, 10))
def test_reverse_mode_is_the_derivative_off_the_kinks(name, at):
    tape, step = Tape(SMOOTH[name]), 1e-4
    ends = [tape.value(np.array([at + way * step], np.longdouble)) for way in (2, 1, -1, -2)]
    difference = (-ends[0] + 8 * ends[1] - 8 * ends[2] + ends[3]) / (12 * step)
    slope = float(tape.gradient(np.array([[at]]))[0, 0])
    assert slope == pytest.approx(float(difference), rel=1e-8, abs=1e-8 * (1 + abs(float(ends[1]))))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("kind", CONVENTIONS)
def test_all_is_computed_in_the_precision_of_the_point(dtype, kind):
    u, v = parameters(2)
    expression = where(u < 2.5, 1, 0.1) * abs(u) + norm(u, v - 1) + maximum(u, 3) + tanh(v) / 3 + relu(v - 0.3) ** 2
    points = np.array([[0, 1], [0.3, -2], [3, 0.5]], dtype)
    answer = Tape(expression).report(CONVENTIONS[kind](), points, np.full((3, 4), 0.5))
    assert {answer.gradient.dtype, answer.slopes.dtype, Tape(expression).value(points).dtype} == {np.dtype(dtype)}


def test_constants_are_rounded_to_the_precision_of_the_point():
    assert math.isnan(Tape(x / (abs(x) + 1e-8)).value(np.zeros(1, np.float16)))
    assert Tape(x / (abs(x) + 1e-8)).value(np.zeros(1)) == 0


def test_a_kink_counts_only_where_the_answer_depends_on_it():
    answer = Tape(where(x > 0, x, abs(x)) + 0 * abs(x)).report(CONVENTIONS["zero"](), np.array([[0.0], [1.0]]))
    assert answer.kinked.tolist() == [[True, False], [False, False]]


def test_a_node_that_is_used_twice_is_one_term():
    kink = abs(x)
    assert (Tape(kink + kink).terms, Tape(abs(x) + abs(x)).terms) == (1, 2)


def test_conditions_are_comparisons():
    with pytest.raises(TypeError, match=r"invalid condition Expression\(Absolute\)"):
        where(abs(x), 1, 2)


def test_a_constant_has_the_shape_of_the_points():
    tape = Tape(0 * x + 3 - 3 * (x - x))
    assert tape.value(np.ones((2, 3, 1))).shape == (2, 3)
    assert Tape(maximum(1, 2)).value(np.ones((2, 1))).tolist() == [2, 2]
