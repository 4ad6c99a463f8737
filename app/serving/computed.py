"""Which requests compute: those alone are kept in memory, wait in line and are counted against a visitor."""

from starlette.types import Scope

PREFIXES = ("/api/v1/", "/lab", "/embed", "/oembed")
"""All other pages are made once, or are files."""


def is_computed(scope: Scope) -> bool:
    """Whether the answer to a request is computed from its link or its body."""
    return str(scope["path"]).startswith(PREFIXES)
