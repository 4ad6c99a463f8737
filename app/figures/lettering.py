"""The font of all figures: Matplotlib's own, measured, and embedded with no more glyphs than a figure has."""

import base64
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import matplotlib
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "DejaVu Sans"
FILE = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
UNKNOWN = "□"
"""Stands for what the font has no glyph for."""
MORE = "…"
MEASURED = 64
"""The size in points at which text is measured."""


def lettering(size: float) -> FontProperties:
    """The font at a size in points, by its file: so that nothing depends on the fonts of a machine."""
    return FontProperties(fname=FILE, size=size)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(str(FILE)).get_charmap())


def printable(text: str) -> str:
    """The text with a box for every character that the font lacks.

    >>> printable("θ = 1 🙂")
    'θ = 1 □'
    """
    return "".join(each if ord(each) in _glyphs() else UNKNOWN for each in text)


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """How wide a text is, in points."""
    font = FT2Font(str(FILE))
    font.set_size(MEASURED, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0] / 64 * size / MEASURED)


def shortened(text: str, size: float, room: float) -> str:
    """As much of the text as there is room for, in points.

    >>> shortened("Subgradient method", 8, 60)
    'Subgradient…'
    """
    text = printable(text)
    if width(text, size) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if width(text[:middle] + MORE, size) <= room else (least, middle - 1)
    return text[:least].rstrip() + MORE


def wrapped(text: str, size: float, room: float, lines: int) -> list[str]:
    """The text in lines that are no longer than the room, at most so many."""
    found: list[str] = []
    rest = printable(text).split()
    while rest and len(found) < lines - 1:
        count = next((n for n in range(len(rest), 1, -1) if width(" ".join(rest[:n]), size) <= room), 1)
        found.append(" ".join(rest[:count]))
        rest = rest[count:]
    return [shortened(line, size, room) for line in [*found, " ".join(rest)] if line]


def face(text: str) -> str:
    """A rule of CSS that carries the font's glyphs for a text."""
    font = TTFont(FILE, recalcTimestamp=False)
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [], False, []
    options.drop_tables.append("FFTM")
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    data = base64.b64encode(packed.getvalue()).decode()
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff2;base64,{data}) format("woff2")}}'
