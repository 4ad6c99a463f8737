"""The answer about smoothing: its shape, its figures, and what it refuses."""

import pytest
from starlette.testclient import TestClient

from app.api.shapes import SmoothingAnswer
from app.core.catalogue import LOSSES
from tests.web.reading import address, fields_of, is_typed, parse, unpacked

FIVE = "objective=location&data=0,1,2,10,50"
DIALS = sorted(kind for kind, loss in LOSSES.items() if loss.smoothing)


def told(client: TestClient, query: str) -> dict:
    response = client.get(address("smoothing", query))
    assert response.status_code == 200, response.text[:300]
    SmoothingAnswer.model_validate_json(response.content, strict=False)
    return parse(response.content)


@pytest.mark.parametrize("kind", DIALS)
def test_every_dial_is_answered(client: TestClient, kind: str) -> None:
    answer = told(client, f"{FIVE}&loss={kind}")
    lengths = {len(answer[name]) for name in ("value", "minimiser", "bias", "predicted_bias")}
    assert (answer["loss"], len(lengths)) == (kind, 1)
    assert answer["parameter"] == f"loss.{LOSSES[kind].smoothing}"
    assert answer["minimisers"]["kind"] == "point"


def test_the_figures_of_five_samples(client: TestClient) -> None:
    answer = told(client, f"{FIVE}&loss=fair&loss.epsilon=0.1")
    assert answer["current"]["bias"] == pytest.approx(1.398e-2, rel=1e-3)
    assert answer["current"]["predicted_bias"] == pytest.approx(1.354e-2, rel=1e-3)
    assert answer["sharp"] == "absolute"


def test_arrays_are_packed_on_request(client: TestClient) -> None:
    plain, packed = told(client, f"{FIVE}&loss=fair"), told(client, f"{FIVE}&loss=fair&arrays=base64")
    assert is_typed(packed["bias"])
    assert unpacked(packed)["value"] == pytest.approx(plain["value"], rel=1e-6)


@pytest.mark.parametrize(
    ("query", "field"),
    [("loss=fair", "objective"), (f"{FIVE}&loss=huber", "loss"), (f"{FIVE}&loss=fair&loss.epsilon=0", "loss.epsilon")],
)
def test_what_it_refuses_is_named(client: TestClient, query: str, field: str) -> None:
    assert fields_of(client.get(address("smoothing", query))) == {field}


def test_it_is_documented(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/api/v1/smoothing"]["get"]
    assert operation["responses"]["200"]["content"]["application/json"]["example"]["loss"] == "fair"
    for query in operation["x-examples"].values():
        assert told(client, query)
