"""Errors that are not about a link: no such page, no such method, our own fault; and queries drawn at random."""

from typing import Any

import pytest
from httpx2 import QueryParams
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.main import create_app
from tests.web.examples import CHOICES
from tests.web.reading import ROUTES, SHAPES, address, parse, problem_of

NOWHERE = [
    "/api/v1/nothing",
    "/api/v1/",
    "/api/v2/loss",
    "/nothing",
    "/static/nothing.js",
    "/api/v1/loss/deeper",
    "/%00",
    "/lab/x",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_no_such_page(client: TestClient, path: str) -> None:
    body = problem_of(client.get(path), 404)
    assert body["errors"] == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [*(address(route) for route in ROUTES), "/api/v1/catalogue", "/healthz", "/lab"])
def test_no_such_method(client: TestClient, path: str, method: str) -> None:
    response = client.request(method, path)
    problem_of(response, 405)
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize("path", ["/api/v1/catalogue", "/healthz", "/", "/reference"])
def test_what_takes_no_link_is_not_posted(client: TestClient, path: str) -> None:
    problem_of(client.post(path), 405)


def test_our_own_fault_is_told_in_the_same_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr("app.api.loss.loss_content", fail)
    with TestClient(create_app(), raise_server_exceptions=False) as client:
        body = problem_of(client.get("/api/v1/loss"), 500)
    assert "secret" not in str(body)


KEYS = [
    "v", "objective", "data", "f", "reduction", "loss", "loss.delta", "loss.tau", "penalty", "convention", "start",
    "convention.epsilon", "steps", "run.1", "run.2", "run.8", "run.1.step", "run.1.step.size", "run.2.beta1", "seed",
    "precision", "frame", "view", "batch", "arrays", "at",
]  # fmt: skip
KINDS = [kind for registry in CHOICES.values() for kind in registry]
keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=12))
texts = st.one_of(
    st.sampled_from([*KINDS, "mean", "float16", "base64", "z1:", "nan", "-3:3", "1,2", "1:2,3:4", "1e12", ""]),
    st.integers(-5, 200).map(str),
    st.floats().map(str),
    st.text(max_size=30),
)
queries = st.lists(st.tuples(keys, texts), max_size=8).map(lambda pairs: str(QueryParams(pairs)))


def check(client: TestClient, route: str, query: str) -> None:
    response = client.get(address(route, query))
    if response.status_code == 200:
        parse(response.content)
        SHAPES[route].validate_json(response.content)
    else:
        assert problem_of(response)["errors"]


@pytest.mark.parametrize("route", ROUTES)
@given(query=queries)
def test_any_query_is_answered_or_refused(client: TestClient, route: str, query: str) -> None:
    check(client, route, query)


@given(query=queries)
def test_any_query_has_a_page(client: TestClient, query: str) -> None:
    response = client.get(f"/lab?{query}")
    assert response.status_code in (200, 422)
    assert response.headers["content-type"] == "text/html; charset=utf-8"


@given(raw=st.binary(max_size=60))
def test_any_bytes_are_answered_or_refused(client: TestClient, raw: bytes) -> None:
    check(client, "loss", "".join(f"%{byte:02X}" for byte in raw))
