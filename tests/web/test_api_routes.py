"""What holds for every route that takes a link."""

import random

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.query import decode
from tests.web.examples import EVERY_CHOICE, LINKS, choosing
from tests.web.reading import ROUTES, address, answer_to, is_typed, unpacked

every_route = pytest.mark.parametrize("route", ROUTES)
every_link = pytest.mark.parametrize("query", LINKS.values(), ids=LINKS.keys())


@every_link
@every_route
def test_answers_are_true_to_their_shape_and_finite(client: TestClient, route: str, query: str) -> None:
    assert answer_to(client, route, query)


@every_route
@pytest.mark.parametrize(("key", "kind"), EVERY_CHOICE, ids=[kind for _, kind in EVERY_CHOICE])
def test_every_entry_is_answered(client: TestClient, route: str, key: str, kind: str) -> None:
    assert answer_to(client, route, choosing(key, kind))


@every_link
@every_route
def test_typed_arrays_hold_the_same_numbers(client: TestClient, route: str, query: str) -> None:
    lists = answer_to(client, route, query)
    packed = answer_to(client, route, f"{query}&arrays=base64".lstrip("&"))
    assert _same(unpacked(packed), lists)


def _same(packed: object, plain: object) -> bool:
    """Whether two JSON values are equal, numbers as nearly as float32 can say."""
    if isinstance(plain, dict) and isinstance(packed, dict):
        return list(plain) == list(packed) and all(_same(packed[key], plain[key]) for key in plain)
    if isinstance(plain, list) and isinstance(packed, list):
        return len(plain) == len(packed) and all(map(_same, packed, plain))
    if isinstance(plain, float) and isinstance(packed, float):
        return bool(np.isclose(packed, plain, rtol=6e-8, atol=0))
    return type(plain) is type(packed) and plain == packed


@pytest.mark.parametrize(
    ("route", "names"),
    [
        ("loss", ["r", "value", "left", "right", "lower", "upper"]),
        ("landscape", ["theta", "value", "left", "right"]),
    ],
)
def test_long_arrays_are_typed_on_request_alone(client: TestClient, route: str, names: list[str]) -> None:
    plain, packed = answer_to(client, route), answer_to(client, route, "arrays=base64")
    assert all(isinstance(plain[name], list) for name in names)
    assert all(is_typed(packed[name]) for name in names)
    assert answer_to(client, route, "arrays=json") == plain


@every_link
def test_the_canonical_link_opens_the_same_answer(client: TestClient, query: str) -> None:
    answer = answer_to(client, "experiment", query)
    assert answer["link"] == answer["descent"]["link"]
    again = client.get(address("experiment", answer["link"]))
    assert again.content == client.get(address("experiment", query)).content
    assert again.json()["link"] == answer["link"]


@every_link
@every_route
def test_the_same_link_gives_the_same_bytes(client: TestClient, route: str, query: str) -> None:
    first, second = client.get(address(route, query)), client.get(address(route, query))
    assert first.content == second.content


@every_link
@every_route
def test_the_order_of_the_keys_is_of_no_account(client: TestClient, route: str, query: str) -> None:
    keys = answer_to(client, "experiment", query)["link"].split("&")
    shuffled = random.Random(3).sample(keys, len(keys))
    assert client.get(address(route, "&".join(shuffled))).content == client.get(address(route, query)).content


@every_link
def test_the_answer_tells_the_experiment_that_the_link_means(client: TestClient, query: str) -> None:
    told = answer_to(client, "experiment", query)["experiment"]
    meant = decode(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    assert told["objective"] == meant.objective.kind
    assert told["loss"] == {"kind": meant.loss.kind, **meant.loss.parameters()}
    assert told["convention"] == {"kind": meant.convention.kind, **meant.convention.parameters()}
    assert tuple(told["start"]) == meant.start
    assert (told["steps"], told["seed"], told["precision"]) == (meant.steps, meant.seed, meant.precision)
    assert [run["run"] for run in told["runs"]] == [run.number for run in meant.runs]
    assert [run["step"]["kind"] for run in told["runs"]] == [run.step.kind for run in meant.runs]


def test_packed_data_opens_as_the_plain_data(client: TestClient) -> None:
    rows = ",".join(f"{i}:{i % 7}" for i in range(500))
    answer = answer_to(client, "experiment", f"objective=scale&data={rows}&steps=5")
    assert "&data=z1:" in answer["link"]
    assert len(answer["link"]) < len(rows)
    assert answer_to(client, "experiment", answer["link"]) == answer
