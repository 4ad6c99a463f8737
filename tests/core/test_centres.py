"""Kinks that are single points: the centres of norms, where F has a kink there."""

import numpy as np
import pytest

from app.core.function_problem import FunctionProblem
from app.core.sampled_problem import pose_function
from app.core.written import Written

WINDOW = ((-3.0, 4.0), (-2.0, 3.0))
KNOWN = {
    "norm(a - 1, b - 2)": [(1, 2)],
    "norm(a + b, a - b - 1, a) + norm(3*a, b)": [(0, 0)],
    "norm(a, b)^2": [],
    "norm(a - 9, b)": [],
    "norm(a, 2*a)": [],
    "norm(exp(a) - 2, b^3 + b)": [(np.log(2), 0)],
}


@pytest.mark.parametrize("text", KNOWN)
def test_centres_of_norms_are_points(text):
    curves = FunctionProblem(Written(text=text)).kink_curves(WINDOW)
    found = [curve.points[0] for curve in curves if len(curve.points) == 1]
    assert len(found) == len(KNOWN[text])
    for point, known in zip(found, KNOWN[text], strict=True):
        assert point == pytest.approx(known, abs=1e-12)


def test_every_sample_has_its_centre():
    rows = ((0.0, 0.0), (1.0, 2.0), (3.5, -1.0), (30.0, 0.0))
    curves = pose_function(Written(text="norm(a - x, b - y)"), rows).kink_curves(WINDOW)
    found = {curve.samples: tuple(curve.points[0].tolist()) for curve in curves if len(curve.points) == 1}
    assert found == {(0,): (0.0, 0.0), (1,): (1.0, 2.0), (2,): (3.5, -1.0)}
