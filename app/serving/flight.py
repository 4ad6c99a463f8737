"""One computation for all who ask for the same at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope

from app.serving.kept import Answer


class Outcome(NamedTuple):
    """What became of a computation."""

    answer: Answer | None
    error: Exception | None


class Flight:
    """Computes for the first in its line; what only concerns that one, such as an error, is computed anew for the next.

    It goes on while anybody waits, whoever began it: the application below sees a visitor who leaves when the last
    one has left.

    Args:
        app: what computes.
        is_for_all: whether an answer is everybody's.
        landed: told with the answer that is everybody's, or with None when nobody waits any more.
    """

    def __init__(
        self, app: ASGIApp, is_for_all: Callable[[Answer], bool], landed: Callable[[Answer | None], None]
    ) -> None:
        self.app = app
        self.is_for_all = is_for_all
        self.landed = landed
        self.line: dict[asyncio.Future[Outcome], Scope] = {}
        self.abandoned = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def wait(self, scope: Scope, receive: Receive) -> Outcome | None:
        """What becomes of it; None when this visitor has gone before."""
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.line[outcome] = scope
        self.task = self.task or asyncio.create_task(self._fly())
        try:
            return await _unless_gone(outcome, receive)
        finally:
            self.line.pop(outcome, None)
            if not self.line:
                self.abandoned.set()

    async def _fly(self) -> None:
        try:
            while self.line:
                self.abandoned.clear()
                first, scope = next(iter(self.line.items()))
                self._tell(first, await self._computed(scope))
        finally:  # also when the server stops: nobody may wait for ever
            self.landed(None)
            for left in self.line:
                left.cancel()

    def _tell(self, first: asyncio.Future[Outcome], outcome: Outcome) -> None:
        if outcome.answer is not None and outcome.error is None and self.is_for_all(outcome.answer):
            self.landed(outcome.answer)
            told = list(self.line)
        else:
            told = [first] if first in self.line else []
        for each in told:
            del self.line[each]
            if not each.done():
                each.set_result(outcome)

    async def _computed(self, scope: Scope) -> Outcome:
        heard: list[Message] = []

        async def send(message: Message) -> None:
            heard.append(message)

        try:
            await self.app(scope, _until(self.abandoned), send)
        except Exception as error:
            return Outcome(_answer(heard), error)
        return Outcome(_answer(heard), None)


def _until(abandoned: asyncio.Event) -> Receive:
    """The visitor that the application sees."""
    messages: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await abandoned.wait()
        return {"type": "http.disconnect"}

    return receive


def _answer(heard: list[Message]) -> Answer | None:
    start = next((each for each in heard if each["type"] == "http.response.start"), None)
    if start is None:
        return None
    body = b"".join(each.get("body", b"") for each in heard if each["type"] == "http.response.body")
    return Answer(start["status"], tuple(start.get("headers", ())), body)


async def _unless_gone(outcome: asyncio.Future[Outcome], receive: Receive) -> Outcome | None:
    leaving = asyncio.ensure_future(_leaving(receive))
    try:
        done, _ = await asyncio.wait((outcome, leaving), return_when=asyncio.FIRST_COMPLETED)
        if outcome in done:
            return outcome.result()
        leaving.result()  # raises what went wrong in reading from the visitor
        return None
    finally:
        leaving.cancel()


def _leaving(receive: Receive) -> Awaitable[None]:
    async def leaves() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    return leaves()
