"""The findings against the verdicts of a person who knows the functions, over trajectories of every kind."""

import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

from app.core.diagnose import diagnose
from app.core.run import run
from app.query import decode

LABELLED = tomllib.loads((Path(__file__).parent / "labelled.toml").read_text("utf-8"))
MISSES = 2
"""Of at least fifty: how many may be wrong. Those that are stand in `KNOWN`."""
KNOWN: set[str] = set()


def verdict(query):
    experiment = decode(parse_qsl(query, keep_blank_values=True))
    [trajectory] = run(experiment)
    return diagnose(experiment, experiment.runs[0], trajectory)[0][0].kind


def test_at_least_48_of_50_are_classified_rightly():
    cases = [(name, label, query) for label, links in LABELLED.items() for name, query in links.items()]
    wrong = {name: (label, found) for name, label, query in cases if (found := verdict(query)) != label}
    assert len(cases) >= 50
    assert len(wrong) <= MISSES, wrong
    assert set(wrong) == KNOWN


def test_every_verdict_is_labelled():
    from app.core.catalogue import FINDINGS

    assert set(LABELLED) == {kind for kind, finding in FINDINGS.items() if finding.is_verdict}
