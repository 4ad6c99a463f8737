"""Visitors without a socket: what they send, what they are answered, and when they leave."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from starlette.types import ASGIApp, Message

Result = TypeVar("Result")


def finished(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What it comes to, in a thread of its own: in this one a browser of other tests may have a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


class Answered(NamedTuple):
    """What a visitor got."""

    status: int
    headers: dict[str, str]
    body: bytes


def asked(path: str, query: str = "", host: str = "losscope.example", **headers: str) -> dict[str, Any]:
    """A request."""
    named = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "scheme": "https",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }


async def visit(app: ASGIApp, scope: dict[str, Any], leaves: asyncio.Event | None = None) -> Answered | None:
    """What somebody is answered who waits for it, unless they leave before."""
    heard: list[Message] = []
    opening: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if opening:
            return opening.pop()
        await (leaves or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        heard.append(message)

    await app(scope, receive, send)
    if not heard:
        return None
    headers = {name.decode(): value.decode() for name, value in heard[0]["headers"]}
    return Answered(heard[0]["status"], headers, b"".join(each["body"] for each in heard[1:]))
