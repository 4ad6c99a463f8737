"""HTTP/1.1 with keep-alive, as little as a load generator needs: it shares its cores with the server."""

import asyncio
import errno
from typing import NamedTuple


class CutOffError(Exception):
    """The connection ended before the answer did."""


class Answer(NamedTuple):
    """What came back; the names of headers are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def size(self) -> int:
        """Bytes of the body, as they travelled."""
        return len(self.body)


class Connection:
    """Opened when it is needed, from an address of its own, and opened anew when the server has ended it."""

    def __init__(self, site: tuple[str, int], address: str) -> None:
        self.site, self.address = site, address
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, target: str, headers: dict[str, str]) -> Answer:
        """The answer to a GET.

        Raises:
            CutOffError: when the connection ends before the answer does.
            OSError: when there is no connection.
        """
        is_used = self.streams is not None
        if self.streams is None:
            self.streams = await open_from(self.site, self.address)
        try:
            return await self.exchange(target, headers)
        except (asyncio.IncompleteReadError, ConnectionError) as ended:
            self.close()
            if is_used and not getattr(ended, "partial", b""):  # it was idle for too long, as browsers see it, too
                return await self.get(target, headers)
            raise CutOffError(str(ended)) from ended

    async def exchange(self, target: str, headers: dict[str, str]) -> Answer:
        assert self.streams is not None
        reader, writer = self.streams
        lines = [f"GET {target} HTTP/1.1", f"Host: {self.site[0]}:{self.site[1]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        got = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        status = int(head[0].split()[1])
        body = b"" if status in (204, 304) else await body_of(reader, got)
        if got.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, got, body)

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None


async def open_from(site: tuple[str, int], address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection from an address; another try when the system's choice of a port was taken a moment ago."""
    for _ in range(3):
        try:
            return await asyncio.open_connection(*site, local_addr=(address, 0), limit=1 << 18)
        except OSError as failure:
            if failure.errno != errno.EADDRINUSE:
                raise
    return await asyncio.open_connection(*site, limit=1 << 18)


async def body_of(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    """The body as its headers delimit it."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    parts = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
    await reader.readuntil(b"\r\n")
    return b"".join(parts)
