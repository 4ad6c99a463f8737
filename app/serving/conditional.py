"""Says which answers may be kept and what they are called, and answers 304 to who has it already.

The tag of an answer follows from the request (see `identity`), not from its bytes: whoever comes back with it is
answered without decoding the link and without computing anything.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.serving.identity import tag

KEPT = "public, max-age=60, stale-while-revalidate=600"
"""Short, for a page names static files of its own version; asking again costs no computing."""
NEVER = "no-store"
VARY = "Accept-Encoding"
TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


class Conditional:
    """Tags answers to GET with status 200; no others may be kept unless they say so themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = tag(scope)
        known = ",".join(Headers(scope=scope).getlist("if-none-match"))
        if name is not None and names(known, name):
            await send(_not_modified(name))
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, _Naming(send, name, any_will_do=known.strip() == "*"))


def names(known: str, name: str) -> bool:
    """Whether an If-None-Match lists a tag, by weak comparison (RFC 9110, 8.8.3.2).

    >>> names('"a", W/"b"', 'W/"a"'), names('"ab"', 'W/"a"')
    (True, False)
    """
    return name.removeprefix("W/") in TAG.findall(known)


def _not_modified(name: str) -> Message:
    headers = Headers({"etag": name, "cache-control": KEPT, "vary": VARY}).raw
    return {"type": "http.response.start", "status": 304, "headers": headers}


class _Naming:
    """Sends an answer on, with its tag and how long it may be kept.

    `If-None-Match: *` means any answer with status 200: whether it has that, only computing it tells.
    """

    def __init__(self, send: Send, name: str | None, *, any_will_do: bool) -> None:
        self.send = send
        self.name = name
        self.any_will_do = any_will_do
        self.is_empty = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = self._named(message)
        elif self.is_empty and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)

    def _named(self, message: Message) -> Message:
        headers = MutableHeaders(raw=message["headers"])
        is_kept = self.name is not None and message["status"] == 200 and headers.get("cache-control") != NEVER
        if not is_kept:
            if message["status"] >= 400:
                headers["Cache-Control"] = NEVER
            headers.setdefault("Cache-Control", NEVER)
            return message
        self.is_empty = self.any_will_do
        if self.is_empty:
            return _not_modified(str(self.name))
        headers["ETag"] = str(self.name)
        headers["Cache-Control"] = KEPT
        headers["Vary"] = VARY
        return message
