"""What smoothing does to a median: measured, as predicted, and as published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.bias import bias, flaw
from app.core.catalogue import LOSSES, OBJECTIVES
from app.core.experiment import Experiment

FIVE = ((0.0,), (1.0,), (2.0,), (10.0,), (50.0,))
DIALS = sorted(kind for kind, loss in LOSSES.items() if loss.smoothing)


def fit(kind, data=FIVE, **parameters):
    loss = LOSSES[kind](**parameters)
    return Experiment(objective=OBJECTIVES["location"](), data=data, loss=loss)


@pytest.mark.parametrize(
    ("kind", "parameters", "measured", "predicted"),
    [
        ("fair", {"epsilon": 0.1}, 1.398e-2, 1.354e-2),
        ("charbonnier", {"epsilon": 0.1}, 6.123e-4, 6.170e-4),
        ("smooth_l1", {"delta": 0.1}, 0, 0),
    ],
)
def test_the_bias_of_the_median_of_five(kind, parameters, measured, predicted):
    found = bias(fit(kind, **parameters)).current
    assert found.bias == pytest.approx(measured, rel=1e-3, abs=1e-12)
    assert found.predicted == pytest.approx(predicted, rel=1e-3, abs=1e-12)


@pytest.mark.parametrize("kind", DIALS)
def test_the_bias_goes_to_nothing_with_the_smoothing(kind):
    found = bias(fit(kind))
    values = np.array([shift.value for shift in found.shifts])
    biases = np.abs([shift.bias for shift in found.shifts])
    assert np.all(np.diff(values) > 0)
    assert biases[0] <= 1e-2 * values[-1]
    assert biases[0] <= biases[-1]
    assert found.minimisers.exact


@given(
    data=st.lists(st.integers(-30, 30), min_size=3, max_size=7, unique=True),
    kind=st.sampled_from(["fair", "charbonnier"]),
)
def test_the_prediction_is_the_leading_order(data, kind):
    if len(data) % 2 == 0:
        data = data[1:]
    found = bias(fit(kind, tuple((float(y),) for y in data), epsilon=1e-3)).current
    assert found.predicted is not None
    assert found.bias == pytest.approx(found.predicted, rel=0.02, abs=1e-7)


def test_no_prediction_where_there_is_more_than_one_median():
    found = bias(fit("fair", ((0.0,), (1.0,), (3.0,), (9.0,))))
    assert found.minimisers.kind == "interval"
    assert found.current.predicted is None
    assert found.current.bias == 0


def test_samples_on_the_median_leave_no_prediction():
    assert bias(fit("fair", ((0.0,), (2.0,), (2.0,), (2.0,), (9.0,)))).current.predicted is None


def test_what_is_asked_has_to_be_a_smoothed_location():
    assert flaw(Experiment(loss=LOSSES["fair"]()))[0] == "objective"
    assert flaw(fit("huber"))[0] == "loss"
    with pytest.raises(ValueError, match="invalid loss"):
        bias(fit("absolute"))
