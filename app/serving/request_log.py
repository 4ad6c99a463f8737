"""One line of JSON and a few numbers for each request, and the id that it is found by."""

import logging
import re
from time import monotonic
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.serving.account import Account, open_account
from app.serving.metrics import observe
from app.serving.route_names import RouteNames

SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""Ids that are taken over; others could forge lines or fill them."""
LOGGER = logging.getLogger("losscope.requests")
LEFT = 499
"""The status that is logged when the visitor has gone before there was an answer."""


class RequestLog:
    """Names each request, and tells what became of it when it is done: never its query or its body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.names = RouteNames()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        account = open_account(scope)
        account.id = _id(Headers(scope=scope).get("x-request-id", ""))
        told = _Telling(send, account.id)
        try:
            await self.app(scope, receive, told)
        finally:
            self._tell(scope, account, told)

    def _tell(self, scope: Scope, account: Account, told: "_Telling") -> None:
        seconds, route = monotonic() - account.began, self.names.of(scope["path"], told.status)
        outcome = account.outcome or ("left" if told.status == LEFT else "")
        observe(route, told.status, seconds, account, outcome)
        line = {
            "id": account.id,
            "method": scope["method"],
            "path": scope["path"][:200],
            "status": told.status,
            "ms": round(seconds * 1000, 1),
            "computed_ms": None if account.computed is None else round(account.computed * 1000, 1),
            "cost_ms": round(account.cost, 1) or None,
            "bytes": told.bytes,
            "outcome": outcome or None,
        }
        LOGGER.info("request", extra={"fields": {key: value for key, value in line.items() if value is not None}})


class _Telling:
    """Sends an answer on, with its id, and counts it."""

    def __init__(self, send: Send, id: str) -> None:
        self.send = send
        self.id = id
        self.status = LEFT
        self.bytes = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(raw=message["headers"])["X-Request-ID"] = self.id
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))
        await self.send(message)


def _id(sent: str) -> str:
    """The id that was sent if it is sane, else a new one.

    >>> _id("f3b1-0042.lecture"), len(_id('"} forged'))
    ('f3b1-0042.lecture', 32)
    """
    return sent if SANE.fullmatch(sent) else uuid4().hex
