"""Static files under their version: compressed when the front end is built, sent from memory."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

import brotli
from anyio import to_thread
from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from starlette.datastructures import Headers
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from app.compression import SMALLEST, coding
from app.pages.site import ROOT, static_version

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""What files are called that hold another in a coding, beside it."""
SQUEEZE: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=11)),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}
"""For text that has no such file: too slow for answers, but done once."""
TEXTS = (".js", ".css", ".svg", ".json")
FOREVER = "public, max-age=31536000, immutable"


class Packed(NamedTuple):
    """A file as it is sent."""

    content: bytes
    headers: Mapping[str, str]


class PackedFiles(StaticFiles):
    """Files in the coding that the visitor takes; what was sent once is sent from memory, without a thread.

    The whole of it is sent whatever range is asked for, which no answer offers.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self.known: dict[tuple[str, str], Packed] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        key = (path, coding(scope))
        packed = self.known.get(key) if scope["method"] == "GET" else None
        if packed is None:
            found = await super().get_response(path, {**scope, "headers": []})
            assert isinstance(found, FileResponse)
            packed = self.known[key] = await to_thread.run_sync(pack, Path(found.path), key[1])
        if self.is_not_modified(Headers(packed.headers), Headers(scope=scope)):
            return NotModifiedResponse(Headers(packed.headers))
        return Response(packed.content, headers=packed.headers)


def pack(path: Path, wanted: str) -> Packed:
    """A file in a coding, if it is worth it; the tag is of these very bytes, the same on every machine."""
    content, used = path.read_bytes(), ""
    beside = path.with_name(path.name + SUFFIXES.get(wanted, ""))
    if beside != path and beside.is_file():
        content, used = beside.read_bytes(), wanted
    elif wanted and path.suffix in TEXTS and len(content) >= SMALLEST:
        content, used = SQUEEZE[wanted](content), wanted
    media_type = guess_type(path.name)[0] or "application/octet-stream"
    headers = {
        "Content-Type": f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        "Cache-Control": FOREVER,
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:24]}"',
        "Vary": "Accept-Encoding",
    }
    return Packed(content, headers | ({"Content-Encoding": used} if used else {}))


def mount_static(app: FastAPI) -> None:
    """Serve the static tree under its version."""
    app.mount(f"/static/{static_version()}", PackedFiles(ROOT / "static"), name="static")
