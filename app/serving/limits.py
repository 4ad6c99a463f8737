"""What a request may bring: one host, a body that is short, plain and there in time."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import problem_response

MOST_BYTES = 1_000_000
"""Of any body; routes allow less."""
PATIENCE = 20.0
"""Seconds within which a body has to be there."""
PLAIN = ("", "identity")


class Refused(Exception):  # noqa: N818  # reads as what it is
    """A request is not taken."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.answer = problem_response(status, title, detail)
        self.answer.headers["Connection"] = "close"  # what follows on it may be the rest of the body


class Limits:
    """Reads the whole body before anything waits or works for it: a slow visitor holds up nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            _check_headers(Headers(scope=scope))
            body = await _read_in_time(receive)
        except Refused as refused:
            await refused.answer(scope, receive, send)
            return
        if body is not None:
            await self.app(scope, _then(body, receive), send)


def _check_headers(headers: Headers) -> None:
    if len(headers.getlist("host")) > 1:
        raise Refused(400, "Invalid request", "several hosts are named; one is allowed")
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in PLAIN:
        raise Refused(415, "Refused", f"the body is packed as {coding[:80]}; bodies are sent as they are")
    if int(headers.get("content-length") or 0) > MOST_BYTES:
        raise _too_long()


def _too_long() -> Refused:
    return Refused(413, "Refused", f"the body is too long; {MOST_BYTES:,} bytes are allowed")


async def _read_in_time(receive: Receive) -> bytes | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await _read(receive)
    except TimeoutError:
        raise Refused(408, "Refused", f"the body was not there within {PATIENCE:.0f} s") from None


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None when the visitor leaves before it is there."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise _too_long()
        if not message.get("more_body", False):
            return bytes(body)


def _then(body: bytes, receive: Receive) -> Receive:
    """The body in one piece, then what comes after it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed
