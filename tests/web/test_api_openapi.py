"""OpenAPI and the catalogue describe what there is, and what they show works."""

from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from app.api.shapes import CatalogueAnswer
from app.content.catalogue import REGISTRIES
from app.query import decode, encode
from tests.web.examples import CHOICES, EVERY_CHOICE, LINKS, choosing
from tests.web.reading import ROUTES, address, answer_to, parse


@pytest.fixture(scope="module")
def openapi(client: TestClient) -> dict[str, Any]:
    return parse(client.get("/openapi.json").content)


@pytest.fixture(scope="module")
def catalogue(client: TestClient) -> dict[str, Any]:
    response = client.get("/api/v1/catalogue")
    CatalogueAnswer.model_validate_json(response.content)
    return parse(response.content)


def parameters(openapi: dict[str, Any], route: str) -> dict[str, dict[str, Any]]:
    """The parameters of a route by name; each is there once."""
    listed = openapi["paths"][f"/api/v1/{route}"]["get"]["parameters"]
    named = {each["name"]: each for each in listed}
    assert len(named) == len(listed)
    return named


def test_it_is_valid_openapi(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(openapi).iter_errors()] == []


@pytest.mark.parametrize("route", ROUTES)
def test_every_key_of_a_link_is_documented(openapi: dict[str, Any], route: str) -> None:
    links = [*LINKS.values(), "frame=1&view=0:1"]
    links += [choosing(key, kind) for key, kind in EVERY_CHOICE]
    used = {key for query in links for key, _ in encode(decode(tuple(p.split("=")) for p in query.split("&") if p))}
    first = {key for key in used if not key.startswith("run.") or key.startswith("run.1")}
    more = {"arrays", "at", "run", "step"} if route == "subdifferential" else {"arrays"}
    assert parameters(openapi, route).keys() == first | more


@pytest.mark.parametrize("route", ROUTES)
def test_every_parameter_says_what_it_is_and_what_it_takes(openapi: dict[str, Any], route: str) -> None:
    for name, each in parameters(openapi, route).items():
        assert len(each["description"]) > 10, name
        assert each["in"] == "query"
        assert not each.get("required")
        Draft202012Validator.check_schema(each["schema"])
        if "default" in each["schema"]:
            Draft202012Validator(each["schema"]).validate(each["schema"]["default"])


def _context(name: str) -> list[str]:
    """Queries in which a key may appear: any entry that its parent may choose."""
    if name in ("data", "at", "view", "f", "batch"):
        return [f"objective={kind}" for kind in CHOICES["objective"]]
    parent = name.rpartition(".")[0]
    return [choosing(parent, kind) for kind in CHOICES[parent]] if parent in CHOICES and name not in CHOICES else [""]


@pytest.mark.parametrize("route", ROUTES)
def test_the_example_of_every_parameter_works(client: TestClient, openapi: dict[str, Any], route: str) -> None:
    for name, each in parameters(openapi, route).items():
        query = urlencode({name: each["example"]})
        answers = [client.get(address(route, f"{context}&{query}".strip("&"))) for context in _context(name)]
        assert 200 in {response.status_code for response in answers}, query


@pytest.mark.parametrize("route", ROUTES)
def test_the_example_links_work(client: TestClient, openapi: dict[str, Any], route: str) -> None:
    examples = openapi["paths"][f"/api/v1/{route}"]["get"]["x-examples"]
    assert len(examples) >= 3
    for query in examples.values():
        assert answer_to(client, route, query)


@pytest.mark.parametrize("route", [*ROUTES, "catalogue"])
def test_the_answers_are_described_and_shown(openapi: dict[str, Any], route: str) -> None:
    operation = openapi["paths"][f"/api/v1/{route}"]["get"]
    shown = {"200": operation["responses"]["200"]["content"]["application/json"]}
    if route in ROUTES:
        shown["422"] = operation["responses"]["422"]["content"]["application/problem+json"]
    assert operation["summary"]
    assert operation["description"]
    for media in shown.values():
        schema = {**media["schema"], "components": openapi["components"]}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(media["example"])] == []


@pytest.mark.parametrize("route", ROUTES)
def test_answers_keep_to_the_published_schema(client: TestClient, openapi: dict[str, Any], route: str) -> None:
    media = openapi["paths"][f"/api/v1/{route}"]["get"]["responses"]["200"]["content"]["application/json"]
    validator = Draft202012Validator({**media["schema"], "components": openapi["components"]})
    for query in ("steps=5", "steps=5&convention=naive&start=0&arrays=base64"):
        assert [error.message for error in validator.iter_errors(answer_to(client, route, query))] == []


def test_the_catalogue_lists_every_entry_of_every_registry(catalogue: dict[str, Any]) -> None:
    listed = {name: [entry["kind"] for entry in entries] for name, entries in catalogue.items()}
    assert listed == {name: list(registry) for name, registry in REGISTRIES.items()}
    assert {"objective", "loss", "convention", "method", "step_rule", "finding"} <= listed.keys()
    assert all(listed.values())


def test_every_entry_describes_itself(catalogue: dict[str, Any]) -> None:
    for name, entries in catalogue.items():
        for entry in entries:
            assert all(entry[text] for text in ("title", "summary", "description")), entry["kind"]
            assert name in ("objective", "finding", "solver") or entry["formula"], entry["kind"]
            assert entry["description"].startswith(entry["summary"])


def test_every_parameter_schema_is_valid_and_holds_its_default(catalogue: dict[str, Any]) -> None:
    for entry in (entry for entries in catalogue.values() for entry in entries):
        schema = entry["parameters"]
        Draft202012Validator.check_schema(schema)
        defaults = {name: field["default"] for name, field in schema["properties"].items()}
        Draft202012Validator(schema).validate(defaults)
        for name, field in schema["properties"].items():
            assert {"type", "title", "description", "symbol"} <= field.keys(), f"{entry['kind']}.{name}"
