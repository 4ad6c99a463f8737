"""What a sweep answers at each value is what the other routes answer to that value alone."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.shapes import SweepAnswer
from tests.web.reading import parse

RUNS = "run.1=subgradient&run.1.step.size=0.3&run.2=adam&run.2.step=inverse_sqrt"
SWEEPS = [
    (f"start=-1&steps=20&{RUNS}", "run.1.step.size", ["0.05", "0.5", "0.2"]),
    (f"objective=line&steps=15&view=-3:3,-3:3&{RUNS}&frame=7", "run.2.beta1", ["0", "0.5"]),
    ("objective=location&loss=huber&view=-2:4&steps=10", "loss.delta", ["0.5", "3"]),
    ("objective=line&loss=huber&view=-3:3,-2:5&steps=10", "loss.delta", ["0.5", "2"]),
    ("objective=function&f=weighted_absolute&steps=5&view=-2:2,-2:2", "f.weight", ["1", "20"]),
    ("objective=scale&data=1:2,2:4&start=2&convention=naive&steps=30", "run.1.step.size", ["1", "0.25"]),
]
"""Links, keys, and values of them."""
every_sweep = pytest.mark.parametrize(("link", "key", "values"), SWEEPS, ids=[key for _, key, _ in SWEEPS])


def swept(client: TestClient, link: str, key: str, values: list[str]) -> Any:
    response = client.get(f"/api/v1/sweep?{link}&key={key}&values={','.join(values)}")
    assert response.status_code == 200, response.text
    SweepAnswer.model_validate_json(response.content)
    return parse(response.content)


def alone(client: TestClient, link: str, key: str, value: str) -> Any:
    return client.get(f"/api/v1/experiment?{urlencode(dict(parse_qsl(link)) | {key: value})}").json()


@every_sweep
def test_the_paths_are_those_of_each_value_alone(client: TestClient, link: str, key: str, values: list[str]) -> None:
    for value, position in zip(values, swept(client, link, key, values)["positions"], strict=True):
        whole = alone(client, link, key, value)
        assert (position["value"], position["link"], position["title"]) == (value, whole["link"], whole["title"])
        for drawn, run in zip(position["runs"], whole["descent"]["runs"], strict=True):
            assert (drawn["run"], drawn["title"], drawn["outcome"]) == (run["run"], run["title"], run["outcome"])
            assert np.allclose(drawn["iterates"], run["iterates"], atol=6 / 8192)
            assert drawn["values"] == (run["values"] if whole["landscape"]["parameters"] == 1 else None)


@every_sweep
def test_what_is_said_of_the_shown_step_is_exact(client: TestClient, link: str, key: str, values: list[str]) -> None:
    for value, position in zip(values, swept(client, link, key, values)["positions"], strict=True):
        for drawn, run in zip(position["runs"], alone(client, link, key, value)["descent"]["runs"], strict=True):
            shown = drawn["shown"]
            k, slopes = (
                min(int(dict(parse_qsl(link)).get("frame", 10**6)), len(run["iterates"]) - 1),
                run["subgradients"],
            )
            assert shown == {
                "step": k,
                "theta": run["iterates"][k],
                "value": run["values"][k],
                "subgradient": slopes[k] if k < len(slopes) else None,
                "kink_hit": next((hit for hit in run["kink_hits"] if hit["step"] == k), None),
            }


@every_sweep
def test_landscapes_come_where_the_key_changes_them(client: TestClient, link: str, key: str, values: list[str]) -> None:
    found = swept(client, link, key, values)
    is_of_f = not key.startswith("run.")
    assert found["parts"] == (["landscape", "runs"] if is_of_f else ["runs"])
    for value, position in zip(values, found["positions"], strict=True):
        if not is_of_f:
            assert position["landscape"] is None
            continue
        whole, drawn = alone(client, link, key, value)["landscape"], position["landscape"]
        assert {name: drawn[name] for name in ("window", "minimisers", "start")} == {
            name: whole[name] for name in ("window", "minimisers", "start")
        }
        for name in ("theta", "value", "kinks") if whole["parameters"] == 1 else ("kink_lines",):
            assert drawn[name] == whole[name]


def test_an_invalid_value_has_its_error_and_harms_no_other(client: TestClient) -> None:
    found = swept(client, "steps=5", "run.1.step.size", ["-1", "0.1", "much"])
    assert [bool(each["errors"]) for each in found["positions"]] == [True, False, True]
    assert [each["runs"] is None for each in found["positions"]] == [True, False, True]
    assert {error["field"] for each in found["positions"] for error in each["errors"]} == {"run.1.step.size"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("values=1", "key"),
        ("key=steps", "values"),
        ("key=steps&key=seed&values=1", "key"),
        (f"key=steps&values={','.join(['1'] * 65)}", "values"),
        ("key=data&values=1", "key"),
        ("loss=none&key=steps&values=1", "loss"),
        (f"steps=10000&{RUNS}&key=run.1.step.size&values={','.join(['1'] * 64)}", "values"),
    ],
)
def test_what_is_asked_wrongly_is_refused(client: TestClient, query: str, field: str) -> None:
    response = client.get(f"/api/v1/sweep?{query}")
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]
