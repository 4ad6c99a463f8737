"""Data as people have them, as the data of a link."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from app.answer import answer
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, ReadDataAnswer
from app.api.shapes.base import REFUSED
from app.content.read_data import MOST_BYTES, read_asked, read_data_content
from app.sent import read_body
from app.tables.dialect import DECIMALS
from app.tables.grammar import DELIMITERS

router = APIRouter()

KINDS = ("text/csv", "text/plain", "text/tab-separated-values")


def _parameter(name: str, description: str, schema: dict[str, Any], example: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


OWN = [
    _parameter("columns", "Columns that are used, counted from 1, joined by commas, in the order of the objective's; "
               "left out, the first ones with numbers.", {"type": "string"}, "1,2"),
    _parameter("delimiter", "What parts the cells; left out, it is recognised.",
               {"type": "string", "enum": list(DELIMITERS)}, "comma"),
    _parameter("decimal", "The decimal sign; left out, it is recognised.",
               {"type": "string", "enum": list(DECIMALS)}, "point"),
    _parameter("header", "Whether the first row has names, 1 or 0; left out, it is recognised.",
               {"type": "string", "enum": ["0", "1"]}, "1"),
]  # fmt: skip
EXAMPLE_QUERY = "objective=line&columns=1,2"
EXAMPLE_TEXT = "x;y\n1,5;2\n2,5;3,5\n3,5;n/a\n"
EXTRA: dict[str, Any] = {
    "parameters": [*OWN, *(each for each in DOCUMENTED["parameters"] if each["name"] not in ("data", "arrays"))],
    "requestBody": {
        "required": True,
        "description": f"The text, at most {MOST_BYTES:,} bytes.",
        "content": {kind: {"schema": {"type": "string"}, "example": EXAMPLE_TEXT} for kind in KINDS},
    },
    "x-body": EXAMPLE_TEXT,
}


async def read_text(request: Request) -> bytes:
    """The text in a request's body.

    Raises:
        HTTPException: 415 when it says that it is none, 413 when it is too long.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise HTTPException(415, f"data are sent as {', '.join(KINDS)}, not as {kind[:80] or 'what has no name'}")
    return await read_body(request, MOST_BYTES)


@router.post("/read-data", openapi_extra=EXTRA, responses={200: {"model": ReadDataAnswer}, **ERRORS, **REFUSED})
def read_data(request: Request, body: Annotated[bytes, Depends(read_text)]) -> Response:
    """A table in any usual dialect as the data of a link; rows that cannot be read are listed, none is dropped."""
    return answer(read_data_content(body, read_asked(request.query_params.multi_items())))
