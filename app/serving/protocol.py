"""HTTP/1.1 as uvicorn speaks it, with bounds on how long a request's head may be and how slowly it may come."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.errors import MEDIA_TYPE, problem_response

LONGEST_HEAD = 64_000
"""Bytes of a request's line and headers."""
LONGEST_ADDRESS = 32_000
"""Bytes of a path with its query: links of 8,000 characters, were each of them escaped."""
MOST_HEADERS = 100
PATIENCE = 10.0
"""Seconds within which a head has to be there, from the connection or from its first byte."""


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections that keep a request's head back, and refuses heads that are too long, before any is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head_timer: asyncio.TimerHandle | None = None
        self.head_bytes = 0
        self.refusal = 400, "The request is no HTTP."

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]  # as uvicorn narrows it
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser no more than a head may have while one is open."""
        while data and not self.transport.is_closing():
            part = data[: LONGEST_HEAD - self.head_bytes + 1] if self.head_timer else data
            self.head_bytes += len(part)
            super().data_received(part)
            if self.head_timer and self.head_bytes > LONGEST_HEAD:
                self._refuse(431, f"The head of a request has at most {LONGEST_HEAD:,} bytes.")
            data = data[len(part) :]

    def on_message_begin(self) -> None:
        if self.head_timer is None:
            self._await_head()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > LONGEST_ADDRESS:
            self.refusal = 414, f"An address has at most {LONGEST_ADDRESS:,} bytes; a longer link is sent by POST."
            raise ValueError(self.refusal[1])

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > MOST_HEADERS:
            self.refusal = 431, f"A request has at most {MOST_HEADERS} headers."
            raise ValueError(self.refusal[1])

    def on_headers_complete(self) -> None:
        self._head_is_there()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """The one error body, in place of uvicorn's text."""
        if self.transport.is_closing():
            return
        status, detail = self.refusal
        body = bytes(problem_response(status, "Invalid request", detail).body)
        head = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()

    def _refuse(self, status: int, detail: str) -> None:
        self.refusal = status, detail
        self.send_400_response(detail)

    def _await_head(self) -> None:
        self.head_bytes = 0
        self.head_timer = self.loop.call_later(PATIENCE, self._give_up)

    def _head_is_there(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _give_up(self) -> None:
        if self.head_bytes:
            self._refuse(408, f"The head of the request was not there within {PATIENCE:.0f} s.")
        self.transport.close()
