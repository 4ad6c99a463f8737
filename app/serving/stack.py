"""The layers that every request passes, in their order."""

from collections.abc import Callable
from functools import reduce

from fastapi import FastAPI
from starlette.types import ASGIApp

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
"""Outermost first. Each is made of the layer below it: an ASGI application of an ASGI application."""


def add_serving(app: FastAPI) -> None:
    """Put the layers around an application; they see every answer, that to its own failures included."""
    plain = app.build_middleware_stack

    def layered() -> ASGIApp:
        return reduce(lambda below, layer: layer(below), reversed(LAYERS), plain())

    app.build_middleware_stack = layered  # type: ignore[method-assign]
