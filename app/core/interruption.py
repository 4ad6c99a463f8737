"""How long computations learn that nobody waits for them any longer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Interrupted(Exception):  # noqa: N818  # reads as what it is
    """Nobody waits for what is being computed."""


def _never() -> bool:
    return False


_is_interrupted: ContextVar[Callable[[], bool]] = ContextVar("is_interrupted", default=_never)


def check() -> None:
    """Go on, or stop here: to be called now and then by whatever may take longer than a moment.

    >>> check()
    >>> with interruptible(lambda: True):
    ...     check()
    Traceback (most recent call last):
        ...
    app.core.interruption.Interrupted

    Raises:
        Interrupted: when whoever asked has gone.
    """
    if _is_interrupted.get()():
        raise Interrupted


@contextmanager
def interruptible(is_interrupted: Callable[[], bool]) -> Iterator[None]:
    """Within it, and in threads that are started with a copy of its context, `check` asks this."""
    token = _is_interrupted.set(is_interrupted)
    try:
        yield
    finally:
        _is_interrupted.reset(token)
