"""Colours, marks and dashes: those of static/css/base.css and static/js/figures/theme.js, which a test compares."""

from typing import Literal, NamedTuple

Name = Literal["light", "dark"]


class Scheme(NamedTuple):
    """The colours of a figure."""

    paper: str
    ink: str
    muted: str
    grid: str
    zero: str
    kink: str
    minimum: str
    ground: str
    """Below every level line."""
    level: str
    """Laid over the ground once more at each level that F is above."""
    runs: tuple[str, ...]


SCHEMES: dict[str, Scheme] = {
    "light": Scheme(
        paper="#fffefb", ink="#1b2230", muted="#5a6472", grid="#e6e4dd", zero="#c9c6bc",
        kink="#6d28d9", minimum="#0b7a4b", ground="#f4f1e6", level="#40648c",
        runs=("#cf4510", "#1d5fd0", "#00756b", "#a8247f", "#7a5b00", "#4f46b8", "#0b6f94", "#5b6470"),
    ),
    "dark": Scheme(
        paper="#171b24", ink="#e8ecf3", muted="#a3adbb", grid="#262c38", zero="#3d4656",
        kink="#b79bff", minimum="#4cd39a", ground="#10141c", level="#86b4e0",
        runs=("#ff8a50", "#7eaeff", "#3ccfbe", "#f58ad0", "#dcb74a", "#aaa4ff", "#5fc8ee", "#b9c1cc"),
    ),
}  # fmt: skip

MARKS = ("o", "s", "D", "^", "v", "P", "*", "H")
SIZES = (1.0, 0.95, 0.9, 1.1, 1.1, 1.1, 1.5, 1.1)
"""So that all look equally large."""
DASHES = ((), (7, 3), (2, 3), (9, 3, 2, 3), (12, 4), (4, 2), (2, 6), (9, 3, 2, 3, 2, 3))
"""Lengths in pixels of a line that is two pixels wide."""


class RunStyle(NamedTuple):
    """How a run looks, by its number in the link."""

    colour: str
    mark: str
    size: float
    """Of the mark, beside that of a disc."""
    dash: tuple[float, tuple[float, ...]] | str
    """As Matplotlib takes it, in widths of the line."""


def run_style(scheme: Scheme, run: int) -> RunStyle:
    """Eight runs that differ in colour, mark and dash, so never by colour alone.

    >>> run_style(SCHEMES["light"], 2)
    RunStyle(colour='#1d5fd0', mark='s', size=0.95, dash=(0.0, (3.5, 1.5)))
    """
    i = (run - 1) % len(MARKS)
    dash = tuple(length / 2 for length in DASHES[i])
    return RunStyle(scheme.runs[i], MARKS[i], SIZES[i], (0.0, dash) if dash else "solid")
