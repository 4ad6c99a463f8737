"""What makes two requests ask for the same bytes: the code, the path, the query as sent, where this site is."""

import hashlib
import os
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fastapi import Request
from starlette.types import Scope

from app.address import base_address
from app.pages.site import ROOT, static_version
from app.settings import settings

FOLDERS = ("app", "templates")
"""What answers are made by, besides static files, which have a version of their own."""
OPERATION = ("/healthz", "/readyz", "/metrics")
"""What is answered anew each time."""
STATIC = "/static/"
NAMED = "tag"
"""Where in its scope a request keeps its tag, for which two layers ask."""


def tag(scope: Scope) -> str | None:
    """The entity tag of what answers a GET, by any replica of the same image; None where it is no page and no number.

    It is weak, as the same answer may be sent in several codings (RFC 9110, 8.8.3).
    """
    if NAMED not in scope:
        scope[NAMED] = _tag(scope)
    named: str | None = scope[NAMED]
    return named


def _tag(scope: Scope) -> str | None:
    if scope["method"] != "GET":
        return None
    path = scope["path"]
    if path in OPERATION or path.startswith(STATIC):
        return None
    address = base_address(Request(scope))
    asked = b"\0".join((path.encode("utf-8", "surrogatepass"), scope["query_string"], address.encode()))
    return f'W/"{hashlib.blake2b(asked, digest_size=12, key=code_digest()).hexdigest()}"'


@lru_cache(maxsize=1)
def code_digest() -> bytes:
    """Of all that answers follow from besides the link: the code, the libraries' versions, the settings that show."""
    digest = hashlib.blake2b(static_version().encode(), digest_size=32)
    for path in sorted(path for folder in FOLDERS for path in _files(ROOT / folder)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    shown = settings().model_dump_json(include={"cost_limit", "public_url", "sources"})
    digest.update(f"{sys.version} {_libraries()} {shown}".encode())
    return digest.digest()


def _files(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return found


def _libraries() -> list[str]:
    """Names and versions, as their folders are called."""
    found = find_spec("numpy")
    folder = Path(found.origin).parents[1] if found is not None and found.origin else ROOT
    return sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
