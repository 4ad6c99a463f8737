"""The best fits by other losses: mean, median and least squares as NumPy has them, and what is refused."""

from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from app.api.shapes import FitsAnswer
from app.content.fits import fitted
from app.core.catalogue import LOSSES, OBJECTIVES
from app.query import decode
from tests.web.reading import address, fields_of, parse, problem_of

CELLS = st.integers(-1_000, 1_000).map(lambda whole: whole / 10)
WITH_DATA = [kind for kind, entry in OBJECTIVES.items() if entry.columns]
ALL = ",".join(LOSSES)
ROWS = ",".join(f"{i % 37 - 18}:{i % 11 - 5}" for i in range(1000))


def told(client: TestClient, query: str) -> dict[str, dict[str, Any]]:
    """The fits by their losses."""
    response = client.get(address("fits", query))
    assert response.status_code == 200, response.text[:300]
    FitsAnswer.model_validate_json(response.content, strict=False)
    return {fit["loss"]: fit for fit in parse(response.content)["fits"]}


def ends(fit: dict[str, Any]) -> list[float]:
    return [fit["points"][0][0], fit["points"][-1][0]]


def link_of(objective: str, rows: list[tuple[float, ...]], losses: str) -> str:
    data = ",".join(":".join(map(str, row)) for row in rows)
    return f"objective={objective}&data={data}&losses={losses}"


@settings(deadline=None, max_examples=40)
@given(values=st.lists(CELLS, min_size=1, max_size=20))
def test_of_one_number_squared_is_the_mean_and_absolute_the_median(client: TestClient, values: list[float]) -> None:
    fits = told(client, link_of("location", [(value,) for value in values], "squared,absolute,quantile"))
    middle = np.sort(values)[[(len(values) - 1) // 2, len(values) // 2]]
    assert ends(fits["squared"]) == pytest.approx([np.mean(values)] * 2, abs=1e-9)
    assert ends(fits["absolute"]) == pytest.approx(list(middle), abs=1e-9)
    low, high = ends(fits["quantile"])
    assert low - 1e-9 <= np.quantile(values, 0.75, method="inverted_cdf") <= high + 1e-9


@settings(deadline=None, max_examples=40)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=3, max_size=20, unique_by=lambda row: row[0]))
def test_squared_is_least_squares(client: TestClient, rows: list[tuple[float, float]]) -> None:
    x, y = np.array(rows).T
    design = {"line": np.column_stack([x, np.ones(len(x))]), "scale": x[:, None]}
    for objective, table in design.items():
        fit = told(client, link_of(objective, rows, "squared"))["squared"]
        theta, *_ = np.linalg.lstsq(table, y, rcond=None)
        assert fit["points"][0] == pytest.approx(theta, rel=1e-6, abs=1e-6)
        assert fit["value"] == pytest.approx(np.mean((table @ theta - y) ** 2) / 2, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("objective", WITH_DATA)
def test_every_loss_has_an_answer_that_no_other_fit_beats(client: TestClient, objective: str) -> None:
    experiment = decode(parse_qsl(f"objective={objective}"))
    fits = told(client, f"objective={objective}&losses={ALL}")
    assert list(fits) == list(LOSSES)
    known = [point for fit in fits.values() for point in fit["points"] if None not in point]
    for kind, fit in fits.items():
        problem = fitted(experiment, LOSSES[kind]())
        others = [float(problem.value(np.array(point))) for point in known]
        if fit["value"] is not None:
            assert fit["value"] <= min(others) + 1e-7, kind
        if fit["kind"] in ("point", "points") and fit["exact"]:
            least = [float(problem.value(np.array(point))) for point in fit["points"]]
            assert least == pytest.approx([fit["value"]] * len(least), rel=1e-7, abs=1e-9), kind


def test_an_outlier_moves_the_mean_and_not_the_median(client: TestClient) -> None:
    near, far = (told(client, link_of("location", [(0,), (1,), (2,), (3,), (x,)], ALL)) for x in (4, 1000))
    assert (ends(near["squared"])[0], ends(far["squared"])[0]) == (2, pytest.approx(201.2))
    assert ends(near["absolute"]) == ends(far["absolute"]) == [2, 2]
    assert ends(far["huber"])[0] < 4


def test_the_loss_of_the_link_keeps_its_parameters(client: TestClient) -> None:
    fits = told(client, "objective=location&data=0,1,2,3&loss=quantile&loss.tau=0.1&losses=quantile,huber")
    assert fits["quantile"]["parameters"] == {"tau": 0.1}
    assert ends(fits["quantile"]) == [0, 0]
    assert fits["huber"]["parameters"] == {"delta": 1}


def test_a_statistic_is_named_where_it_is_one(client: TestClient) -> None:
    one = "objective=location&data=0,2,4&losses=squared"
    assert told(client, one)["squared"]["estimates"] == "the mean"
    held = told(client, f"{one}&penalty=l2&penalty.weight=1")["squared"]
    assert held["estimates"] is None
    assert held["points"][0][0] < 2
    assert told(client, "objective=line&losses=squared")["squared"]["estimates"] is None


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("losses=cubed", "losses", "unknown value 'cubed'; allowed: absolute,"),
        ("losses=", "losses", "unknown value ''"),
        ("losses=squared,squared", "losses", "once"),
        ("losses=squared&losses=absolute", "losses", "once"),
        ("objective=function&losses=squared", "objective", "is no sum of losses"),
        ("objective=line&data=1", "data", "sample 1 has 1 numbers"),
        (f"objective=line&data={ROWS}&losses={ALL}", "losses", f"name fewer losses ({len(LOSSES)}), or lower"),
    ],
)
def test_what_it_refuses_is_named(client: TestClient, query: str, field: str, said: str) -> None:
    response = client.get(address("fits", query))
    assert fields_of(response) == {field}
    assert said in problem_of(response)["errors"][0]["message"]


def test_a_link_may_be_posted(client: TestClient) -> None:
    form = dict(parse_qsl("objective=location&data=0,1,5&losses=absolute"))
    response = client.post("/api/v1/fits", data=form)
    assert response.json() == client.get("/api/v1/fits", params=form).json()
    assert ends(response.json()["fits"][0]) == [1, 1]


def test_it_is_documented(client: TestClient) -> None:
    openapi = client.get("/openapi.json").json()
    operation = openapi["paths"]["/api/v1/fits"]["get"]
    media = operation["responses"]["200"]["content"]["application/json"]
    schema = {**media["schema"], "components": openapi["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(media["example"])] == []
    assert [fit["loss"] for fit in media["example"]["fits"]] == ["squared", "absolute"]
    (own,) = (each for each in operation["parameters"] if each["name"] == "losses")
    for query in (f"losses={own['example']}", f"losses={own['schema']['default']}", *operation["x-examples"].values()):
        assert told(client, query)
