"""The line in front of what computes: short, and fair between addresses."""

import asyncio
import math
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field

AHEAD = 0.001
"""Seconds that even the cheapest request counts for."""
MOST = 10_000
"""Addresses that are remembered to be ahead."""


class Full(Exception):  # noqa: N818  # reads as what it is
    """There is no room in line."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the line is {seconds:.1f} s long")
        self.retry_after = max(1, math.ceil(seconds))


@dataclass(order=True)
class _Waiting:
    turn: float
    number: int
    address: str = field(compare=False)
    cost: float = field(compare=False)
    admitted: asyncio.Future[None] = field(compare=False)


class Line:
    """Start-time fair queueing (Goyal, Vin & Cheng 1996) for a few places at work; the last in line is dropped.

    Each address has a time of its own, which goes on by the cost of what it asks. Who is least far ahead is next, so
    that a quiet address need not wait behind all that a busy one asks; and when the line is too long, it is the
    busiest address that loses its latest request. An address that is alone has the whole line.

    Args:
        places: how many are at work at once.
        longest: seconds of work that may wait for each place.
        always: how many requests may wait however long they take: a browser asks for as many at once.
        told: how many wait and how many are at work, whenever that changes.
    """

    def __init__(
        self,
        places: int,
        longest: float,
        told: Callable[[int, int], None] = lambda waiting, working: None,
        always: int = 1,
    ) -> None:
        self.places = places
        self.longest = longest
        self.always = always
        self.told = told
        self.working = 0
        self.waiting: list[_Waiting] = []
        self.now = 0.0
        self.ahead: dict[str, float] = {}
        self.number = 0

    @property
    def seconds(self) -> float:
        """How long whoever is last in line waits, as far as costs are known."""
        return sum(each.cost for each in self.waiting) / self.places

    async def enter(self, address: str, cost: float) -> None:
        """Wait for a place, which has to be left again.

        Raises:
            Full: when there is no room, or others who asked for less take it.
        """
        cost = max(cost, AHEAD)
        turn = max(self.now, self.ahead.get(address, 0.0))
        self.ahead[address] = turn + cost
        if self.working < self.places and not self.waiting:
            self._admit(turn)
            return
        self.number += 1
        mine = _Waiting(turn, self.number, address, cost, asyncio.get_running_loop().create_future())
        insort(self.waiting, mine)
        self._shorten()
        self._tell()
        await self._admitted(mine)

    async def _admitted(self, mine: _Waiting) -> None:
        try:
            await mine.admitted
        except asyncio.CancelledError:
            if mine in self.waiting:
                self.waiting.remove(mine)
                self._tell()
            elif mine.admitted.done() and not mine.admitted.cancelled() and mine.admitted.exception() is None:
                self.leave()
            raise

    def leave(self) -> None:
        """Give a place to the next in line."""
        self.working -= 1
        self.waiting = [each for each in self.waiting if not each.admitted.cancelled()]
        if self.waiting:
            following = self.waiting.pop(0)
            self._admit(following.turn)
            following.admitted.set_result(None)
        elif not self.working:
            self.ahead.clear()  # nobody waits: all are equal again
        self._tell()

    def _admit(self, turn: float) -> None:
        self.working += 1
        self.now = max(self.now, turn)
        self._forget()
        self._tell()

    def _forget(self) -> None:
        """Addresses that are no longer ahead; of very many, the half that is least so."""
        if len(self.ahead) > MOST:
            self.now = sorted(self.ahead.values())[MOST // 2]
        self.ahead = {address: at for address, at in self.ahead.items() if at > self.now}

    def _shorten(self) -> None:
        """Drop whoever is last until the line is short enough."""
        while len(self.waiting) > self.always and self.seconds > self.longest:
            dropped = self.waiting.pop()
            self.ahead[dropped.address] = dropped.turn  # it has had nothing
            if not dropped.admitted.cancelled():
                dropped.admitted.set_exception(Full(self.seconds))

    def _tell(self) -> None:
        self.told(len(self.waiting), self.working)
