"""The documentation of the API, rendered from its own OpenAPI document."""

from typing import Any, NamedTuple

import orjson
from fastapi import APIRouter, Request, Response

from app.address import base_address
from app.pages.site import render

router = APIRouter()

API = "/api/v1/"
CHOICE = "objective"
"""The key by which a route that takes a link is told."""
REFERENCE = "#/components/schemas/"
BOUNDS = {"exclusiveMinimum": "> {}", "minimum": "≥ {}", "exclusiveMaximum": "< {}", "maximum": "≤ {}"}


class Parameter(NamedTuple):
    """One key of a query."""

    name: str
    meaning: str
    type: str
    allowed: list[str]
    default: str
    example: str


class Word(NamedTuple):
    """A part of a type: plain, or the name of a shape."""

    text: str
    is_shape: bool


class Field(NamedTuple):
    """One field of an answer."""

    name: str
    meaning: str
    type: list[Word]


class Shape(NamedTuple):
    """One object of the answers."""

    name: str
    meaning: str
    fields: list[Field]


class Route(NamedTuple):
    """One address of the API."""

    path: str
    verb: str
    """GET, or POST where there is no GET."""
    anchor: str
    summary: str
    own: list[Parameter]
    """Parameters that only this one has."""
    takes_link: bool
    examples: list[tuple[str, str]]
    """What each shows, and its address."""
    body: str
    """An example of what is posted, where something has to be."""
    answer: list[Word]
    media: str
    """The media type of the answer."""
    sample: str
    """What it looks like; empty where it is no JSON."""


def parameter(described: dict[str, Any]) -> Parameter:
    """A parameter of OpenAPI as a row."""
    schema = described["schema"]
    allowed = schema.get("enum") or [form.format(_number(schema[key])) for key, form in BOUNDS.items() if key in schema]
    default, example = (_number(each.get(key, "")) for each, key in ((schema, "default"), (described, "example")))
    return Parameter(described["name"], described["description"], schema["type"], allowed, default, example)


def _number(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def words(schema: dict[str, Any]) -> list[Word]:
    """A type in words.

    >>> "".join(word.text for word in words({"type": "array", "items": {"type": "number"}}))
    'list of number'
    """
    if "$ref" in schema:
        return [Word(schema["$ref"].removeprefix(REFERENCE), True)]
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        parts = [words(each) for each in options]
        return [word for i, part in enumerate(parts) for word in ([Word(" or ", False)] * (i > 0) + part)]
    if "enum" in schema or "const" in schema:
        return [Word(" or ".join(map(str, schema.get("enum", [schema.get("const")]))), False)]
    if schema.get("type") == "array":
        return [Word("list of ", False), *words(schema.get("items", {}))]
    return [Word(schema.get("type", "any"), False)]


def shapes(document: dict[str, Any]) -> list[Shape]:
    """All objects of the answers, by name."""
    found = document["components"]["schemas"]
    return [
        Shape(name, schema.get("description", ""), [_field(*each) for each in schema["properties"].items()])
        for name, schema in sorted(found.items())
        if "properties" in schema
    ]


def _field(name: str, schema: dict[str, Any]) -> Field:
    return Field(name, schema.get("description", ""), words(schema))


def routes(document: dict[str, Any]) -> tuple[list[Route], list[Parameter]]:
    """The addresses of the API, and the parameters that those which take a link share."""
    operations = {path: first(each)[1] for path, each in document["paths"].items() if path.startswith(API)}
    by_path = {path: {p["name"]: p for p in each.get("parameters", [])} for path, each in operations.items()}
    with_link = [known for known in by_path.values() if CHOICE in known]
    shared = [name for name in with_link[0] if all(name in known for known in with_link)]
    found = [_route(path, document["paths"][path], shared) for path in operations]
    return found, [parameter(with_link[0][name]) for name in shared]


def first(operations: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What an address answers to: GET, or the one other method that it has."""
    return ("get", operations["get"]) if "get" in operations else next(iter(operations.items()))


def _route(path: str, operations: dict[str, Any], shared: list[str]) -> Route:
    verb, operation = first(operations)
    known = operation.get("parameters", [])
    takes_link = any(each["name"] == CHOICE for each in known)
    own = [parameter(each) for each in known if each["name"] not in shared]
    queries = operation.get("x-examples", {} if verb == "post" else {"All of it": ""})
    examples = [(title, f"{path}?{query}".removesuffix("?")) for title, query in queries.items()]
    media, content = next(iter(operation["responses"]["200"]["content"].items()))
    sample = orjson.dumps(content["example"], option=orjson.OPT_INDENT_2).decode() if "example" in content else ""
    return Route(
        path, verb.upper(), path.removeprefix(API), operation["description"], own, takes_link, examples,
        operation.get("x-body", ""), words(content["schema"]), media, sample,
    )  # fmt: skip


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The page."""
    document = request.app.openapi()
    found, shared = routes(document)
    problem = document["paths"][found[0].path]["get"]["responses"]["422"]["content"]["application/problem+json"]
    context = {
        "here": "docs", "routes": found, "shared": shared, "shapes": shapes(document),
        "origin": base_address(request),
        "problem": orjson.dumps(problem["example"], option=orjson.OPT_INDENT_2).decode(),
    }  # fmt: skip
    return render(request, "docs.html", context)
