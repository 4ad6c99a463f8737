"""Where this site is, as absolute addresses say it: for whoever reads a page elsewhere."""

import re
from urllib.parse import SplitResult, urlsplit

from fastapi import Request

from app.settings import settings

NAME = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
HOST = re.compile(rf"(?:{NAME}(?:\.{NAME})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?", re.ASCII | re.IGNORECASE)
LONGEST_HOST = 255
HERE = "https://here.invalid"
"""Stands for this site in pages that are the same for everybody, until somebody asks for them (RFC 6761)."""


def base_address(request: Request) -> str:
    """The address of this site, without a slash at its end; empty where neither settings nor the request say it.

    A request says it by its Host, which anybody may write as they like: what could be no host is not believed.
    """
    if settings().public_url is not None:
        return str(settings().public_url).rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host}" if len(host) <= LONGEST_HOST and HOST.fullmatch(host) else ""


def placed(text: str, request: Request) -> str:
    """A kept page as it is sent: with this site's address in it."""
    return text.replace(HERE, base_address(request))


def split_own(address: str, request: Request) -> SplitResult | None:
    """The parts of an address of this site, or none when it is no address, or another's."""
    try:
        parts, own = urlsplit(address), urlsplit(base_address(request))
    except ValueError:
        return None
    is_own = bool(own.netloc) and parts.scheme in ("http", "https") and parts.netloc.lower() == own.netloc.lower()
    return parts if is_own else None
