"""Answers that are kept as they were sent, and one computation for all who wait for the same."""

from functools import partial

from starlette.types import ASGIApp, Receive, Scope, Send

from app.compression import coding
from app.serving.flight import Flight
from app.serving.identity import tag
from app.serving.kept import Answer, Kept
from app.serving.metrics import KEPT
from app.settings import settings

Key = tuple[str, str]
"""A tag and a coding: short, however long the link is."""
MEGABYTE = 1_000_000


class Memory:
    """Computes each answer once, as long as it is among the newest: in one coding, already compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept = Kept(settings().memory_mb * MEGABYTE)
        self.flights: dict[Key, Flight] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = tag(scope)
        if name is None:
            await self.app(scope, receive, send)
            return
        key = (name, coding(scope))
        answer = self.kept.get(key)
        how = "hit" if answer is not None else "joined" if key in self.flights else "computed"
        KEPT.labels(how).inc()
        if answer is None:
            await self._wait(key, scope, receive, send)
        else:
            await answer.send_by(send)

    async def _wait(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        flight = self.flights.get(key)
        if flight is None:
            flight = self.flights[key] = Flight(self.app, _is_for_all, partial(self._landed, key))
        outcome = await flight.wait(scope, receive)
        if outcome is not None and outcome.answer is not None:
            await outcome.answer.send_by(send)
        if outcome is not None and outcome.error is not None:
            raise outcome.error

    def _landed(self, key: Key, answer: Answer | None) -> None:
        self.flights.pop(key, None)
        if answer is not None:
            self.kept.put(key, answer)


def _is_for_all(answer: Answer) -> bool:
    """Errors are not: they may be about the visitor, or pass."""
    return answer.status == 200 and (b"cache-control", b"no-store") not in answer.headers
