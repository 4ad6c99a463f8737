"""One answer holds the others, and its parts agree with each other."""

import hashlib
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from tests.web.examples import LINKS
from tests.web.reading import address, answer_to

ROOT = Path(__file__).resolve().parents[2]
every_link = pytest.mark.parametrize("query", LINKS.values(), ids=LINKS.keys())


@every_link
@pytest.mark.parametrize("part", ["loss", "landscape", "descent"])
def test_the_parts_are_what_their_own_routes_give(client: TestClient, query: str, part: str) -> None:
    own = answer_to(client, part, query)
    own.pop("relief", None)  # which is for pictures in three dimensions alone
    assert answer_to(client, "experiment", query)[part] == own


@every_link
def test_the_minimisers_are_told_alike(client: TestClient, query: str) -> None:
    answer = answer_to(client, "experiment", query)
    assert answer["landscape"]["minimisers"] == answer["descent"]["minimisers"]


@every_link
def test_the_lengths_of_a_run_fit_together(client: TestClient, query: str) -> None:
    answer = answer_to(client, "experiment", query)
    for run in answer["descent"]["runs"]:
        made = run["outcome"]["step"]
        assert len(run["iterates"]) == len(run["values"]) == len(run["gaps"]) == len(run["best_values"]) == made + 1
        assert len(run["step_sizes"]) == made <= answer["experiment"]["steps"]
        answered = made if run["outcome"]["kind"] == "non_finite" else made + 1
        assert len(run["subgradients"]) == len(run["subgradient_norms"]) == answered
        assert all(len(x) == len(answer["landscape"]["names"]) for x in run["iterates"] + run["subgradients"])
        assert all(hit["step"] <= made and len(hit["samples"]) <= hit["count"] for hit in run["kink_hits"])


@every_link
def test_a_run_starts_at_the_start_and_knows_its_best(client: TestClient, query: str) -> None:
    answer = answer_to(client, "experiment", query)
    start = answer["landscape"]["start"]
    for run in answer["descent"]["runs"]:
        assert run["iterates"][0] == start["theta"] == answer["experiment"]["start"]
        assert run["values"][0] == start["value"]
        assert run["best_values"] == np.minimum.accumulate(run["values"]).tolist()
        assert run["subgradient_norms"] == pytest.approx([float(np.linalg.norm(g)) for g in run["subgradients"]])
        lowest = answer["descent"]["minimisers"]["value"]
        assert run["gaps"] == pytest.approx([max(value - lowest, 0) for value in run["values"]])


@every_link
def test_one_verdict_comes_first(client: TestClient, query: str) -> None:
    for run in answer_to(client, "descent", query)["runs"]:
        assert [finding["verdict"] for finding in run["findings"]].index(True) == 0
        assert sum(finding["verdict"] for finding in run["findings"]) == 1


@every_link
def test_a_remedy_is_a_link_that_opens_and_differs(client: TestClient, query: str) -> None:
    answer = answer_to(client, "descent", query)
    remedies = [finding["remedy"] for run in answer["runs"] for finding in run["findings"] if finding["remedy"]]
    for remedy in remedies:
        assert remedy["title"]
        assert remedy["link"] != answer["link"]
        assert answer_to(client, "descent", remedy["link"])["link"] == remedy["link"]


def _is_rising(values: list[float]) -> bool:
    return all(low < high for low, high in pairwise(values))


@every_link
def test_a_picture_shows_its_window(client: TestClient, query: str) -> None:
    picture = answer_to(client, "landscape", query)
    if picture["parameters"] > 2:
        assert not {"window", "axes", "value"} & picture.keys()
        return
    axes = [picture["theta"]] if picture["parameters"] == 1 else picture["axes"]
    for axis, (low, high) in zip(axes, picture["window"], strict=True):
        assert _is_rising(axis)
        assert (axis[0], axis[-1]) == (low, high)
    if picture["parameters"] == 2:
        assert np.shape(picture["value"]) == (len(axes[1]), len(axes[0]))
    else:
        (low, high), kinks = picture["window"][0], {kink["theta"] for kink in picture["kinks"]}
        assert {theta for theta in kinks if low <= theta <= high} <= set(picture["theta"])


@every_link
def test_kinks_are_wider_than_a_point_and_told_twice_alike(client: TestClient, query: str) -> None:
    picture = answer_to(client, "landscape", query)
    for kink in picture.get("kinks", []):
        assert kink["left"] != kink["right"]
        if not picture["window"][0][0] <= kink["theta"] <= picture["window"][0][1]:
            continue
        at = picture["theta"].index(kink["theta"])
        told = {name: picture[name][at] for name in ("value", "left", "right", "reported")}
        assert told == {name: kink[name] for name in told}
        assert (kink["left"] < kink["right"]) == (kink["kind"] == "convex")
    for line in picture.get("kink_lines", []):
        (left, right), (low, high) = picture["window"]
        for first, second in line["points"]:
            assert left - 1e-9 <= first <= right + 1e-9
            assert low - 1e-9 <= second <= high + 1e-9


@pytest.mark.parametrize("at", ["0", "-1.5", "2"])
def test_the_set_at_a_point_agrees_with_the_picture(client: TestClient, at: str) -> None:
    query = "objective=scale&data=1:2,2:1,3:4&view=-3:3"
    found = answer_to(client, "subdifferential", f"{query}&at={at}")
    kinks = {kink["theta"]: kink for kink in answer_to(client, "landscape", query)["kinks"]}
    low, high = (ends := [vertex[0] for vertex in found["vertices"]])[0], ends[-1]
    if kink := kinks.get(float(at)):
        assert [low, high] == pytest.approx([kink["left"], kink["right"]])
    else:
        assert low == high
    assert found["distance"] == pytest.approx(max(low, -high, 0))
    assert found["stationary"] == (low <= 0 <= high)


def digests(answers: dict[str, bytes]) -> dict[str, str]:
    return {query: hashlib.sha256(body).hexdigest() for query, body in answers.items()}


def test_another_process_gives_the_same_bytes(client: TestClient) -> None:
    script = (
        "import json, sys\n"
        "from starlette.testclient import TestClient\n"
        "from app.main import app\n"
        "from tests.web.test_api_experiment import address, digests\n"
        "client = TestClient(app)\n"
        "queries = json.load(sys.stdin)\n"
        "print(json.dumps(digests({q: client.get(address('experiment', q)).content for q in queries})))\n"
    )
    queries = list(LINKS.values())
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(queries), env=os.environ | {"PYTHONHASHSEED": "12", "PYTHONPATH": str(ROOT)},
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    here: dict[str, Any] = {query: client.get(address("experiment", query)).content for query in queries}
    assert json.loads(done.stdout) == digests(here)
