"""The set at a step of a run is the set at that run's exact iterate."""

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.core.catalogue import LOSSES
from app.core.limits import LARGEST
from tests.web.examples import LINKS
from tests.web.reading import address, answer_to, fields_of

KINK = "objective=location&data=0.1,0.7,0.9&start=0.7&steps=5&run.1.step.size=0.1"
"""A run that starts on a kink whose place no float32 holds."""
TWO = "objective=line&steps=9&run.2=adam&run.5=sign"


@pytest.mark.parametrize("query", LINKS.values(), ids=LINKS.keys())
def test_a_step_is_its_exact_iterate(client: TestClient, query: str) -> None:
    for run in answer_to(client, "descent", query)["runs"]:
        for step in {0, len(run["iterates"]) // 2, len(run["iterates"]) - 1}:
            found = answer_to(client, "subdifferential", f"{query}&run={run['run']}&step={step}")
            if max(map(abs, run["iterates"][step])) > LARGEST:
                continue
            at = ",".join(map(repr, run["iterates"][step]))
            point = answer_to(client, "subdifferential", f"{query}&at={at}")
            told = run["subgradients"][step] if step < len(run["subgradients"]) else None
            assert found == point | {"run": run["run"], "step": step, "reported": told}


def test_what_float32_would_ask_for_misses_the_kink(client: TestClient) -> None:
    exact = answer_to(client, "subdifferential", f"{KINK}&run=1&step=0")
    assert exact["vertices"] == [[pytest.approx(-1 / 3)], [pytest.approx(1 / 3)]]
    rounded = answer_to(client, "subdifferential", f"{KINK}&at={float(np.float32(0.7))!r}")
    assert rounded["kind"] == "point"


def test_a_run_alone_starts_and_a_step_alone_is_of_the_first_run(client: TestClient) -> None:
    first = answer_to(client, "subdifferential", f"{TWO}&run=5")
    assert (first["run"], first["step"]) == (5, 0)
    later = answer_to(client, "subdifferential", f"{TWO}&step=3")
    assert (later["run"], later["step"]) == (2, 3)


def test_no_run_is_the_start(client: TestClient) -> None:
    found = answer_to(client, "subdifferential", KINK)
    assert (found["run"], found["step"], found["theta"]) == (None, None, [0.7])


@pytest.mark.parametrize("kind", LOSSES)
def test_it_says_whether_0_proves_a_minimiser(client: TestClient, kind: str) -> None:
    assert answer_to(client, "subdifferential", f"loss={kind}")["convex"] is LOSSES[kind]().convex


WRONG = {
    "run=1": "run", "run=9": "run", "run=two": "run", "run=2&run=2": "run", "run=": "run", "run=2.0": "run",
    "step=10": "step", "step=-1": "step", "step=x": "step", "step=1&step=1": "step", "run=5&step=1e1": "step",
    "run=2&at=0,0": "at", "step=2&at=0,0": "at",
}  # fmt: skip


@pytest.mark.parametrize(("query", "field"), WRONG.items(), ids=WRONG)
def test_what_is_not_there_is_named(client: TestClient, query: str, field: str) -> None:
    assert fields_of(client.get(address("subdifferential", f"{TWO}&{query}"))) == {field}


def test_a_step_after_the_end_of_a_run_is_told_where_it_ends(client: TestClient) -> None:
    query = "objective=scale&data=1:2,2:4,3:6&convention=naive&start=0&run.1.step.size=0.25&step=60"
    (error,) = client.get(address("subdifferential", query)).json()["errors"]
    assert error["field"] == "step"
    assert "0 to 4 allowed" in error["message"]
