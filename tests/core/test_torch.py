"""Whole runs against PyTorch's own, recorded by scripts/record_torch.py."""

import json
import platform
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.core.catalogue import METHODS
from app.core.run import run
from app.query import decode

RECORDS = json.loads((Path(__file__).parent / "torch_trajectories.json").read_text("utf-8"))["records"]
ROUNDED = {"adagrad", "adadelta", "rmsprop", "adam&run.1.beta1=0.5&run.1.beta2=0.9"}
"""By the measure of `distance` the worst is 3e-16, where the others are PyTorch's bit for bit: its square root is
MKL's, which rounds one number in 75 the other way, and ours is IEEE 754's."""
LIBRARY = platform.libc_ver()[0]
"""Powers of β are rounded by the C library: bit for bit means with PyTorch's, glibc."""


def rule(link):
    """The method's part of a link."""
    return link.partition("run.1=")[2].partition("&run.1.step")[0]


def distance(iterates, recorded):
    """The largest difference, as a share of the iterate, or of 1 where that is smaller."""
    return (np.abs(iterates - recorded) / np.maximum(np.abs(recorded), 1)).max()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["link"])
def test_a_run_is_pytorchs(record):
    iterates, recorded = run(decode(parse_qsl(record["link"])))[0].iterates, np.array(record["iterates"])
    if LIBRARY == "glibc" and rule(record["link"]) not in ROUNDED:
        assert np.array_equal(iterates, recorded)
    assert iterates.shape == recorded.shape
    assert distance(iterates, recorded) <= 1e-14


def test_every_method_is_recorded_that_pytorch_has():
    others = {"sign", "lion", "proximal_point"}
    assert {rule(record["link"]).partition("&")[0] for record in RECORDS} == set(METHODS) - others


def test_the_runs_are_worth_comparing():
    for record in RECORDS:
        steps = np.abs(np.diff(record["iterates"], axis=0))
        assert len(steps) == 50
        assert np.count_nonzero(steps.max(axis=1)) > 25
