"""How the long lists of the form are grouped, so that an entry is found among thirty."""

from collections.abc import Callable
from typing import Any, NamedTuple

Entry = dict[str, Any]

ORDER = (
    "of a residual", "of a margin", "not convex",
    "first order", "adaptive", "line search", "second order", "proximal", "structured", "SciPy",
    "of one parameter", "of two parameters",
)  # fmt: skip
"""What the names of families are sorted by; others come after them."""


class Family(NamedTuple):
    """Entries that are listed together; without a name they are the whole list."""

    name: str
    entries: list[Entry]


def _loss(properties: dict[str, Any]) -> str:
    if not properties["convex"]:
        return "not convex"
    return "of a margin" if properties["margin"] else "of a residual"


FAMILY: dict[str, Callable[[dict[str, Any]], str]] = {
    "loss": _loss,
    "method": lambda properties: str(properties["family"]),
    "function": lambda properties: f"of {'one parameter' if len(properties['names']) == 1 else 'two parameters'}",
}
"""The family of an entry by its properties, in registries that have some."""


def families(registry: str, entries: list[Entry]) -> list[Family]:
    """The entries of a registry by family, in the order of `ORDER` and else as they come."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        name = FAMILY[registry](entry["properties"]) if registry in FAMILY else ""
        found.setdefault(name, []).append(entry)
    names = sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    return [Family(name[:1].upper() + name[1:], found[name]) for name in names]
