"""Tables of figures: the numbers of the API, in full precision, in CSV that anything reads and nothing computes."""

import csv
from io import StringIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.shapes.table import TableAnswer
from app.figures.catalogue import FIGURES, figures_of
from app.query import decode
from tests.web.examples import LINKS
from tests.web.reading import address, answer_to, fields_of, parse, problem_of

every_link = pytest.mark.parametrize("query", LINKS.values(), ids=LINKS.keys())


def figures(query: str) -> list[str]:
    """The figures that there are of a link."""
    return [each.kind for each in figures_of(decode(tuple(p.split("=", 1)) for p in query.split("&") if p))]


def as_json(client: TestClient, figure: str, query: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/table.json?figure={figure}&{query}")
    assert response.status_code == 200, response.text[:300]
    TableAnswer.model_validate_json(response.content)
    return dict(parse(response.content))


def rows_of(client: TestClient, figure: str, query: str, part: str) -> list[dict[str, Any]]:
    """The rows of one part, by column."""
    table = as_json(client, figure, query)
    names = [column["name"] for column in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in table["rows"] if row[0] == part]


def column(rows: list[dict[str, Any]], name: str) -> list[Any]:
    return [row[name] for row in rows]


@every_link
def test_csv_and_json_have_the_same_cells(client: TestClient, query: str) -> None:
    for figure in figures(query):
        table = as_json(client, figure, query)
        response = client.get(f"/api/v1/table.csv?figure={figure}&{query}")
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        head, *rows = csv.reader(StringIO(response.content.decode("utf-8"), newline=""), strict=True)
        assert head == [each["name"] for each in table["columns"]]
        assert len(set(head)) == len(head)
        assert rows == [[_text(cell) for cell in row] for row in table["rows"]]
        assert [[_number(cell) for cell in row] for row in rows] == [[_plain(c) for c in row] for row in table["rows"]]


def _text(cell: Any) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else repr(cell)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _plain(cell: Any) -> float | str:
    return "" if cell is None else cell if isinstance(cell, str) else float(cell)


@every_link
def test_columns_say_what_they_are_and_every_part_is_told_in_the_first(client: TestClient, query: str) -> None:
    for figure in figures(query):
        table = as_json(client, figure, query)
        assert all(each["about"].endswith(".") or each["name"] == "part" for each in table["columns"])
        told = {word.strip() for word in table["columns"][0]["about"].partition(":")[2].split(",")}
        assert {row[0] for row in table["rows"]} <= told
        assert table["link"] == answer_to(client, "experiment", query)["link"]


@every_link
def test_paths_and_histories_are_those_of_the_api(client: TestClient, query: str) -> None:
    answer = answer_to(client, "experiment", query)
    paths, histories = (rows_of(client, *of) for of in (("objective", query, "path"), ("histories", query, "history")))
    names, runs = answer["landscape"]["names"], answer["descent"]["runs"]
    assert [[row[name] for name in names] for row in paths] == [point for run in runs for point in run["iterates"]]
    assert column(paths, "F") == column(histories, "F") == [value for run in runs for value in run["values"]]
    assert column(histories, "above_least") == [gap for run in runs for gap in run["gaps"]]
    for run in runs:
        own = [row for row in histories if row["run"] == run["run"]]
        assert column(own, "step") == list(range(len(run["iterates"])))
        assert column(own, "step_size") == [*run["step_sizes"], None]
        assert column(own, "title") == [run["title"]] * len(own)
        assert column(own, "subgradient_norm")[: len(run["subgradient_norms"])] == run["subgradient_norms"]


def test_theorems_are_told_where_they_apply(client: TestClient) -> None:
    query = "objective=line&steps=30&run.1.step=inverse_sqrt"
    (run,) = answer_to(client, "descent", query)["runs"]
    bounds = rows_of(client, "histories", query, "bound")
    expected = [
        (each["name"], *pair)
        for each in run["theory"]
        if each["applies"]
        for pair in zip(each["steps"], each["values"], strict=True)
    ]
    assert expected
    assert [(row["theorem"], row["step"], row["bound"]) for row in bounds] == expected


@pytest.mark.parametrize("query", ["", "objective=location&data=0,1,3,9&convention=naive", "loss=power&loss.power=0.5"])
def test_curves_and_slopes_are_those_of_the_api(client: TestClient, query: str) -> None:
    shown, loss = answer_to(client, "landscape", query), answer_to(client, "loss", query)
    curve, kinks = (rows_of(client, "objective", query, part) for part in ("curve", "kink"))
    assert (column(curve, "θ"), column(curve, "F")) == (shown["theta"], shown["value"])
    assert [[row[name] for name in ("θ", "F", "slope_left", "slope_right", "reported", "kind")] for row in kinks] == [
        [kink[name] for name in ("theta", "value", "left", "right", "reported", "kind")] for kink in shown["kinks"]
    ]
    for figure, source, part, at in (("slopes", shown, "θ", "theta"), ("loss", loss, "r", "r")):
        rows = rows_of(client, figure, query, "curve")
        told = [column(rows, name) for name in (part, "slope_left", "slope_right", "reported")]
        assert told == [source[name] for name in (at, "left", "right", "reported")]
    assert [point for point in column(rows_of(client, "objective", query, "minimiser"), "θ")] == [
        theta for (theta,) in shown["minimisers"]["points"]
    ]


def test_a_surface_is_told_place_by_place(client: TestClient) -> None:
    query = "objective=line&steps=5"
    shown = answer_to(client, "landscape", query)
    rows = rows_of(client, "objective", query, "surface")
    (x, y), value = shown["axes"], shown["value"]
    assert [(row["w"], row["b"], row["F"]) for row in rows] == [
        (x[i], y[j], value[j][i]) for j in range(len(y)) for i in range(len(x))
    ]
    lines = rows_of(client, "objective", query, "kink line")
    assert [[row["w"], row["b"]] for row in lines] == [
        point for line in shown["kink_lines"] for point in line["points"]
    ]
    assert {row["line"] for row in lines} == set(range(1, len(shown["kink_lines"]) + 1))


def test_jumps_of_a_loss_have_both_ends(client: TestClient) -> None:
    (jump,) = rows_of(client, "loss", "loss=zero_one", "jump")
    assert (jump["value_left"], jump["value"], jump["value_right"]) == (1.0, 1.0, 0.0)


def test_samples_and_the_fit_at_the_shown_step(client: TestClient) -> None:
    query = "objective=line&data=0:1,1:-2,2:2&steps=9&run.2=adam&frame=4"
    samples, fits = (rows_of(client, "data", query, part) for part in ("sample", "fit"))
    assert [(row["sample"], row["x"], row["y"]) for row in samples] == [(1, 0.0, 1.0), (2, 1.0, -2.0), (3, 2.0, 2.0)]
    (run,) = answer_to(client, "descent", query)["runs"]
    assert [(row["run"], row["step"], [row["w"], row["b"]]) for row in fits] == [(2, 4, run["iterates"][4])]


@pytest.mark.parametrize("figure", FIGURES)
def test_lines_end_as_rfc_4180_says(client: TestClient, figure: str) -> None:
    response = client.get(f"/api/v1/table.csv?figure={figure}&objective=location&steps=3")
    name = f"losscope-location-absolute-{figure}.csv"
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.content.endswith(b"\r\n")
    assert response.content.count(b"\n") == response.content.count(b"\r\n")


def test_a_number_below_zero_is_a_number(client: TestClient) -> None:
    text = client.get("/api/v1/table.csv?figure=objective&start=-1&steps=1").text
    path = next(line for line in text.splitlines() if line.startswith("path"))
    assert ",-1.0," in path


def test_what_is_wrong_is_told_in_the_one_body(client: TestClient) -> None:
    assert fields_of(client.get("/api/v1/table.csv?figure=x&loss=y")) == {"figure", "loss"}
    assert fields_of(client.get("/api/v1/table.json?scheme=dark")) == {"scheme"}
    (error,) = problem_of(client.get("/api/v1/table.json?figure=slopes&objective=line"))["errors"]
    assert error["message"] == "there is no figure 'slopes' here: needs one parameter; the experiment has 2"
    assert client.get(address("table.json")).status_code == 200
