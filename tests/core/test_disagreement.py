"""What automatic differentiation reports against the slopes that F has: exactly where they differ, it is said."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS
from app.core.diagnose import diagnose
from app.core.finding import Case
from app.core.findings.disagreement import Disagreement
from app.core.function_problem import FunctionProblem
from app.core.minimise import minimise
from app.core.run import run
from app.core.trajectory import Outcome, Trajectory
from app.query import change
from tests.core.expressions import exact_slope, piecewise_linear
from tests.core.runs import experiment

DIFFERENCE = "objective=function f=relu_difference start=1 steps=6 run.1.step.size=0.25"
LOCAL = [kind for kind, entry in CONVENTIONS.items() if entry().is_local and not entry().draws]


def told(link):
    """What is said of the first run of a link, by kind."""
    posed = experiment(link)
    return {finding.kind: found for finding, found in diagnose(posed, posed.runs[0], run(posed)[0])}


class Given:
    """A function in one parameter whose formula is at hand."""

    names = ("a",)

    def __init__(self, expression):
        self.expression = expression

    def body(self, *_):
        return self.expression


def case_at(expression, point, kind):
    """A run that stands at one point."""
    problem, theta, convention = FunctionProblem(Given(expression)), np.array([[float(point)]]), CONVENTIONS[kind]()
    reported = problem.ask(convention, theta).subgradient
    path = Trajectory(theta, problem.value(theta), reported, np.empty(0), (), Outcome("finished", 0, (), ""))
    plain = experiment(DIFFERENCE)
    return Case(
        ("a",), (), (), problem, convention, "float64", 1, plain.runs[0].method, plain.runs[0].step, path,
        minimise(plain.problem), 0, 0,
    )  # fmt: skip


@given(piecewise_linear(1), st.integers(-3, 3), st.sampled_from(LOCAL))
def test_it_is_said_just_where_the_report_lies_outside_of_the_slopes_in_rational_arithmetic(expression, point, kind):
    case = case_at(expression, point, kind)
    left, right = -exact_slope(expression, [point], [-1]), exact_slope(expression, [point], [1])
    reported = Fraction(case.trajectory.subgradients[0, 0].item())
    found = Disagreement().examine(case)
    assert (found is not None) == (not min(left, right) <= reported <= max(left, right))
    if found:
        evidence = found.evidence
        assert (evidence["low"], evidence["high"]) == (min(left, right), max(left, right))
        assert evidence["reported"] == reported
        assert found.remedy is not None, "the element of least norm is always one"


@pytest.mark.parametrize(
    ("convention", "reported"), [("zero", 0), ("left", 0), ("right", 2), ("midpoint", None), ("minimum_norm", None)]
)
def test_the_identity_written_with_two_kinks_has_one_slope(convention, reported):
    found = told(f"{DIFFERENCE} convention={convention}").get("disagreement")
    assert (found.evidence["reported"] if found else None) == reported
    if found:
        assert found.evidence["step"] == 4
        assert found.sentence.startswith("At x = 0 the true slope is 1 on both sides; automatic differentiation under")
        assert found.sentence.endswith(f"reports {reported}.")


def test_a_run_that_steps_across_is_told_as_well():
    found = told("objective=function f=relu_difference start=1 steps=9 run.1.step.size=0.3")["disagreement"]
    assert found.sentence.startswith("Between iterates 3 and 4 lies x = 0, where the true slope is 1 on both sides;")
    assert found.evidence["step"] == 3


def test_a_run_that_keeps_away_is_not():
    assert "disagreement" not in told("objective=function f=relu_difference start=-1 steps=9 run.1.step.size=0.3")


@pytest.mark.parametrize(
    "link",
    [
        DIFFERENCE,
        "objective=function f=relu_quadratic start=1 run.1.step.size=0.5",
        "objective=function f=zero_init start=0,0",
    ],
)
def test_the_remedy_agrees_at_that_point(link):
    said = told(link)["disagreement"]
    after = change(experiment(link), said.remedy.changes)
    theta = np.array(said.evidence["theta"])
    reported = after.problem.ask(after.convention, theta[None]).subgradient[0]
    exact = after.problem.subdifferential(theta).vertices
    assert np.all(reported >= exact.min(0) - 1e-12)
    assert np.all(reported <= exact.max(0) + 1e-12)


@pytest.mark.parametrize(
    "link",
    [
        "start=1 run.1.step.size=0.25",
        "objective=line loss=huber",
        "objective=function f=tilted_absolute",
        "objective=location data=0,1,3,9 start=-3 run.1.step.size=0.5 convention=right",
        "objective=location loss=cauchy start=0",
        "start=1 run.1.step.size=0.25 convention=epsilon",
        "start=1 run.1.step.size=0.25 convention=naive",
        "objective=location batch=1",
        f"{DIFFERENCE} precision=float32",
    ],
)
def test_a_slope_of_f_is_no_disagreement(link):
    assert "disagreement" not in told(link)


def test_it_stands_beside_the_verdict():
    said = told("objective=function f=relu_quadratic start=1 steps=20 run.1.step.size=0.5")
    assert list(said) == ["stalled", "disagreement", "kink_hit"]
