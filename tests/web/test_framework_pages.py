"""The pages and the route of what frameworks answer."""

import re
from html import unescape

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import TypeAdapter

from app.api.shapes import FrameworksAnswer
from app.frameworks.summary import KNOWN, TELLING, short_table, summary
from app.frameworks.table import chosen, columns, lines
from app.pages.site import templates
from tests.web.reading import fields_of, parse, problem_of

ROUTE = "/api/v1/frameworks"
PAGE = "/learn/frameworks"
QUERIES = [
    "", "expression=relu", "expression=ABS( x )", "framework=jax", "disagree=1", "outside=1",
    "expression=nothing+has+it", "framework=tensorflow&outside=1",
    "framework=mlx&disagree=1&outside=0&expression=",
]  # fmt: skip
every_query = pytest.mark.parametrize("query", QUERIES)


def rows_of(client, query: str) -> list[dict]:
    response = client.get(f"{ROUTE}?{query}")
    assert response.status_code == 200
    TypeAdapter(FrameworksAnswer).validate_json(response.content)
    return parse(response.content)["rows"]


def shown_on(text: str) -> list[str]:
    """The rows of the page that are not hidden."""
    body = text.split("<tbody>")[1].split("</tbody>")[0]
    return [
        re.search(rf'{PAGE}/([^"]+)', row)[1] for row in body.split("<tr ")[1:] if " hidden>" not in row.split("<th")[0]
    ]


@every_query
def test_page_and_api_show_the_same_rows(client, query) -> None:
    page = client.get(f"{PAGE}?{query}")
    rows = [row["slug"] for row in rows_of(client, query)]
    assert page.status_code == 200
    assert shown_on(page.text) == rows
    assert f'<span id="count">{len(rows)}</span>' in page.text


@pytest.mark.parametrize("key", columns())
def test_a_framework_alone_has_its_own_answers(client, key) -> None:
    everything = {row["slug"]: row for row in rows_of(client, "")}
    for row in rows_of(client, f"framework={key}"):
        whole = everything[row["slug"]]
        assert row["answers"] == [each for each in whole["answers"] if each["framework"] == key]
        assert row["agree"] == whole["agree"]


def test_filters_keep_what_they_promise(client) -> None:
    assert {row["agree"] for row in rows_of(client, "disagree=1")} == {False}
    for row in rows_of(client, "outside=1"):
        assert "outside" in {each["verdict"] for each in row["answers"]}
    named = rows_of(client, "expression=relu")
    assert 0 < len(named) < len(lines())
    assert all("relu" in row["expression"] for row in named)
    assert rows_of(client, "expression=nothing+has+it") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("framework=torch", "framework"), ("disagree=yes", "disagree"), ("outside=2", "outside"), ("exp=abs", "exp"),
     (f"expression={'x' * 101}", "expression"), ("framework=jax&framework=mlx", "framework")],
)  # fmt: skip
def test_what_is_not_allowed_is_named(client, query, field) -> None:
    assert fields_of(client.get(f"{ROUTE}?{query}")) == {field}
    page = client.get(f"{PAGE}?{query}")
    assert page.status_code == 422
    message = problem_of(client.get(f"{ROUTE}?{query}"))["errors"][0]["message"]
    assert message in unescape(page.text)


def test_every_row_has_its_page_with_every_answer(client) -> None:
    for line in lines():
        page = client.get(f"{PAGE}/{line.slug}")
        assert page.status_code == 200
        assert page.text.count("<h2>") == len(line.cells)
        assert page.text.count("<pre") + page.text.count("What was called") == sum(
            cell.verdict != "missing" for cell in line.cells
        )
    assert client.get(f"{PAGE}/abs-x-at-1").status_code == 404


def test_what_is_told_on_top_is_what_the_table_has(client) -> None:
    text = " ".join(re.sub(r"<[^>]+>", "", unescape(client.get(PAGE).text)).split())
    assert f"All agree on {summary().agreed} of {summary().rows} rows." in text
    one = [columns()[cell.key].name for line in lines() if line.slug == "abs-x-at-0" for cell in line.groups["1"]]
    assert f"1 in {' and '.join(one)}." in text
    assert one == ["JAX", "Warp"]
    assert "by max −0.5, by relu 0." in text


def test_the_short_table_has_its_rows_and_columns_and_the_way_to_the_rest() -> None:
    macro = templates().get_template("_frameworks.html").make_module().short_table
    text = str(macro(short_table()))
    assert text.count("<tr>") == len(TELLING) + 1
    assert text.count('<td class="answer') == len(TELLING) * len(KNOWN)
    assert f'href="{PAGE}"' in text
    assert len(set(TELLING)) == 12
    assert len(set(KNOWN)) == 8


def test_the_route_is_documented_and_its_examples_work(client) -> None:
    document = client.get("/openapi.json").json()
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    operation = document["paths"][ROUTE]["get"]
    TypeAdapter(FrameworksAnswer).validate_python(
        operation["responses"]["200"]["content"]["application/json"]["example"]
    )
    for query in operation["x-examples"].values():
        assert rows_of(client, query)
    for each in operation["parameters"]:
        assert rows_of(client, f"{each['name']}={each['example']}")


def test_whatever_stands_in_rows_is_safe_in_html(client) -> None:
    sent = client.get(f"{PAGE}?expression=%3Cscript%3E").text
    assert "<script>" not in sent
    assert 'value="&lt;script&gt;"' in sent
    assert chosen(expression="<script>") == ()
