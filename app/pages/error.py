"""Errors as a page, for people; programs get problem+json."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from app.errors import on_failure, on_http_error
from app.pages.site import render

WORDS = {
    404: ("There is no page here", "The address may be mistyped, or what it named has moved."),
    405: ("Pages here can only be read", "This address answers GET, and something else was asked of it."),
    500: ("Something went wrong here", "It is our fault, not your link's, and it has been logged."),
}


def wants_page(request: Request) -> bool:
    """Whether somebody looks at the answer in a browser."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def on_http_error_page(request: Request, error: Exception) -> Response:
    """404, 405 and the like."""
    assert isinstance(error, HTTPException)
    if not wants_page(request):
        return on_http_error(request, error)
    answer = _page(request, error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def on_failure_page(request: Request, error: Exception) -> Response:
    """500."""
    return _page(request, 500) if wants_page(request) else on_failure(request, error)


def _page(request: Request, status: int) -> Response:
    title, sentence = WORDS.get(status, ("That did not work", f"The server answered with status {status}."))
    answer = render(request, "error.html", {"status": status, "title": title, "sentence": sentence}, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def add_error_pages(app: FastAPI) -> None:
    """Show people a page where a program gets problem+json."""
    app.add_exception_handler(HTTPException, on_http_error_page)
    app.add_exception_handler(Exception, on_failure_page)
