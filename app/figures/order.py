"""Which figure is wanted, and how it is to look."""

from typing import Literal, NamedTuple

Format = Literal["png", "svg", "pdf"]
WIDTHS, HEIGHTS = (200, 2400), (200, 2400)
"""Pixels that are allowed."""
TALLEST = 2.0
"""No figure is higher than this, in its width."""
MOST_STRETCHED = (0.4, TALLEST)
"""Heights that are allowed, in widths."""


class Order(NamedTuple):
    """A file that is wanted."""

    figure: str
    format: Format
    scheme: str = "light"
    width: int = 1400
    """Of a PNG, in pixels."""
    height: int | None = None
    """Likewise; left out, what the figure needs."""
    card: bool = False
    """Whether it is looked at as a small picture, and so says what is found in large letters."""

    @property
    def pixels(self) -> int:
        """About how many pixels are drawn."""
        return self.width * (self.height or self.width) if self.format == "png" else 0
