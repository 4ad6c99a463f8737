"""Any body is answered or refused, and the docs say how."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api.read_data import KINDS
from app.api.shapes import ReadDataAnswer
from app.core.limits import MOST_SAMPLES
from app.link_text import LONGEST_DATA
from app.query import LONGEST_READABLE, decode
from app.sent import LONGEST_BODY, LONGEST_LINK
from app.tables.cell import MISSING
from app.tables.grammar import MOST_COLUMNS, MOST_LINES
from tests.web.reading import fields_of, parse
from tests.web.test_read_data import FITTED, post, read


@pytest.mark.parametrize("objective", FITTED)
@given(body=st.one_of(st.binary(max_size=200), st.text("0123456789.,;\t\n \"'-#axe", max_size=200).map(str.encode)))
def test_any_body_is_answered_or_refused(client: TestClient, objective: str, body: bytes) -> None:
    response = post(client, body, f"objective={objective}")
    if response.status_code != 200:
        assert fields_of(response) == {"body"}
        return
    answer = parse(response.content)
    ReadDataAnswer.model_validate_json(response.content)
    assert bool(answer["link"]) == (answer["reason"] == "")
    if answer["link"]:
        assert len(decode(parse_qsl(answer["link"])).data) == answer["rows_read"]


@pytest.mark.parametrize(
    "formula", ["=1+1", "=HYPERLINK(1)", "+cmd", "@sum", "-2+3"], ids=["equals", "link", "plus", "at", "minus"]
)
def test_what_a_spreadsheet_would_compute_is_no_number(client: TestClient, formula: str) -> None:
    answer = read(client, f"x;y\n1;2\n3;{formula}\n", "objective=line")
    assert [each["line"] for each in answer["unread"]] == [3]


def test_the_guide_says_the_limits_that_there_are() -> None:
    text = (Path(__file__).parents[2] / "docs/own-data.md").read_text("utf-8")
    limits = (MOST_LINES, MOST_COLUMNS, LONGEST_LINK, LONGEST_READABLE, LONGEST_DATA, LONGEST_BODY, MOST_SAMPLES)
    assert [limit for limit in limits if f"{limit:,} " not in text] == []
    words = {each or "Empty" for each in MISSING} - {"–", "—", "nil"}
    assert [word for word in words if word.lower() not in text.lower()] == []


def test_the_docs_show_it(client: TestClient) -> None:
    text = client.get("/docs").text
    assert '<span class="verb">POST</span> <code>/api/v1/read-data</code>' in text
    operation = client.get("/openapi.json").json()["paths"]["/api/v1/read-data"]["post"]
    assert set(operation["requestBody"]["content"]) == set(KINDS)
    assert operation["responses"]["200"]["content"]["application/json"]["example"]["data"] == "1.5:2,2.5:3.5"
    assert {"413", "415", "422"} <= operation["responses"].keys()
