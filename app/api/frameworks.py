"""What frameworks answer at kinks."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.answer import answer
from app.api.shapes import ERRORS, FrameworksAnswer
from app.content.frameworks import frameworks_content, read_filter
from app.frameworks.table import columns

router = APIRouter()


def _parameter(name: str, description: str, schema: dict[str, Any], example: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


SWITCH = {"type": "string", "enum": ["0", "1"], "default": "0"}
DOCUMENTED: dict[str, Any] = {
    "parameters": [
        _parameter("expression", "A part of the name of the expressions that are wanted.", {"type": "string"}, "relu"),
        _parameter("framework", "One framework alone.", {"type": "string", "enum": list(columns())}, "jax"),
        _parameter("disagree", "1: only rows in which the frameworks do not agree.", SWITCH, "1"),
        _parameter("outside", "1: only rows with an answer outside the true slopes.", SWITCH, "1"),
    ],
    "x-examples": {
        "All of it": "",
        "What JAX answers for |x|": "expression=abs(x)&framework=jax",
        "Answers that no slope justifies": "outside=1",
        "Where ReLU parts the frameworks": "expression=relu&disagree=1",
    },
}


@router.get("/frameworks", openapi_extra=DOCUMENTED, responses={200: {"model": FrameworksAnswer}, **ERRORS})
async def frameworks(request: Request) -> Response:
    """What frameworks for automatic differentiation answer at kinks, as measured, beside the true one-sided slopes."""
    return answer(frameworks_content(read_filter(request.query_params.multi_items())))
