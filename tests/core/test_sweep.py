"""Laws of many experiments at once: what is shared changes nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.run import run
from app.core.sweep import run_all
from tests.core.runs import experiment
from tests.core.strategies import decimals, experiments, runs
from tests.core.test_run import assert_same

KINDS = ("subgradient", "adam", "rmsprop", "adagrad")


@given(experiments(decimals, most_steps=9), st.lists(runs(), max_size=4), st.data())
def test_a_sweep_is_its_experiments_one_by_one(one, others, draws):
    count = len(one.data)
    fitting = [tuple(run for run in each if not run.unmet(one.problem, one.batch)) for each in others]
    swept = [one, *(one.changed(runs=each) for each in fitting if each)]
    if count and not one.batch:
        swept.insert(draws.draw(st.integers(0, len(swept))), one.changed(steps=one.steps + 1))
    for each, found in zip(swept, run_all(swept), strict=True):
        for shared, alone in zip(found, run(each), strict=True):
            assert_same(shared, alone)


def test_every_position_of_a_slider_has_its_own_run():
    link = "objective=line steps=40" + "".join(f" run.{i}={kind}" for i, kind in enumerate(KINDS, 1))
    sizes = np.geomspace(0.001, 1, 16)
    swept = [experiment(link + "".join(f" run.{i}.step.size={size}" for i in range(1, 5))) for size in sizes]
    found = run_all(swept)
    assert len({row[1].iterates.tobytes() for row in found}) == len(sizes)
    for each, row in zip(swept, found, strict=True):
        for shared, alone in zip(row, run(each), strict=True):
            assert_same(shared, alone)
