"""The sheet that a figure is drawn on: its title, its runs, its panels, and a line at its foot."""

from typing import Any, NamedTuple

import matplotlib
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.text import Text

from app.figures.lettering import lettering, shortened, wrapped
from app.figures.panel import KEY, SMALL, TEXT, Panel, plain
from app.figures.scheme import Scheme, run_style

# Matplotlib is told once, here, what can be told in no other way; no user's file of settings is heeded.
matplotlib.rcdefaults()
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "losscope", "pdf.fonttype": 42})

WIDTH = 504.0
"""Of every sheet, in points: as wide as the text of a page."""
EDGE, LEFT, RIGHT, FOOT = 12.0, 46.0, 14.0, 46.0
ABOVE, BETWEEN, ROW = 20.0, 26.0, 12.5
"""Room for the name of a panel, between two panels, and for a row of runs."""
TITLE = 11.0
HEADLINE, SENTENCE = 17.0, 11.0
"""Sizes of letters on a card, which is looked at as a small picture."""


class Words(NamedTuple):
    """What a sheet says besides its figure."""

    title: str
    finding: str
    """What is found, on cards."""
    runs: list[tuple[int, str]]
    """Number and name of each run, where there is no card."""
    foot: str
    address: str
    """Where the experiment is."""
    is_linked: bool
    """Whether that leads there from a file, too."""


class Sheet:
    """A sheet of paper, `height` points high; places on it are counted from its upper left corner."""

    def __init__(self, scheme: Scheme, height: float, words: Words, *, is_card: bool = False) -> None:
        self.scheme, self.height, self.is_card = scheme, height, is_card
        self.canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=scheme.paper)
        self._top = self._headline(words) if is_card else self._head(words)
        self._write(
            EDGE,
            height - 9,
            shortened(words.foot, SMALL, WIDTH - 2 * EDGE),
            SMALL,
            url=words.address if words.is_linked else "",
        )

    def panels(self, *shares: float) -> list[Panel]:
        """Panels below each other, each with such a share of the height."""
        room = self.height - FOOT - self._top - ABOVE - BETWEEN * (len(shares) - 1)
        found, top = [], self._top + ABOVE
        for share in shares:
            high = max(room, SMALL) * share / sum(shares)
            corner = LEFT / WIDTH, 1 - (top + high) / self.height
            size = 1 - (LEFT + RIGHT) / WIDTH, high / self.height
            found.append(Panel(self.canvas.add_axes((*corner, *size), facecolor="none"), self.scheme))
            top += high + BETWEEN
        return found

    def _head(self, words: Words) -> float:
        """Title and runs; returns where they end."""
        room = WIDTH - 2 * EDGE
        self._write(EDGE, 18, shortened(words.title, TITLE, room), TITLE, self.scheme.ink)
        if not words.runs:
            return 24
        columns = 1 if len(words.runs) == 1 else 2
        titles = [shortened(title, TEXT, room / columns - 40) for _, title in words.runs]
        place: dict[str, Any] = {
            "loc": "upper left",
            "bbox_to_anchor": (EDGE / WIDTH, 1 - 25 / self.height),
            "ncols": columns,
        }
        lines = [self._run(number) for number, _ in words.runs]
        plain(self.canvas.legend(lines, titles, **place, **KEY, labelcolor=self.scheme.muted))
        return 25 + ROW * -(-len(titles) // columns)

    def _headline(self, words: Words) -> float:
        """Title and finding of a card; returns where they end."""
        room = WIDTH - 2 * EDGE
        self._write(EDGE, 25, shortened(words.title, HEADLINE, room), HEADLINE, self.scheme.ink)
        lines = wrapped(words.finding, SENTENCE, room, 2)
        for i, line in enumerate(lines):
            self._write(EDGE, 43 + 15 * i, line, SENTENCE)
        return 30 + 15 * len(lines)

    def _run(self, number: int) -> Line2D:
        style = run_style(self.scheme, number)
        look: dict[str, Any] = {"marker": style.mark, "ms": 5.5 * style.size, "mec": self.scheme.paper, "mew": 0.6}
        return Line2D([], [], color=style.colour, ls=style.dash, lw=1.4, **look)

    def _write(self, x: float, y: float, text: str, size: float, colour: str = "", url: str = "") -> None:
        look: dict[str, Any] = {
            "color": colour or self.scheme.muted,
            "fontproperties": lettering(size),
            "parse_math": False,
        }
        place = x / WIDTH, 1 - y / self.height
        self.canvas.add_artist(Text(*place, text, transform=self.canvas.transFigure, url=url or None, **look))
