"""The objectives by what they add up, written down independently, and the data that they take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.optimize import minimize

from app.core.catalogue import LOSSES, OBJECTIVES
from app.core.experiment import Experiment
from app.core.minimise import minimise
from tests.core.problems import problem
from tests.core.runs import experiment
from tests.core.strategies import FITTED, data, dyadics, losses

MARGIN = [kind for kind, loss in LOSSES.items() if loss.margin]


@given(st.integers(2, 6).flatmap(lambda p: data(FITTED["plane"](), dyadics, 5, weights=p)), losses(), st.data())
def test_a_plane_is_the_mean_loss_of_weighted_columns(rows, loss, draws):
    posed = problem("plane", rows, loss.kind, **loss.parameters())
    w = np.array(draws.draw(st.tuples(*[dyadics] * (len(rows[0]) - 1))))
    r = [sum(a * b for a, b in zip(row[:-1], w, strict=True)) - row[-1] for row in rows]
    with np.errstate(all="ignore"):
        values = loss.value(loss.orientation * np.array(r))
        assert float(posed.value(w)) == pytest.approx(float(np.mean(values)), rel=1e-12, abs=1e-300)


@given(data(FITTED["classify"](), dyadics, 6), st.tuples(dyadics, dyadics), st.sampled_from(MARGIN))
def test_two_classes_are_the_mean_loss_of_margins(rows, theta, kind):
    margins = np.array([y * (theta[0] * x + theta[1]) for x, y in rows])
    with np.errstate(all="ignore"):
        expected = float(np.mean(LOSSES[kind]().value(margins)))
        assert float(problem("classify", rows, kind).value(np.array(theta))) == pytest.approx(expected, rel=1e-12)


@given(data(FITTED["classify"](), dyadics, 6), st.tuples(dyadics, dyadics))
def test_a_loss_of_a_residual_regresses_the_labels(rows, theta):
    classes, line = (problem(kind, rows, "squared").value(np.array(theta)) for kind in ("classify", "line"))
    assert classes == line


@given(data(FITTED["classify"](), dyadics, 6))
def test_at_zero_weights_the_perceptron_has_nothing_to_mend(rows):
    posed = problem("classify", rows, "perceptron")
    assert minimise(posed).value == 0
    assert posed.subdifferential(np.zeros(2)).stationary


def test_logistic_regression_of_overlapping_classes():
    """Against SciPy's BFGS on log(1 + e^{−m})."""
    rows = OBJECTIVES["classify"].example
    x, y = np.array(rows).T
    found = minimise(problem("classify", rows, "logistic"))
    expected = minimize(lambda t: np.logaddexp(0, -y * (t[0] * x + t[1])).mean(), [0, 0], options={"gtol": 1e-9})
    assert found.value == pytest.approx(expected.fun, abs=1e-12)
    assert found.points[0] == pytest.approx(expected.x, abs=1e-5)


def test_classes_that_a_line_parts_have_no_logistic_minimiser():
    found = minimise(problem("classify", [(-1, -1), (1, 1), (2, 1)], "logistic"))
    assert (found.kind, found.value) == ("none", 0)
    assert minimise(problem("classify", [(-1, -1), (1, 1), (2, 1)], "hinge")).value == 0


@pytest.mark.parametrize("label", [0.0, 2.0, -1.5, 0.999])
def test_labels_are_1_or_minus_1(label):
    with pytest.raises(ValidationError, match="sample 2 has y"):
        Experiment(objective=OBJECTIVES["classify"](), data=((1.0, 1.0), (2.0, label)))


@pytest.mark.parametrize(("columns", "fits"), [(2, False), (3, True), (41, True), (42, False)])
def test_a_plane_has_two_to_forty_weights(columns, fits):
    rows = ((1.0,) * columns,)
    if fits:
        one = Experiment(objective=OBJECTIVES["plane"](), data=rows)
        assert one.names == tuple(f"w{j}" for j in range(1, columns))
        assert one.start == (0.0,) * (columns - 1)
    else:
        with pytest.raises(ValidationError, match="sample 1 has"):
            Experiment(objective=OBJECTIVES["plane"](), data=rows)


def test_rows_are_of_one_length():
    with pytest.raises(ValidationError, match="sample 2 has 3 numbers, the first has 4"):
        Experiment(objective=OBJECTIVES["plane"](), data=((1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 3.0)))


def test_what_a_link_leaves_out_is_the_objectives_own():
    assert experiment("objective=classify").loss == LOSSES["hinge"]()
    assert experiment("objective=classify loss=squared").loss == LOSSES["squared"]()
    assert experiment("objective=plane").loss == LOSSES["absolute"]()
    assert experiment("objective=plane data=1:2:3:4").start == (0, 0, 0)
