"""The one error body, RFC 9457's problem+json, and what turns exceptions into it."""

from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from app.core.interruption import Interrupted
from app.link_reader import Flaw, InvalidLink

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    field: str
    """The key of the link."""
    message: str
    """What is wrong, and what is allowed."""
    input: str
    """What was sent, shortened."""
    position: int | None = None
    """In a formula: the first character that is wrong, counted from 0; left out elsewhere."""
    length: int | None = None
    """In a formula: how many characters are; left out elsewhere."""


class ProblemDetails(BaseModel):
    """The body of every answer that is an error (RFC 9457)."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str
    """A name of the kind of error."""
    title: str
    """The same in words."""
    status: int
    """The status of the answer."""
    detail: str
    """All that is wrong, in one text."""
    errors: list[FieldError]
    """What is wrong, one by one."""


def problem_response(status: int, title: str, detail: str, flaws: list[Flaw] | None = None) -> Response:
    """An error answer; its type names what went wrong, not a page."""
    body: dict[str, Any] = {
        "type": f"urn:losscope:{title.lower().replace(' ', '-')}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [_shown(flaw) for flaw in flaws or []],
    }
    return Response(orjson.dumps(body), status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def _shown(flaw: Flaw) -> dict[str, Any]:
    return {key: value for key, value in flaw._asdict().items() if value is not None}


def on_invalid_link(_: Request, error: Exception) -> Response:
    """422: the link does not decode."""
    assert isinstance(error, InvalidLink)
    return problem_response(422, "Invalid link", str(error), error.flaws)


def on_invalid_request(_: Request, error: Exception) -> Response:
    """422: a path or query parameter that FastAPI reads itself is invalid."""
    assert isinstance(error, RequestValidationError)
    flaws = [Flaw(str(each["loc"][-1]), each["msg"], str(each.get("input"))[:200]) for each in error.errors()]
    return problem_response(422, "Invalid request", "; ".join(flaw.message for flaw in flaws), flaws)


def on_http_error(_: Request, error: Exception) -> Response:
    """404, 405 and the like."""
    assert isinstance(error, HTTPException)
    answer = problem_response(
        error.status_code, "Not found" if error.status_code == 404 else "Refused", str(error.detail)
    )
    answer.headers.update(error.headers or {})
    return answer


def on_interrupted(_: Request, __: Exception) -> Response:
    """499, as it is called in logs: nobody is there any longer to receive an answer."""
    return Response(status_code=499)


def on_failure(_: Request, __: Exception) -> Response:
    """500: our own fault; what it was goes to the log, not to the visitor."""
    return problem_response(500, "Internal error", "Something went wrong here; it has been logged.")


def add_handlers(app: FastAPI) -> None:
    """Give every exception its answer."""
    app.add_exception_handler(InvalidLink, on_invalid_link)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Interrupted, on_interrupted)
    app.add_exception_handler(Exception, on_failure)
