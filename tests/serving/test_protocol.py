"""What comes over a socket that is no decent request: refused in the one error body, and the connection is closed."""

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from threading import Thread

import pytest
import uvicorn

from app.serving import limits, protocol
from app.serving.limits import Limits
from app.serving.request_log import RequestLog

PATIENCE = 0.5
"""Seconds that the server of these tests waits for heads and for bodies."""
HOST = b"Host: losscope.example\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
reached: list[str] = []
"""Paths that the application has seen."""


async def echo(scope, receive, send):
    """An application that answers with the body that it reads."""
    reached.append(scope["path"])
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocol, "PATIENCE", PATIENCE)
        patch.setattr(limits, "PATIENCE", PATIENCE)
        app = RequestLog(Limits(echo))
        config = uvicorn.Config(app, port=0, http=protocol.BoundedProtocol, lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = Thread(target=asyncio.run, args=(server.serve(),))
        thread.start()
        while not server.started:
            assert thread.is_alive()
        yield server.servers[0].sockets[0].getsockname()[1]
        server.should_exit = True
        thread.join(60)


def said(port: int, *parts: bytes) -> bytes:
    """All that is answered until the server closes; the visitor never does."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as visitor:
        for part in parts:
            visitor.sendall(part)
        heard = b""
        while piece := visitor.recv(65_536):
            heard += piece
    return heard


def statuses(heard: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"HTTP/1\.1 (\d{3})", heard)]


HEADS = {
    "length and coding": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(SMUGGLED) + SMUGGLED,
    "a list of lengths": b"Content-Length: 0, %d\r\n\r\n" % len(SMUGGLED) + SMUGGLED,
    "a signed length": b"Content-Length: +5\r\n\r\nhello" + SMUGGLED,
    "a length that is no number": b"Content-Length: five\r\n\r\n" + SMUGGLED,
    "an unknown coding last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a line folded": b"X-A: b\r\n  Transfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
    "a bare line feed": b"X-A: b\nContent-Length: 0\r\n\r\n" + SMUGGLED,
    "a bare carriage return": b"X-A: b\rContent-Length: 0\r\n\r\n" + SMUGGLED,
    "a zero byte": b"X-A: \0\r\n\r\n" + SMUGGLED,
    "a chunk of no size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk too large to count": b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 20 + b"\r\n" + SMUGGLED,
    "a second host": HOST + b"Content-Length: 0\r\n\r\n" + SMUGGLED,
}


@pytest.mark.parametrize("rest", HEADS.values(), ids=HEADS)
def test_what_could_be_read_in_two_ways_is_not_read_at_all(port, rest):
    reached.clear()
    heard = said(port, b"POST /first HTTP/1.1\r\n" + HOST + rest)
    assert statuses(heard) == [400]
    body = json.loads(heard.partition(b"\r\n\r\n")[2])
    assert (body["status"], body["title"]) == (400, "Invalid request")
    assert "/smuggled" not in reached


def test_extensions_of_chunks_mean_nothing(port):
    chunks = b'5;a="b"\r\nhello\r\n0\r\n\r\n'
    head = b"POST / HTTP/1.1\r\n" + HOST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    heard = said(port, head + chunks)
    assert statuses(heard) == [200]
    assert heard.endswith(b"hello")


TOO_LONG = {
    "address": (b"GET /?" + b"a" * (protocol.LONGEST_ADDRESS + 1) + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "headers": (b"GET / HTTP/1.1\r\n" + HOST + b"A: b\r\n" * (protocol.MOST_HEADERS + 1) + b"\r\n", 431),
    "one header": (b"GET / HTTP/1.1\r\n" + HOST + b"A: " + b"b" * protocol.LONGEST_HEAD + b"\r\n\r\n", 431),
    "a header without end": (b"GET / HTTP/1.1\r\n" + HOST + b"A: " + b"b" * 3 * protocol.LONGEST_HEAD, 431),
    "body as it says": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000001\r\n\r\n", 413),
    "body": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
             + b"%x\r\n" % 1_100_000 + b"a" * 1_100_000 + b"\r\n0\r\n\r\n", 413),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status"), TOO_LONG.values(), ids=TOO_LONG)
def test_what_is_too_long_is_refused_before_it_is_kept(port, sent, status):
    reached.clear()
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as visitor:
        with suppress(ConnectionError):  # the server does not read to the end
            visitor.sendall(sent)
        try:
            heard = visitor.recv(65_536)
        except ConnectionResetError:
            heard = b""
    assert statuses(heard) in ([status], [])
    assert not reached


SLOW = {
    "nothing at all": ([], []),
    "half a head": ([b"GET / HTTP/1.1\r\nHos"], [408]),
    "half a body": ([b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nhalf"], [408]),
    "half a second head": ([b"GET / HTTP/1.1\r\n" + HOST + b"\r\nGET / HT"], [200]),
}


@pytest.mark.parametrize(("parts", "answered"), SLOW.values(), ids=SLOW)
def test_who_keeps_something_back_is_not_waited_for(port, parts, answered):
    assert statuses(said(port, *parts)) == answered


def test_who_is_slow_but_comes_to_an_end_is_answered(port):
    head = b"GET /slowly HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    assert statuses(said(port, *(head[i : i + 1] for i in range(len(head))))) == [200]


def test_a_body_that_ends_early_reaches_nobody(port):
    reached.clear()
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as visitor:
        visitor.sendall(b"POST /cut HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nhalf")
    assert statuses(said(port, b"GET /next HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")) == [200]
    assert reached == ["/next"]


def test_a_packed_body_is_not_unpacked(port):
    packed = b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\0"
    heard = said(port, b"POST / HTTP/1.1\r\n" + HOST + packed)
    assert statuses(heard) == [415]
    assert b"packed as gzip" in heard
