"""What all pages share: the templates, the version of the static files, what a page may load."""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader
from starlette.responses import RedirectResponse

from app import __version__
from app.pages.assets import STATIC, preloads, script, sheet

Made = TypeVar("Made")
ROOT = STATIC.parent

# The six hashes are the style attributes that Plotly sets: none but them is allowed.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'; style-src-attr 'unsafe-hashes' "
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-wkY2X5hecQzbhnFCqvTpwrUJ1f4X8LH5WFjYUzv1wmU=' "
    "'sha256-r8zR3S6YuWY5tpo2Y0PvZHW5fa+SKLNon9zbEWb5UPA=' 'sha256-S+l+cz1wXqs2B0FcjqqT7NvjwGmhD1UjJswXjlSkj0s=' "
    "'sha256-lGP/R5jOMXytzwBHVEM5Nv4XbT9fuH6V2dET/0dje2s=' 'sha256-AR/cKIZjWPcPmBUPDA6oti9XBiTbJvz0Cro2J1VzzS8='"
)


@lru_cache(maxsize=1)
def static_version() -> str:
    """The version of the whole static tree: part of every static address, so that each is immutable."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            digest.update(path.relative_to(STATIC).as_posix().encode() + path.read_bytes())
    return f"{__version__}-{digest.hexdigest()[:10]}"


@lru_cache(maxsize=1)
def templates() -> Jinja2Templates:
    """The templates."""
    loader = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return Jinja2Templates(env=environment)


def render(request: Request, name: str, context: dict[str, Any], status: int = 200) -> Response:
    """A page from its template."""
    shared = _shared() | context
    return templates().TemplateResponse(request, name, shared, status_code=status)


def text_of(name: str, context: dict[str, Any]) -> str:
    """The text of a page that is the same for everybody, to be kept."""
    return templates().get_template(name).render(_shared() | context)


def made_once(make: Callable[[], Made]) -> Callable[[], Made]:
    """What is the same for everybody, as a page: made once, though several may ask for it while it is being made."""
    lock, kept = Lock(), lru_cache(maxsize=1)(make)

    @wraps(make)
    def made() -> Made:
        with lock:
            return kept()

    return made


def _shared() -> dict[str, Any]:
    named = {"script": script, "sheet": sheet, "preloads": preloads}
    return {"static": f"/static/{static_version()}", "version": __version__} | named


async def icon() -> Response:
    """Where browsers look for an icon by themselves."""
    return RedirectResponse(f"/static/{static_version()}/icon.svg", headers={"Cache-Control": "public, max-age=60"})
