"""The wildest legal experiments against every route: an answer of finite numbers, or a refusal by the cost alone."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.cost import check_cost
from app.query import decode
from tests.core.strategies import experiments, wild
from tests.web.reading import ROUTES, SHAPES, address, parse, problem_of, text_of

points = st.one_of(st.none(), wild, st.tuples(wild, wild))


def check(client: TestClient, route: str, query: str) -> None:
    """A route answers a legal link, or says that it costs too much."""
    response = client.get(address(route, query))
    if response.status_code == 422:
        assert [each["field"] for each in problem_of(response)["errors"]] == ["steps"]
        assert "costs about" in response.json()["detail"]
        return
    assert response.status_code == 200
    parse(response.content)
    SHAPES[route].validate_json(response.content)


@pytest.mark.parametrize("route", ROUTES)
@settings(max_examples=settings.default.max_examples * 2)
@given(experiment=experiments(), packed=st.booleans())
def test_every_legal_experiment_is_answered(client: TestClient, route: str, experiment, packed: bool) -> None:
    check(client, route, text_of(experiment) + "&arrays=base64" * packed)


@given(experiment=experiments(), data=st.data())
def test_the_set_at_any_point_is_finite(client: TestClient, experiment, data) -> None:
    at = data.draw(st.tuples(*[wild] * len(experiment.names)))
    check(client, "subdifferential", f"{text_of(experiment)}&at={','.join(map(repr, at))}")


@given(experiment=experiments())
def test_every_legal_experiment_has_a_page(client: TestClient, experiment) -> None:
    response = client.get(f"/lab?{text_of(experiment)}")
    assert response.status_code == 200
    assert "Traceback" not in response.text
    for word in (">nan<", ">inf<", ">−inf<", ": NaN", ":NaN", "Infinity"):
        assert word not in response.text


@given(experiment=experiments())
def test_every_remedy_is_a_link_that_opens(client: TestClient, experiment) -> None:
    for run in client.get(address("descent", text_of(experiment))).json()["runs"]:
        for remedy in (finding["remedy"] for finding in run["findings"] if finding["remedy"]):
            check_cost(decode(parse_qsl(remedy["link"])))


def test_no_remedy_costs_too_much(client: TestClient) -> None:
    run = "&run.{0}=proximal_point&run.{0}.step=inverse_sqrt&run.{0}.step.size=0.001"
    query = "steps=2500&objective=scale&data=1:1,2:9" + "".join(run.format(i) for i in range(1, 6))
    answer = client.get(address("descent", query)).json()
    verdict = answer["runs"][0]["findings"][0]
    assert verdict["kind"] == "descending"
    assert verdict["remedy"] is None
