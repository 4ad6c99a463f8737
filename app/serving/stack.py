"""The layers that every request passes, in their order."""

from collections.abc import Callable
from functools import reduce

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app.compression import compressed
from app.serving.admission import Admission
from app.serving.conditional import Conditional
from app.serving.head import HeadAsGet
from app.serving.headers import SafeHeaders
from app.serving.limits import Limits
from app.serving.memory import Memory
from app.serving.request_log import RequestLog

LAYERS: tuple[Callable[[ASGIApp], ASGIApp], ...] = (
    RequestLog,
    SafeHeaders,
    Limits,
    HeadAsGet,
    Conditional,
    Memory,
    Admission,
    compressed,
)
"""Outermost first. Each is made of the layer below it: an ASGI application, that of requests alone, of another."""


def add_serving(app: FastAPI) -> None:
    """Put the layers around an application; they see every answer, that to its own failures included."""
    plain = app.build_middleware_stack

    def layered() -> ASGIApp:
        bare = plain()
        return _by_kind(reduce(lambda below, layer: layer(below), reversed(LAYERS), bare), bare)

    app.build_middleware_stack = layered  # type: ignore[method-assign]


def _by_kind(requests: ASGIApp, others: ASGIApp) -> ASGIApp:
    """What is no request, such as the start of the server, passes no layer."""

    async def chosen(scope: Scope, receive: Receive, send: Send) -> None:
        await (requests if scope["type"] == "http" else others)(scope, receive, send)

    return chosen
