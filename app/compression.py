"""How answers are compressed: pages as small as they get, computed answers quickly."""

from functools import lru_cache

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from app.binary import MEDIA_TYPE

SMALLEST = 500
"""Bytes below which nothing is gained."""
LARGE = 50_000
"""Bytes beyond which compressing takes so many milliseconds that others would wait for it."""
HEARD = "heard"
"""Where in its scope a compressor finds what the application said."""
CODINGS = {"/api/": ("zstd", "br", "gzip"), "/static/": ("br", "gzip"), "/": ("br", "zstd", "gzip")}
"""Codings by where an address begins, best first; of pages brotli's are a tenth smaller, at some milliseconds more."""


class OneCoding:
    """Offers the one coding alone that a request is answered in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        others = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        offered = [*others, (b"accept-encoding", coding(scope).encode())]
        await self.app({**scope, "headers": offered}, receive, send)


def coding(scope: Scope) -> str:
    """The coding in which a request is answered, if the answer is worth it; empty for none."""
    offered = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    return _best(offered, next((known for start, known in CODINGS.items() if scope["path"].startswith(start)), ()))


@lru_cache(maxsize=128)
def _best(offered: bytes, known: tuple[str, ...]) -> str:
    weights = accepted(offered.decode("latin-1"))
    return next((each for each in known if weights.get(each, weights.get("*", False))), "")


def accepted(header: str) -> dict[str, bool]:
    """For each coding that an Accept-Encoding names, whether it is taken: it is not at the weight 0.

    >>> accepted("br, gzip;q=0, *;q=0.1")
    {'br': True, 'gzip': False, '*': True}
    """
    named = (part.replace(" ", "").lower().partition(";q=") for part in header.split(",") if part.strip())
    return {name: bool(weight.strip("0.")) or not weight for name, _, weight in named}


class Compressed:
    """Compresses answers as wholes, large ones in a thread: compressing, unlike Python, leaves the interpreter free."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.library = CompressMiddleware(_say_again, minimum_size=SMALLEST, zstd_level=6, brotli_quality=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        heard: list[Message] = []

        async def listen(message: Message) -> None:
            heard.append(message)

        failure: Exception | None = None
        try:
            await self.app(scope, receive, listen)
        except Exception as error:  # which the application has answered already
            failure = error
        asked = {**scope, HEARD: heard}
        for message in await to_thread.run_sync(self._said, asked) if _is_work(heard) else self._said(asked):
            await send(message)
        if failure is not None:
            raise failure

    def _said(self, scope: Scope) -> list[Message]:
        """What is sent: found without an event loop, since nothing on the way waits."""
        said: list[Message] = []

        async def send(message: Message) -> None:
            said.append(message)

        try:
            self.library(scope, _nothing, send).send(None)
        except StopIteration:
            return said
        raise AssertionError("compressing waited")


def _is_work(heard: list[Message]) -> bool:
    headers = [name for each in heard for name, _ in each.get("headers", ())]
    return b"content-encoding" not in headers and sum(len(each.get("body", b"")) for each in heard) > LARGE


async def _say_again(scope: Scope, _: Receive, send: Send) -> None:
    for message in scope[HEARD]:
        await send(message)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def compressed(app: ASGIApp) -> ASGIApp:
    """The same application, whose answers are compressed as the visitor takes them."""
    add_compress_type(MEDIA_TYPE)
    return OneCoding(Compressed(app))
