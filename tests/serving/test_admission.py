"""Who may compute, who is sent away, and what becomes of a computation whose visitor goes."""

import asyncio
import json
from threading import Event

import anyio.to_thread
import pytest

from app.core.interruption import Interrupted, check
from app.serving.admission import BROWSER, Admission
from app.serving.request_log import RequestLog
from app.settings import settings
from tests.serving.visiting import Answered, asked, finished, visit


@pytest.fixture
def narrow(monkeypatch):
    """One place, and no more in line than one browser asks for at once."""
    for name, value in (("COMPUTING", "1"), ("LONGEST_WAIT", "100")):
        monkeypatch.setenv(f"LOSSCOPE_{name}", value)
    settings.cache_clear()
    yield
    settings.cache_clear()


class Slow:
    """Computes in a thread until it is told to stop, or interrupted."""

    def __init__(self) -> None:
        self.released, self.begun, self.interrupted = Event(), 0, 0

    async def __call__(self, scope, receive, send):
        await anyio.to_thread.run_sync(self._compute)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    def _compute(self) -> None:
        self.begun += 1
        try:
            while not self.released.wait(0.005):
                check()
        except Interrupted:
            self.interrupted += 1


async def _until(condition) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


def _computing(host: str = "192.0.2.1") -> dict:
    return asked("/api/v1/experiment") | {"client": (host, 1)}


@pytest.mark.usefixtures("narrow")
def test_beyond_the_line_one_is_told_at_once_when_to_come_again(caplog):
    caplog.set_level("INFO", "losscope")

    async def crowd() -> tuple[list[Answered | None], int]:
        slow = Slow()
        app = RequestLog(Admission(slow))
        visits = [asyncio.create_task(visit(app, _computing())) for _ in range(1 + BROWSER + 3)]
        try:
            await _until(lambda: sum(each.done() for each in visits) == 3 and slow.begun)
        finally:
            begun = slow.begun
            slow.released.set()
        return await asyncio.gather(*visits), begun

    answers, begun = finished(crowd())
    assert begun == 1
    assert [each.status for each in answers] == [200] * (1 + BROWSER) + [503] * 3
    refused = answers[-1]
    assert int(refused.headers["retry-after"]) >= 1
    assert json.loads(refused.body)["status"] == 503
    assert refused.headers["content-type"] == "application/problem+json"
    outcomes = [record.fields.get("outcome") for record in caplog.records if record.name == "losscope.requests"]
    assert sorted(map(str, outcomes)) == ["None"] * (1 + BROWSER) + ["shed"] * 3


@pytest.mark.usefixtures("narrow")
def test_what_does_not_compute_waits_for_nobody():
    async def both() -> Answered | None:
        slow, quick = Slow(), Slow()
        quick.released.set()

        async def app(scope, receive, send):
            await (slow if scope["path"].startswith("/api") else quick)(scope, receive, send)

        layer = Admission(app)
        waiting = asyncio.create_task(visit(layer, _computing()))
        await _until(lambda: slow.begun)
        answer = await visit(layer, asked("/healthz"))
        slow.released.set()
        await waiting
        return answer

    answer = finished(both())
    assert answer is not None
    assert answer.status == 200


@pytest.mark.usefixtures("narrow")
def test_what_nobody_waits_for_stops_and_makes_room(caplog):
    caplog.set_level("INFO", "losscope")

    async def leaving() -> Slow:
        slow, first, second = Slow(), asyncio.Event(), asyncio.Event()
        app = RequestLog(Admission(slow))
        working = asyncio.create_task(visit(app, _computing(), first))
        await _until(lambda: slow.begun == 1)
        in_line = asyncio.create_task(visit(app, _computing("192.0.2.2"), second))
        third = asyncio.create_task(visit(app, _computing("192.0.2.3")))
        await asyncio.sleep(0.05)
        second.set()  # leaves the line
        assert await in_line is None
        first.set()  # interrupts what is computed
        await _until(lambda: slow.begun == 2)
        slow.released.set()
        await asyncio.gather(working, third)
        return slow

    slow = finished(leaving())
    assert (slow.begun, slow.interrupted) == (2, 1)
    logged = [record.fields for record in caplog.records if record.name == "losscope.requests"]
    assert [each["status"] for each in logged if each.get("outcome") == "left"] == [499]


def test_it_does_not_matter_what_time_it_is(monkeypatch, caplog):
    caplog.set_level("INFO", "losscope")
    quick = Slow()
    quick.released.set()
    app = RequestLog(Admission(quick))
    for now in (2e9, -1e9, 0.0):
        monkeypatch.setattr("time.time", lambda now=now: now)
        answer = finished(visit(app, _computing()))
        assert answer is not None
        assert answer.status == 200
    logged = [record.fields for record in caplog.records if record.name == "losscope.requests"]
    assert all(0 <= each["computed_ms"] <= each["ms"] < 60_000 for each in logged)
