"""The service as its OpenAPI document describes it, with the pages beside it, which the document leaves out."""

from typing import Any

import schemathesis
from fastapi import FastAPI
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

PAGES = ("/lab", "/embed", "/lab/take-away")
"""Pages that compute what a link means."""
OEMBED = [
    {"name": "url", "in": "query", "required": True, "schema": {"type": "string", "maxLength": 20_000}},
    {"name": "maxwidth", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100_000}},
    {"name": "maxheight", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100_000}},
    {"name": "format", "in": "query", "schema": {"type": "string"}},
]
PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}


def described(app: FastAPI) -> BaseSchema:
    """What cases are drawn from, and what answers are held to."""
    document = dict(app.openapi())
    keys = document["paths"]["/api/v1/loss"]["get"]["parameters"]
    page = {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}
    pages = {path: {"get": _operation(keys, {"200": page, "422": page, "503": page})} for path in PAGES}
    frame = {"description": "The frame.", "content": {"application/json": {"schema": {"type": "object"}}}}
    refused = {status: {"description": "Refused.", **PROBLEM} for status in ("404", "422", "501", "503")}
    pages["/oembed"] = {"get": _operation(OEMBED, {"200": frame, **refused})}
    return schemathesis.openapi.from_dict({**document, "paths": document["paths"] | pages})


def _operation(parameters: list[dict[str, Any]], responses: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": parameters, "responses": responses}


def operations(schema: BaseSchema) -> list[APIOperation[Any, Any, Any, Any]]:
    """Every operation.

    Raises:
        InvalidSchema: when one is described so that no case can be drawn.
    """
    found = []
    for each in schema.get_all_operations():
        if not isinstance(each, Ok):
            raise InvalidSchema(str(each.err()))
        found.append(each.ok())
    return found
