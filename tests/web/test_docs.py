"""The docs of the API and the document that they are made of: every route, field and example."""

import re
from html import unescape

import pytest
from pydantic import TypeAdapter

from app.api.shapes import (
    CatalogueAnswer,
    DescentAnswer,
    ExperimentAnswer,
    LandscapeByItself,
    LossAnswer,
    SubdifferentialAnswer,
)
from tests.web.test_pages import Page

ANSWERS = {
    "loss": LossAnswer, "landscape": LandscapeByItself, "descent": DescentAnswer, "experiment": ExperimentAnswer,
    "subdifferential": SubdifferentialAnswer, "catalogue": CatalogueAnswer,
}  # fmt: skip


def test_the_docs_have_every_route_and_every_parameter(client):
    text, document = client.get("/docs").text, client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        if path.startswith("/api/"):
            assert f"<code>{path}</code>" in text
            for parameter in operations.get("get", operations.get("post")).get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in text


def test_every_shape_of_the_docs_says_what_each_field_means(client):
    document = client.get("/openapi.json").json()
    for name, shape in document["components"]["schemas"].items():
        assert shape.get("description"), name
        for field, schema in shape["properties"].items():
            assert schema.get("description"), f"{name}.{field}"


def test_every_example_of_the_docs_works(client):
    addresses = {each for each in Page(client.get("/docs").text).all("href", "a") if each.startswith("/api/")}
    assert len(addresses) >= 16
    for address in addresses:
        assert client.get(unescape(address)).status_code == 200, address


@pytest.mark.parametrize("path", ANSWERS)
def test_openapi_has_an_example_that_has_the_shape_of_the_answer(path, client):
    operation = client.get("/openapi.json").json()["paths"][f"/api/v1/{path}"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    TypeAdapter(ANSWERS[path]).validate_python(example)


def test_openapi_has_an_example_for_every_parameter_that_is_allowed(client):
    document = client.get("/openapi.json").json()
    for parameter in document["paths"]["/api/v1/experiment"]["get"]["parameters"]:
        assert "example" in parameter, parameter["name"]
        allowed = parameter["schema"].get("enum")
        assert allowed is None or parameter["example"] in allowed


def test_every_reference_of_openapi_leads_somewhere(client):
    text = client.get("/openapi.json").text
    known = client.get("/openapi.json").json()["components"]["schemas"]
    references = set(re.findall(r'"\$ref":\s*"([^"]+)"', text))
    assert references == {f"#/components/schemas/{each.rpartition('/')[2]}" for each in references}
    assert {each.rpartition("/")[2] for each in references} <= set(known)
