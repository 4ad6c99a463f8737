"""POST /api/v1/read-data: a text of data becomes the data of a link, or is refused in the one error body."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from app.api.read_data import EXAMPLE_QUERY, EXAMPLE_TEXT, KINDS, MOST_BYTES
from app.api.shapes import ReadDataAnswer
from app.core.catalogue import OBJECTIVES
from app.link_text import read_rows
from app.query import decode
from tests.web.reading import answer_to, fields_of, parse, problem_of

TABLE = "name,x1,x2,x3,class\na,1,2,3,yes\nb,4,5,6,no\nc,7,8,9,yes\n"
FITTED = [kind for kind, each in OBJECTIVES.items() if each.columns]


def post(client: TestClient, text: str | bytes, query: str = "", kind: str = "text/csv") -> Any:
    return client.post(f"/api/v1/read-data?{query}", content=text, headers={"Content-Type": kind})


def read(client: TestClient, text: str | bytes, query: str = "") -> dict[str, Any]:
    response = post(client, text, query)
    assert response.status_code == 200, response.text
    ReadDataAnswer.model_validate_json(response.content)
    return dict(parse(response.content))


@pytest.mark.parametrize("objective", FITTED)
def test_the_link_opens_with_the_rows_that_were_read(client: TestClient, objective: str) -> None:
    answer = read(client, TABLE, f"objective={objective}&loss.tau=0.3&loss=quantile&steps=7")
    assert answer["reason"] == ""
    experiment = decode(parse_qsl(answer["link"]))
    assert (experiment.objective.kind, experiment.loss.kind, experiment.steps) == (objective, "quantile", 7)
    assert experiment.data == read_rows(answer["data"])
    assert len(experiment.data) == answer["rows_read"] == 3
    assert len(answer["chosen"]) == len(experiment.columns)
    assert answer_to(client, "experiment", answer["link"])["link"] == answer["link"]


def test_columns_are_chosen_in_their_order(client: TestClient) -> None:
    answer = read(client, TABLE, "objective=line&columns=4,2")
    assert (answer["chosen"], answer["data"]) == ([4, 2], "3:1,6:4,9:7")
    plane = read(client, TABLE, "objective=plane&columns=2,3,2,4")
    assert plane["data"] == "1:2:1:3,4:5:4:6,7:8:7:9"
    classes = read(client, TABLE, "objective=classify&columns=2,5")
    assert classes["data"] == "1:1,4:-1,7:1"
    assert classes["labels"] == [{"text": "no", "label": -1}, {"text": "yes", "label": 1}]


def test_a_written_function_takes_the_columns_that_it_names(client: TestClient) -> None:
    both = read(client, TABLE, "objective=function&f=abs(x*a-y)&columns=2,3")
    assert both["data"] == "1:2,4:5,7:8"
    assert decode(parse_qsl(both["link"])).data == read_rows(both["data"])
    one = read(client, TABLE, "objective=function&f=abs(a-x)")
    assert one["data"] == "1,4,7"
    assert "takes no data" in read(client, TABLE, "objective=function&f=abs(a)")["reason"]
    assert fields_of(post(client, TABLE, "objective=function&f=abs((")) == {"f"}


def test_what_is_not_read_is_listed_with_its_line_and_why(client: TestClient) -> None:
    answer = read(client, EXAMPLE_TEXT + "7\n8;9;10\n", EXAMPLE_QUERY)
    assert answer["data"] == "1.5:2,2.5:3.5"
    assert [(each["line"], each["reason"]) for each in answer["unread"]] == [
        (4, "y: no value ('n/a')"), (5, "1 cell; 2 are expected"), (6, "3 cells; 2 are expected"),
    ]  # fmt: skip
    assert answer["unread_count"] == 3


def test_without_an_objective_it_is_the_table_alone(client: TestClient) -> None:
    answer = read(client, TABLE)
    assert (answer["columns"], answer["numbers"]) == (["name", "x1", "x2", "x3", "class"], [0, 3, 3, 3, 0])
    assert answer["rows"][0] == {"line": 2, "cells": ["a", "1", "2", "3", "yes"]}
    assert (answer["data"], answer["link"], answer["reason"], answer["rows_read"]) == ("", "", "", 3)


def test_many_numbers_travel_packed_and_no_more_than_a_sample_may_have(client: TestClient) -> None:
    answer = read(client, "".join(f"{i},{i * i % 17}\n" for i in range(1_500)), "objective=line")
    assert answer["data"].startswith("z1:")
    assert (answer["rows_read"], answer["beyond"]) == (1_000, 500)
    assert len(read_rows(answer["data"])) == 1_000
    wide = read(client, "".join(f"{i / 7},{i / 3},{i / 11}\n" for i in range(1_000)), "objective=plane")
    assert len(decode(parse_qsl(wide["link"])).data) == 1_000


@pytest.mark.parametrize(
    ("text", "query", "reason"),
    [
        ("1,2\n3,4", "objective=plane", "3 columns (x1, x2, y) are needed, 2"),
        ("a\nb\nc", "objective=location", "1 column (y) is needed, none"),
        ("1,2\n3,4", "objective=point", "the objective point takes no data"),
        ("1,a\n2,b\n3,c", "objective=classify", "3 different values (a, b, c"),
        ("1,2\n3,4", "objective=line&columns=1,2,1", "has 3 numbers; 2 (x:y) are allowed"),
        ("x;n/a\nn/a;1\n", "objective=line&columns=1,2", "no row can be read"),
    ],
)  # fmt: skip
def test_a_table_of_no_use_is_shown_and_says_why(client: TestClient, text: str, query: str, reason: str) -> None:
    answer = read(client, text, query)
    assert reason in answer["reason"]
    assert (answer["data"], answer["link"]) == ("", "")
    assert answer["rows"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("x;y\n12 34,5;2\n1.2.3;4\n", ["x: '12 34,5' is no number", "x: '1.2.3' is no number"]),
        ("day,y\n2024-01-01,5\n2024-01-02,6\n",
         ["day: '2024-01-01' is a date or a time, no number", "day: '2024-01-02' is a date or a time, no number"]),
        ("x,y\n1,50%\n", ["y: '50%' has a percent sign: write the number alone, such as 50 or 0.5"]),
        ("a\nb\n", ["column 1: 'a' is no number", "column 1: 'b' is no number"]),
    ],
)  # fmt: skip
def test_where_no_row_can_be_read_all_are_listed(client: TestClient, text: str, reasons: list[str]) -> None:
    answer = read(client, text, "objective=line")
    assert (answer["rows_read"], answer["data"]) == (0, "")
    assert [each["reason"] for each in answer["unread"]] == reasons
    assert answer["unread_count"] == len(reasons)


@pytest.mark.parametrize("text", [",x,y\n0,5,6\n1,7,8\n", '"","x","y"\n"1",5,6\n"2",7,8\n', "x y\n1 5 6\n2 7 8\n"])
def test_names_of_rows_are_not_chosen(client: TestClient, text: str) -> None:
    assert read(client, text, "objective=line")["data"] == "5:6,7:8"


WRONG = {
    "delimiter=x": "delimiter", "decimal=dot": "decimal", "header=yes": "header", "columns=a": "columns",
    "objective=line&columns=1,9": "columns", "objective=line&columns=0,1": "columns", "objective=foo": "objective",
    "objective=line&loss=foo": "loss", "objective=line&data=1:2": "data", "objective=line&foo=1": "foo",
    "objective=line&batch=9": "batch", "columns=1&columns=2": "columns",
}  # fmt: skip


@pytest.mark.parametrize(("query", "field"), WRONG.items())
def test_what_is_wrong_in_the_query_is_named(client: TestClient, query: str, field: str) -> None:
    assert fields_of(post(client, "1,2\n3,4", query)) == {field}


@pytest.mark.parametrize("body", [b"", b"\n \n", b"\x00", b"PK\x03\x04", b"1;" * 100_000, b"1\n" * 200_001])
def test_what_is_no_table_is_named(client: TestClient, body: bytes) -> None:
    response = post(client, body, "objective=line")
    assert fields_of(response) == {"body"}
    assert len(response.content) < 1_000


def test_the_body_is_held_to_its_length(client: TestClient) -> None:
    line = b"1.25,2.5\n"
    longest = (line * (MOST_BYTES // len(line) + 1))[:MOST_BYTES]
    assert post(client, longest, "objective=line").status_code == 200
    assert f"{MOST_BYTES:,}" in problem_of(post(client, longest + b"1", "objective=line"), 413)["detail"]


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "image/png", ""])
def test_a_body_that_says_it_is_no_text_is_refused(client: TestClient, kind: str) -> None:
    body = problem_of(post(client, "1,2", "", kind), 415)
    assert all(each in body["detail"] for each in KINDS)


def test_it_is_posted(client: TestClient) -> None:
    problem_of(client.get("/api/v1/read-data"), 405)
