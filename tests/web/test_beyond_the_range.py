"""Values that float64 cannot hold, and slopes that are infinite: null in answers, told in sentences, on every page."""

import pytest
from starlette.testclient import TestClient

from tests.web.reading import ROUTES, answer_to

OVERFLOW = "objective=location&data=2000&loss=exponential"
CUSP = "objective=location&loss=power&loss.power=0.5&start=0"
ENDLESS = {
    "F overflows at the start": OVERFLOW,
    "its least value overflows": "objective=scale&data=1:1000,-1:1000&loss=exponential",
    "F overflows in a part of the plane": "objective=classify&data=-1:1,1:1&loss=exponential&start=900,0",
    "with a penalty": "objective=line&data=0:0,1:2000&loss=exponential&penalty=elastic_net",
    "on a cusp": CUSP,
    "on a cusp of two lines": "objective=line&loss=power&loss.power=0.1&start=1,0",
    "a cusp and a corner": "objective=line&loss=power&loss.power=0.9&penalty=l1&start=0,0",
}
query_of_each = pytest.mark.parametrize("query", ENDLESS.values(), ids=ENDLESS.keys())


@query_of_each
@pytest.mark.parametrize("precision", ["float64", "float32", "float16"])
@pytest.mark.parametrize("route", ROUTES)
def test_every_route_answers(client: TestClient, route: str, query: str, precision: str) -> None:
    assert answer_to(client, route, f"{query}&precision={precision}&steps=8")


@query_of_each
@pytest.mark.parametrize("convention", ["zero", "naive", "left", "midpoint", "minimum_norm", "epsilon"])
def test_the_page_says_neither_nan_nor_inf(client: TestClient, query: str, convention: str) -> None:
    response = client.get(f"/lab?{query}&convention={convention}&steps=8")
    assert response.status_code == 200
    for word in (">nan<", ">inf<", ">−inf<", " nan ", " −inf", "NaN", "Infinity"):
        assert word not in response.text


def test_a_run_ends_where_f_overflows_at_its_start(client: TestClient) -> None:
    answer = answer_to(client, "experiment", OVERFLOW)
    (run,) = answer["descent"]["runs"]
    assert (run["values"], run["gaps"], run["best_values"]) == ([None], [None], [None])
    assert answer["landscape"]["start"]["value"] is None
    assert (run["outcome"]["kind"], run["outcome"]["step"]) == ("non_finite", 0)
    assert run["findings"][0]["sentence"] == "At iterate 0, θ = −1, F is more than float64 can hold."


@pytest.mark.parametrize("convention", ["left", "right", "midpoint", "random", "naive", "epsilon"])
def test_a_cusp_has_no_finite_answer(client: TestClient, convention: str) -> None:
    (run,) = answer_to(client, "descent", f"{CUSP}&convention={convention}")["runs"]
    assert (run["outcome"]["kind"], run["subgradients"]) == ("non_finite", [])
    assert "exactly on a cusp, where the slopes are −∞ and ∞" in run["findings"][0]["sentence"]


def test_zero_for_one_sample_leaves_the_others_slopes(client: TestClient) -> None:
    """Σ −½|r|^−½ over the samples 1, 2, 10 and 50, divided by 5."""
    (run,) = answer_to(client, "descent", f"{CUSP}&convention=zero")["runs"]
    assert run["subgradients"][0] == pytest.approx([-sum(y**-0.5 for y in (1, 2, 10, 50)) / 10])


def test_the_shortest_slope_of_a_cusp_is_zero(client: TestClient) -> None:
    (run,) = answer_to(client, "descent", f"{CUSP}&convention=minimum_norm")["runs"]
    assert run["findings"][0]["kind"] == "stalled"
    assert "F falls in no direction from that cusp" in run["findings"][0]["sentence"]


def test_the_set_at_a_cusp_is_endless(client: TestClient) -> None:
    found = answer_to(client, "subdifferential", CUSP)
    assert (found["kind"], found["vertices"], found["bounded"]) == ("interval", [[None], [None]], False)
    assert (found["minimum_norm"], found["stationary"]) == ([0], True)


def test_along_a_line_of_cusps_f_still_falls(client: TestClient) -> None:
    """(√|b| + √|w + b − 4|)/2 at (0, 0): the cusp holds b alone, and the nearest element lies along w."""
    found = answer_to(client, "subdifferential", "objective=line&data=0:0,1:4&loss=power&loss.power=0.5&start=0,0")
    assert not found["bounded"]
    assert not found["stationary"]
    assert found["minimum_norm"] == pytest.approx([-0.5 / 2 / 2, 0], abs=1e-12)


def test_a_slope_beyond_the_range_is_no_element(client: TestClient) -> None:
    found = answer_to(client, "subdifferential", OVERFLOW)
    assert (found["value"], found["vertices"], found["minimum_norm"], found["stationary"]) == (
        None,
        [[None]],
        [None],
        False,
    )
