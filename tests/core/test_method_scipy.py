"""SciPy's minimisers: what they say of functions with kinks, and that they are SciPy's own, iterate by iterate."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from app.core.catalogue import METHODS
from app.core.scipy_run import ScipyMethod
from tests.core.descents import descend, named, oracle
from tests.core.problems import problem, problems
from tests.core.strategies import decimals

SCIPY = [kind for kind, method in METHODS.items() if issubclass(method, ScipyMethod)]
every_scipy = pytest.mark.parametrize("kind", SCIPY)


def descent(kind, function, start=None, steps=400, **parameters):
    posed = named(function, **parameters)
    return descend(posed, METHODS[kind](), start or posed.function.start, steps)


def test_all_five_are_here():
    assert len(SCIPY) == 5


@pytest.mark.parametrize(
    ("kind", "function", "start", "value", "says"),
    [
        ("scipy_bfgs", "weighted_absolute", (9.7, 1.3), 22.7, "precision loss. Iterations: 0."),
        ("conjugate_gradient", "weighted_absolute", (9.7, 1.3), 22.7, "precision loss. Iterations: 0."),
        ("lbfgsb", "weighted_absolute", (9.7, 1.3), 0.1347, "CONVERGENCE"),
        ("scipy_bfgs", "nonsmooth_rosenbrock", (-1, 1.2), 3.02, "precision loss"),
        ("lbfgsb", "nonsmooth_rosenbrock", (-1, 1.2), 4.30, "CONVERGENCE"),
        ("nelder_mead", "weighted_absolute", (9.7, 1.3), 0.0, "successfully"),
        ("nelder_mead", "mckinnon", None, 0.0, "successfully"),
        ("powell", "nonsmooth_rosenbrock", (-1, 1.2), 4.39, "successfully"),
    ],
)
def test_what_they_say_at_kinks(kind, function, start, value, says):
    found = descent(kind, function, start)
    assert found.values[-1] == pytest.approx(value, abs=0.005)
    assert found.verdict.startswith("SciPy: ")
    assert says in found.verdict


@every_scipy
def test_they_solve_what_is_smooth(kind):
    assert descent(kind, "rosenbrock", (-1.2, 1)).path[-1] == pytest.approx([1, 1], abs=1e-3)


@pytest.mark.parametrize(
    "parameters", [{"power": 1, "scale": 15, "weight": 10}, {"power": 2, "scale": 6, "weight": 60}]
)
@pytest.mark.parametrize("corner", [(0, 0), (1, 1)])
def test_the_simplex_of_mckinnon_shrinks_to_the_origin(parameters, corner):
    found = descent("nelder_mead", "mckinnon", corner, **parameters)
    assert found.path[-1].tolist() == [0, 0]
    assert named("mckinnon", **parameters).function.minimisers().value == -0.25


def test_another_start_is_not_given_that_simplex():
    assert descent("nelder_mead", "mckinnon", (1, 0.5)).values[-1] == pytest.approx(-0.25, abs=1e-3)


@every_scipy
@given(problems(2, decimals), st.tuples(decimals, decimals))
def test_the_iterates_are_scipys_own(kind, posed, start):
    method, path = METHODS[kind](), []
    found, answers = descend(posed, method, start, 30), oracle(posed)
    slope = (lambda x: answers.subgradient(x[None])[0]) if method.asks_subgradient else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = minimize(
            lambda x: float(posed.value(x)), np.array(start), jac=slope, method=method.solver,
            options={"maxiter": 30}, callback=lambda xk: path.append(xk.copy()),
        )  # fmt: skip
    assert np.array_equal(found.path[1 : len(path) + 1], np.array(path).reshape(-1, 2))
    assert np.array_equal(found.path[-1], whole.x)
    assert str(whole.message).strip(" .:") in found.verdict


@every_scipy
@pytest.mark.parametrize("steps", [1, 3, 20])
def test_they_make_no_more_steps_than_they_may(kind, steps):
    assert len(descent(kind, "rosenbrock", (-1.2, 1), steps).path) <= steps + 1


@every_scipy
@pytest.mark.parametrize(
    ("posed", "start", "convention"),
    [
        (problem("location", [0, 0]), (0,), "naive"),
        (problem("location", [0, 1e12]), (1e12,), "naive"),
        (problem("line", [(1e12, -1e12), (-1e12, 3)], "squared"), (1e12, 1e12), "zero"),
        (problem("point", [()], "logistic"), (1,), "zero"),
        (problem("point", [()], "hinge"), (3,), "zero"),
    ],
)
def test_nothing_leaks_from_nasty_problems(kind, posed, start, convention):
    found = descend(posed, METHODS[kind](), start, 40, convention=convention)
    assert np.isfinite(found.path).all()
    assert found.verdict.startswith("SciPy: ")
    assert found.verdict.endswith(f"Iterations: {len(found.path) - 1}.") or kind == "nelder_mead"
