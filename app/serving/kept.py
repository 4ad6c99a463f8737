"""Finished answers, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from starlette.types import Send

OVERHEAD = 2_000
"""Bytes that an answer takes besides its body: its headers, its key."""
LARGEST = 0.25
"""The share of the memory that one answer may take."""


class Answer(NamedTuple):
    """All that was sent for a request."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send_by(self, send: Send) -> None:
        """To one more visitor; those who send it on may change the headers of what they got."""
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Kept:
    """Answers by what asks for them; beyond so many bytes those go that were not asked for the longest.

    >>> kept = Kept(10_000)
    >>> for name in "abcde":
    ...     kept.put(name, Answer(200, (), b"..."))
    >>> kept.get("a") is None, kept.get("e") is None, kept.bytes
    (True, False, 8012)
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        """The answer, which is the newest from now on."""
        if key not in self._answers:
            return None
        self._answers.move_to_end(key)
        return self._answers[key]

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, unless it would push out too many others."""
        if _size(answer) > LARGEST * self.most or key in self._answers:
            return
        self._answers[key] = answer
        self.bytes += _size(answer)
        while self.bytes > self.most:
            self.bytes -= _size(self._answers.popitem(last=False)[1])


def _size(answer: Answer) -> int:
    return len(answer.body) + OVERHEAD
