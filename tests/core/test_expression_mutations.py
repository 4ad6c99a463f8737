"""The laws of expressions can fail: each is run on something broken, and has to notice."""

import math

import numpy as np
import pytest

from app.core import clarke, contour, germ, kinked, sector, series
from app.core.function_problem import FunctionProblem
from app.core.kinked import Larger, Norm
from app.core.rounded import Rounded
from app.core.series import Series
from app.core.smooth import Divide
from app.core.tape import Tape
from tests.core import test_clarke, test_contour, test_function, test_germ, test_tape


def traced_below(tape, start, direction):
    """The lines by rays that end below the second order, whatever that leaves open."""
    pairs = zip(start.tolist(), direction.tolist(), strict=True)
    return germ._along(tape, [Series.ray(x, d, germ.FIRST_ORDER) for x, d in pairs], math.inf)


MUTANTS = {
    "rounding forgotten": (
        Rounded, "times", lambda self, other: Rounded(self.number * other.number, 0.0),
        lambda: test_germ.test_nasty_cases("a rounded multiple of pi"),
    ),
    "a tie taken for a difference": (
        Series, "sign", property(lambda self: 1 if self.limit >= 0 else -1),
        lambda: test_germ.test_piecewise_linear_compositions_are_exact(),
    ),
    "only the first order looked at": (
        germ, "_traced", lambda tape, start, direction, end: traced_below(tape, start, direction),
        lambda: test_germ.test_nasty_cases("a tie beyond the first order"),
    ),
    "a series cut too short": (
        series, "MOST_TERMS", 2,
        lambda: test_germ.test_smooth_functions_are_their_taylor_series(),
    ),
    "a branch that is not masked": (
        kinked, "masked", lambda g, slope: g * slope,
        lambda: test_tape.test_reverse_mode_at_the_kink("a masked pole", "zero"),
    ),
    "a tie that is not split": (
        Larger, "partials", lambda self, slope, out, *u: (1.0 * (u[0] >= u[1]), 1.0 * (u[0] < u[1])),
        lambda: test_tape.test_reverse_mode_at_the_kink("max", "zero"),
    ),
    "a wrong quotient rule": (
        Divide, "partials", lambda self, slope, out, *u: (1 / u[1], out / u[1]),
        lambda: test_tape.test_reverse_mode_is_the_derivative_off_the_kinks("quotient"),
    ),
    "a norm that is centred elsewhere": (
        Norm, "partials", lambda self, slope, out, *u: tuple(each / out for each in u),
        lambda: test_tape.test_reverse_mode_at_the_kink("a norm", "zero"),
    ),
    "sectors that are not split": (
        sector, "_cuts", lambda switches, low, high: [],
        lambda: test_clarke.test_known_sets("one kink inside another"),
    ),
    "gradients taken for constant": (
        sector, "_is_one_piece", lambda probes, switches: True,
        lambda: test_clarke.test_a_norm_that_is_pulled_away(),
    ),
    "a curve left where the grid put it": (
        contour, "_polished", lambda switch, points, cell: points,
        lambda: test_contour.test_a_curve_follows_the_parabola(),
    ),
    "every switch taken for a kink": (
        contour, "_jump", lambda tape, points, across, distance: np.ones(len(points)),
        lambda: test_contour.test_only_a_part_of_a_switch_may_be_a_kink(),
    ),
    "rows that are mixed up": (
        Tape, "value", lambda self, theta, value=Tape.value: value(self, theta[::-1] if theta.ndim > 1 else theta),
        lambda: test_function.test_a_batch_is_what_its_rows_are(),
    ),
    "a slope of the wrong sign": (
        FunctionProblem, "directional",
        lambda self, theta, way, slope=FunctionProblem.directional: slope(self, theta, -way),
        lambda: test_function.test_off_the_switches_what_is_reported_is_the_derivative(),
    ),
    "a minimum that is too high": (
        FunctionProblem, "value", lambda self, theta: self.tape.value(theta) - 1e-9,
        lambda: test_function.test_no_point_lies_below_the_known_minimum(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_noticed(mutant, monkeypatch):
    target, name, broken, law = MUTANTS[mutant]
    monkeypatch.setattr(target, name, broken)
    clarke.clarke.cache_clear()
    with pytest.raises((AssertionError, ExceptionGroup)):
        law()
    clarke.clarke.cache_clear()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_original_passes(mutant):
    MUTANTS[mutant][-1]()
