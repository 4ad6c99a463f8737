"""Whole runs against PyTorch's own, recorded by scripts/record_torch.py."""

import json
import platform
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.core.run import run
from app.query import decode
from tests.core.rules import RULES

RECORDS = json.loads((Path(__file__).parent / "torch_trajectories.json").read_text("utf-8"))["records"]
WORST = {"adagrad": 2.3e-16, "adadelta": 3.5e-18, "rmsprop": 1.2e-16, "adam&run.1.beta1=0.5&run.1.beta2=0.9": 5.6e-17}
"""The largest distance that was measured; all others are PyTorch's bit for bit. Its square root is MKL's, which rounds
one number in 75 the other way, and ours is IEEE 754's: with that one in PyTorch, too, no distance is left."""
ALLOWED = 1e-14
"""Where powers of β may be rounded otherwise: by a C library that is not PyTorch's, glibc."""


def rule(link):
    """The method's part of a link."""
    return link.partition("run.1=")[2].partition("&run.1.step")[0]


def distance(iterates, recorded):
    """The largest difference, as a share of the iterate, or of 1 where that is smaller."""
    return (np.abs(iterates - recorded) / np.maximum(np.abs(recorded), 1)).max()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["link"])
def test_a_run_is_pytorchs(record):
    iterates, recorded = run(decode(parse_qsl(record["link"])))[0].iterates, np.array(record["iterates"])
    assert iterates.shape == recorded.shape
    limit = WORST.get(rule(record["link"]), 0.0) if platform.libc_ver()[0] == "glibc" else ALLOWED
    assert distance(iterates, recorded) <= limit


def test_every_method_is_recorded_that_pytorch_has():
    assert {rule(record["link"]).partition("&")[0] for record in RECORDS} == set(RULES) - {"sign", "lion"}


def test_the_runs_are_worth_comparing():
    for record in RECORDS:
        steps = np.abs(np.diff(record["iterates"], axis=0))
        assert len(steps) == 50
        assert np.count_nonzero(steps.max(axis=1)) > 25
