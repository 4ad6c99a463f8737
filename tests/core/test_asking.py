"""Laws of what all runs share at a step: it is the oracle's answer, bit by bit, of every row alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.asking import Asking
from app.core.catalogue import CONVENTIONS, LOSSES
from app.core.experiment import Experiment
from app.core.run import FARTHEST
from tests.core.runs import experiment
from tests.core.strategies import PRECISIONS, any_of, decimals, subjects, wild

SHARED = {kind: each for kind, each in CONVENTIONS.items() if not (each.draws or each.whole)}


def assert_answers(problem, convention, points, farthest):
    g = np.empty_like(points)
    both = points, points[::-1].copy()
    asking = Asking(problem, convention, both, g, farthest)
    with np.errstate(all="ignore"):
        for which, x in enumerate(both):
            asking(which)
            alone = [problem.ask(convention, row[None]).subgradient[0] for row in x]
            assert g.tobytes() == np.array(alone, x.dtype).tobytes()


FITS = subjects().filter(lambda what: what["objective"].has_data)


@given(FITS, any_of(SHARED), st.sampled_from(PRECISIONS), st.data())
def test_the_shared_answer_is_each_rows_own(what, convention, precision, draws):
    one = Experiment(**what)
    points = draws.draw(st.lists(st.tuples(*[wild | decimals] * len(one.names)), min_size=1, max_size=9))
    with np.errstate(over="ignore"):
        x = np.array(points).astype(precision)
        problem = one.problem.cast(np.dtype(precision).type)
    near = np.abs(x).max() <= FARTHEST[precision]  # of other points nothing is promised
    if near:
        assert_answers(problem, convention, x, FARTHEST[precision])


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("convention", SHARED)
def test_so_it_is_at_kinks_and_beside_them(loss, convention):
    posed = experiment("objective=location data=0,1,3").changed(loss=LOSSES[loss]()).problem
    sign = posed.matrix[0, 0]
    at = np.add.outer([0.0, 1.0, 3.0], [*posed.loss.kinks(), -0.0, 0.5]).ravel() * sign
    x = np.concatenate([at, np.nextafter(at, 9), np.nextafter(at, -9)])[:, None]
    assert_answers(posed, CONVENTIONS[convention](), x, FARTHEST["float64"])
