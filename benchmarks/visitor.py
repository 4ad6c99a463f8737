"""A visitor of the load benchmark: opens a link as a browser does, then moves sliders."""

import asyncio
import random
import time
from contextlib import AsyncExitStack
from typing import NamedTuple

from benchmarks.http_client import Answer, Connection, CutOffError

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "User-Agent": "losscope-load"}
TRIES = 3
"""How often a visitor asks again after a 503, at the moment that it names."""


PATIENCE = 120
"""Seconds after which a visitor gives up; browsers wait longer."""


class Noted(NamedTuple):
    """One request: what for, the status or what went wrong, seconds, and whether a 503 says when to come again."""

    kind: str
    outcome: str
    seconds: float
    says_when: bool
    size: int


class Link(NamedTuple):
    """What is opened, and what is moved then: the keys of sliders with their least and largest value."""

    query: str
    sliders: dict[str, tuple[float, float]]

    def moved(self, values: dict[str, float]) -> str:
        """The link with its sliders elsewhere."""
        keys = [pair for pair in self.query.split("&") if pair and pair.partition("=")[0] not in values]
        return "&".join([*keys, *(f"{key}={value:g}" for key, value in values.items())])


class Visitor:
    """Has an address, as many connections as a browser, and its cache."""

    def __init__(self, site: tuple[str, int], address: str, notes: list[Noted], *, connections: int = 6) -> None:
        self.site, self.address, self.notes = site, address, notes
        self.free: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for _ in range(connections):
            self.free.put_nowait(Connection(site, address))
        self.tags: dict[str, str] = {}

    async def visit(self, link: Link, files: list[str], moves: int, think: float, dice: random.Random) -> None:
        """The page, its files, and moves with a pause before each of `think` seconds on average."""
        async with AsyncExitStack() as stack:
            stack.callback(self.leave)
            await self.ask("page", f"/lab?{link.query}")
            async with asyncio.TaskGroup() as group:
                for file in files:
                    group.create_task(self.ask("file", file))
            values: dict[str, float] = {}
            for _ in range(moves):
                await asyncio.sleep(dice.expovariate(1 / think))
                key = dice.choice(list(link.sliders))
                least, largest = link.sliders[key]
                values[key] = round(least + (largest - least) * dice.randint(0, 50) / 50, 6)
                await self.ask("move", f"/api/v1/experiment?{link.moved(values)}&arrays=binary")

    async def ask(self, kind: str, target: str) -> None:
        """Ask, and ask again when a 503 says when."""
        for _ in range(TRIES):
            pause = await self.once(kind, target)
            if pause is None:
                return
            await asyncio.sleep(pause)

    async def once(self, kind: str, target: str) -> float | None:
        """One request, noted; seconds to wait where the answer says to come again."""
        headers = BROWSER | ({"If-None-Match": self.tags[target]} if target in self.tags else {})
        connection = await self.free.get()
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await connection.get(target, headers)
        except (CutOffError, TimeoutError, OSError) as failure:
            connection.close()
            self.note(kind, type(failure).__name__, began, None)
            return None
        finally:
            self.free.put_nowait(connection)
        self.note(kind, str(answer.status), began, answer)
        if "etag" in answer.headers:
            self.tags[target] = answer.headers["etag"]
        return float(answer.headers.get("retry-after", 1)) if answer.status == 503 else None

    def note(self, kind: str, outcome: str, began: float, answer: Answer | None) -> None:
        seconds = time.perf_counter() - began
        says_when = answer is not None and "retry-after" in answer.headers
        self.notes.append(Noted(kind, outcome, seconds, says_when, answer.size if answer else 0))

    def leave(self) -> None:
        while not self.free.empty():
            self.free.get_nowait().close()
