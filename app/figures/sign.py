"""What a key is made of."""

from typing import Any, NamedTuple


class Sign(NamedTuple):
    """A mark or a line and what it means."""

    means: str
    style: dict[str, Any]
    """As Matplotlib's Line2D takes it."""
