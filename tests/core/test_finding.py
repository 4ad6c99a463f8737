"""Findings: labelled trajectories, each with the verdict that it deserves, and remedies that cure."""

import pytest
from hypothesis import given

from app.core.catalogue import FINDINGS
from app.core.diagnose import diagnose
from app.core.run import run
from app.query import change
from tests.core.runs import experiment
from tests.core.strategies import decimals, experiments

LINE = "objective=line data=0:0,1:1,2:3,3:5,4:2,5:3,6:16"
FIVE = "objective=location data=0,1,2,10,50"
FIT = "objective=scale data=1:2.1,2:3.9,3:6.2,4:7.8 start=0 run.1.step.size=0.05"
EXACT = "objective=scale data=1:2,2:4,3:6 start=0 run.1.step.size=0.25"
TILTED = "objective=scale data=2:1,1:-3"
CONSTANT = "start=1.03 steps=400 run.1.step.size=0.1"

VERDICTS = {
    # The absolute value, constant step: a 2-cycle unless an iterate hits the kink and stays
    "start=1 steps=60 run.1.step.size=0.3": "limit_cycle",
    CONSTANT: "limit_cycle",
    CONSTANT + " run.1=sign": "limit_cycle",
    CONSTANT + " run.1=heavy_ball run.1.momentum=0.5": "limit_cycle",
    CONSTANT + " run.1=adam convention=right steps=3000": "limit_cycle",
    CONSTANT + " convention=epsilon convention.epsilon=0.01": "limit_cycle",
    CONSTANT + " loss=quantile loss.tau=0.5 ": "limit_cycle",
    CONSTANT + " loss=epsilon_insensitive loss.epsilon=0": "limit_cycle",
    "start=1 steps=60 run.1.step.size=0.125": "optimal",
    "start=1 steps=60 run.1.step.size=0.125 convention=minimum_norm": "optimal",
    "start=1 steps=60 run.1.step.size=0.125 convention=right": "limit_cycle",
    "start=1 steps=60 run.1.step.size=0.125 convention=left": "limit_cycle",
    "start=1 steps=60 run.1.step.size=0.125 convention=naive": "non_finite",
    "start=0.7 steps=30 run.1.step=polyak": "optimal",
    "start=1 steps=30 run.1=proximal_point run.1.step.size=0.3": "optimal",
    CONSTANT + " convention=epsilon convention.epsilon=0.2": "optimal",
    # steps that shrink: on their way, or too short too soon
    "start=3.3 steps=200 run.1.step=inverse_sqrt run.1.step.size=0.5": "descending",
    "start=10 steps=1000 run.1.step=inverse run.1.step.size=1": "descending",
    "start=5 steps=800 run.1.step=geometric run.1.step.size=0.3 run.1.step.ratio=0.9": "stalled",
    "start=100 steps=60 run.1.step.size=0.3": "descending",
    # a smooth loss, the same step
    FIT + " steps=200 loss=squared": "optimal",
    FIT + " steps=200": "limit_cycle",
    FIT + " steps=200 loss=squared run.1.step.size=0.3": "diverged",
    FIT + " steps=4000 loss=squared run.1.step.size=0.3": "diverged",
    "start=2 steps=400 loss=huber run.1.step.size=0.1": "optimal",
    "start=2 steps=400 loss=log_cosh run.1.step.size=0.1": "optimal",
    "start=2 steps=400 loss=pseudo_huber run.1.step.size=0.5": "optimal",
    "start=1 steps=60 loss=squared run.1.step.size=2": "limit_cycle",
    # the textbook formula
    EXACT + " convention=naive": "non_finite",
    EXACT + " convention=zero": "optimal",
    EXACT + " convention=epsilon convention.epsilon=1e-8 precision=float16": "non_finite",
    LINE + " start=0,0 convention=naive": "non_finite",
    # medians, flat sets, quantiles
    FIVE + " start=0 steps=60 reduction=sum run.1.step.size=0.125": "optimal",
    FIVE + " start=7.3 steps=400 run.1.step.size=0.7": "limit_cycle",
    "objective=location data=0,1,3,9 start=7.3 steps=60 run.1.step.size=0.5": "optimal",
    "objective=location data=0,1,3,9 start=20 steps=300 loss=quantile loss.tau=0.6 run.1.step.size=0.37": "limit_cycle",
    "start=5 steps=60 loss=epsilon_insensitive loss.epsilon=1 run.1.step.size=0.3": "optimal",
    "start=-3 steps=60 loss=hinge run.1.step.size=0.3": "optimal",
    "start=0 steps=400 loss=logistic run.1.step.size=1": "descending",
    # lines
    LINE + " start=0,0 steps=1000 run.1.step.size=0.05": "limit_cycle",
    LINE + " start=0,0 steps=1000 run.1=adam run.1.step.size=0.05": "oscillating",
    LINE + " start=0,0 steps=1000 run.1=rmsprop run.1.step.size=0.0371": "oscillating",
    LINE + " start=0,0 steps=200 run.1.step=inverse_sqrt run.1.step.size=0.5": "descending",
    LINE + " start=1.5,0 steps=100 reduction=sum run.1.step.size=0.0078125": "limit_cycle",
    LINE + " start=1.5,0 steps=100 convention=minimum_norm": "optimal",
    LINE + " start=0,0 steps=60 run.1=proximal_point run.1.step.size=3": "optimal",
    LINE + " start=0,0 steps=200 loss=squared run.1.step.size=0.2": "diverged",
    LINE + " start=0,0 steps=4000 loss=squared run.1.step.size=0.05": "optimal",
}  # fmt: skip


def examined(link):
    """The findings of the first run by kind; the first is the verdict."""
    one = decode_last(link)
    return {finding.kind: found for finding, found in diagnose(one, one.runs[0], run(one)[0])}


def decode_last(link):
    """The experiment of a link in which a key that is given again counts the last time."""
    keys = dict(pair.split("=", 1) for pair in link.split())
    return experiment(" ".join("=".join(pair) for pair in keys.items()))


def verdict(link):
    return next(iter(examined(link)))


@pytest.mark.parametrize("link", VERDICTS)
def test_verdicts(link):
    assert verdict(link) == VERDICTS[link]


def test_there_is_a_labelled_run_for_every_verdict():
    assert set(VERDICTS.values()) == {kind for kind, finding in FINDINGS.items() if finding.is_verdict}


@given(experiments(decimals, most_steps=60))
def test_every_run_has_one_verdict_and_it_comes_first(one):
    for each, found in zip(one.runs, run(one), strict=True):
        findings = [finding for finding, _ in diagnose(one, each, found)]
        assert [finding.is_verdict for finding in findings] == [True] + [False] * (len(findings) - 1)
        assert len({finding.kind for finding in findings}) == len(findings)


@given(experiments(most_steps=30))
def test_every_sentence_is_one_and_every_remedy_a_valid_link(one):
    for each, found in zip(one.runs, run(one), strict=True):
        for _, said in diagnose(one, each, found):
            assert said.sentence.endswith(".")
            assert "nan" not in said.sentence.lower().replace("finan", "")
            if said.remedy is not None:
                assert change(one, said.remedy.changes) != one


CURED = {
    CONSTANT: {"descending", "optimal"},
    EXACT + " convention=naive": {"optimal"},
    LINE + " start=0,0 convention=naive steps=100": {"oscillating", "descending", "limit_cycle"},
    FIT + " steps=200 loss=squared run.1.step.size=0.3": {"optimal"},
    LINE + " start=0,0 steps=1000 run.1.step.size=0.05": {"descending"},
    LINE + " start=0,0 steps=1000 run.1=adam run.1.step.size=0.05": {"descending"},
    EXACT + " convention=epsilon convention.epsilon=1e-8 precision=float16": {"optimal"},
}
"""What the remedy of each run's verdict makes of it."""


@pytest.mark.parametrize("link", CURED)
def test_remedies_cure(link):
    before = examined(link)
    kind = next(iter(before))
    mended = change(decode_last(link), before[kind].remedy.changes)
    after = next(finding.kind for finding, _ in diagnose(mended, mended.runs[0], run(mended)[0]))
    assert after != kind
    assert after in CURED[link]


def test_no_other_step_rule_is_offered_to_a_method_that_finds_its_own_lengths():
    assert examined(CONSTANT + " run.1=rprop")["limit_cycle"].remedy is None
    assert examined(CONSTANT + " run.1=lion")["limit_cycle"].remedy is not None


def test_a_cycle_is_measured_and_foretold():
    for link, amplitude in (
        (CONSTANT, 0.05),
        (CONSTANT + " convention=epsilon convention.epsilon=0.01 steps=2000", 0.04),
        ("objective=scale data=3:6 start=0.7 steps=200 run.1.step.size=0.03", 0.045),
    ):
        evidence = examined(link)["limit_cycle"].evidence
        assert evidence["period"] == 2
        assert evidence["amplitude"] == pytest.approx(amplitude, rel=1e-3)
        assert evidence["predicted_amplitude"] == pytest.approx(amplitude)


def test_the_failing_division_is_named():
    said = examined(EXACT + " convention=naive")["non_finite"]
    assert said.evidence["step"] == 4
    assert said.evidence["samples"] == [0, 1, 2]
    assert "x = 1, y = 2" in said.sentence
    assert "r/|r| is 0/0" in said.sentence


def test_notes_tell_where_a_kink_was_hit_and_which_minimiser_was_chosen():
    found = examined("objective=location data=0,1,3,9 start=-3 steps=60 run.1.step.size=0.5")
    assert set(found) == {"optimal", "kink_hit", "flat_minimisers"}
    assert found["flat_minimisers"].evidence["low"] == 1
    assert found["flat_minimisers"].evidence["high"] == 3
    assert found["flat_minimisers"].evidence["chosen"] == [1.125]
    assert found["kink_hit"].evidence["theta"] == [0]


@pytest.mark.parametrize("size", ["8e-211", "1e-9", "100001", "1e6"])
def test_steps_too_short_to_move_anything_get_longer_ones_within_bounds(size):
    link = "objective=scale data=1e-14:0 convention=epsilon start=1 steps=1 run.1=adagrad run.1.epsilon=1"
    link += f" run.1.step=inverse_sqrt run.1.step.size={size}"
    remedy = examined(link)["stalled"].remedy
    if size == "1e6":
        assert remedy is None
    else:
        assert change(experiment(link), remedy.changes).runs[0].step.size > float(size)
