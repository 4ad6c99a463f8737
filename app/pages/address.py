"""Where this site is, as absolute addresses say it: for whoever reads a page elsewhere."""

from urllib.parse import SplitResult, urlsplit

from fastapi import Request

from app.address import base_address

HERE = "https://here.invalid"
"""Stands for this site in pages that are the same for everybody, until somebody asks for them (RFC 6761)."""


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
