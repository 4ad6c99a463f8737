"""Whoever wants to know what a request is estimated to cost hears of it."""

from collections.abc import Callable
from contextvars import ContextVar


def _unheard(cost: float) -> None:
    """Nobody wants to know."""


noted: ContextVar[Callable[[float], None]] = ContextVar("noted", default=_unheard)
"""Called with every estimate, in milliseconds."""
