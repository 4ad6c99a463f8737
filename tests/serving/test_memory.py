"""One computation for all who want the same, whatever becomes of those who want it."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.serving.kept import LARGEST, Answer, Kept
from app.serving.memory import Memory
from app.settings import settings
from tests.serving.visiting import asked, finished, visit


class Computing:
    """An application that counts what it computes, and answers when it is let."""

    def __init__(self) -> None:
        self.begun = self.interrupted = 0
        self.may_end = asyncio.Event()
        self.becomes: Callable[[int], Response] = lambda _: Response(b"computed")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun += 1
        which = self.begun
        assert (await receive())["type"] == "http.request"
        gone = asyncio.ensure_future(receive())
        ready = asyncio.ensure_future(self.may_end.wait())
        await asyncio.wait((gone, ready), return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if gone.done():
            self.interrupted += 1
            return
        gone.cancel()
        await self.becomes(which)(scope, receive, send)


async def settled() -> None:
    """All have come as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


Told = Callable[[int], Response]


async def crowd(size: int, becomes: Told | None = None) -> tuple[Computing, Memory, list[object]]:
    """So many who ask for the same while it is being computed, and what each is answered."""
    below = Computing()
    below.becomes = becomes or below.becomes
    memory = Memory(below)
    asking = [asyncio.create_task(visit(memory, asked("/lab"))) for _ in range(size)]
    await settled()
    assert below.begun == 1
    below.may_end.set()
    return below, memory, await asyncio.gather(*asking, return_exceptions=True)


def test_a_thousand_who_open_one_link_cost_one_computation() -> None:
    async def scene() -> None:
        below, memory, answers = await crowd(1000)
        assert {each.body for each in answers} == {b"computed"}
        assert (await visit(memory, asked("/lab"))).body == b"computed"
        assert (below.begun, memory.flights) == (1, {})

    finished(scene())


def test_an_answer_is_of_its_link_its_place_and_its_coding() -> None:
    async def scene() -> None:
        below = Computing()
        below.may_end.set()
        memory = Memory(below)
        others = [
            asked("/lab"), asked("/lab", "loss=huber"), asked("/embed"), asked("/lab", host="other.example"),
            asked("/lab", accept_encoding="gzip, br"), asked("/lab", accept_encoding="gzip"),
        ]  # fmt: skip
        for scope in (*others, *others, asked("/lab", accept_encoding="br")):
            assert await visit(memory, scope)
        assert below.begun == len(others)
        for _ in range(2):
            await visit(memory, asked("/healthz"))
            await visit(memory, asked("/lab") | {"method": "POST"})
        assert below.begun == len(others) + 4

    finished(scene())


def refused(which: int) -> Response:
    return Response(status_code=503) if which <= 2 else Response(b"computed")


def failing(which: int) -> Response:
    if which <= 2:
        raise RuntimeError(which)
    return Response(b"computed")


def private(which: int) -> Response:
    return Response(str(which), headers={"Cache-Control": "no-store"})


def test_what_concerns_one_alone_is_computed_anew_for_the_next() -> None:
    async def scene() -> None:
        below, _, answers = await crowd(50, refused)
        assert below.begun == 3
        assert [each.status for each in answers] == [503] * 2 + [200] * 48
        below, _, answers = await crowd(50, failing)
        assert below.begun == 3
        assert [str(each) for each in answers[:2]] == ["1", "2"]
        assert {each.body for each in answers[2:]} == {b"computed"}
        below, memory, answers = await crowd(5, private)
        assert [each.body for each in answers] == [b"1", b"2", b"3", b"4", b"5"]
        assert memory.kept.bytes == 0

    finished(scene())


def test_it_is_computed_as_long_as_anybody_waits_whoever_began() -> None:
    async def scene() -> None:
        below = Computing()
        memory = Memory(below)
        leave = [asyncio.Event() for _ in range(3)]
        asking = [asyncio.create_task(visit(memory, asked("/lab"), each)) for each in leave]
        await settled()
        leave[0].set()
        await settled()
        assert asking[0].done()
        asking[1].cancel()
        await settled()
        below.may_end.set()
        assert (await asking[2]).body == b"computed"
        assert (below.begun, below.interrupted) == (1, 0)

    finished(scene())


@pytest.mark.parametrize("comes_back", [False, True])
def test_it_is_given_up_when_the_last_has_gone(comes_back: bool) -> None:
    async def scene() -> None:
        below = Computing()
        memory = Memory(below)
        leave = asyncio.Event()
        asking = asyncio.create_task(visit(memory, asked("/lab"), leave))
        await settled()
        leave.set()
        while not asking.done():
            await asyncio.sleep(0)
        coming = asyncio.create_task(visit(memory, asked("/lab"))) if comes_back else None
        await settled()
        assert below.interrupted == 1
        below.may_end.set()
        assert coming is None or (await coming).body == b"computed"
        assert memory.flights == {}

    finished(scene())


def test_nobody_waits_for_ever_when_the_server_stops() -> None:
    async def scene() -> None:
        memory = Memory(Computing())
        asking = [asyncio.create_task(visit(memory, asked("/lab"))) for _ in range(3)]
        await settled()
        task = next(iter(memory.flights.values())).task
        assert task is not None
        task.cancel()
        await settled()
        assert all(each.cancelled() for each in asking)

    finished(scene())


def test_no_more_is_kept_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(100_000)
    for which in range(50):
        kept.put(which, Answer(200, (), b"." * 8_000))
        assert kept.get(0), "what is asked for again and again stays"
        assert kept.bytes <= kept.most
    assert [which for which in range(50) if kept.get(which)] == [0, *range(41, 50)]
    kept.put("large", Answer(200, (), b"." * int(LARGEST * kept.most)))
    assert kept.get("large") is None
    monkeypatch.setattr(settings(), "memory_mb", 0)
    nothing: ASGIApp = Computing()
    assert Memory(nothing).kept.most == 0
