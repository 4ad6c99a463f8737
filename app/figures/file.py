"""A figure as a file: PNG, SVG or PDF; the same bytes for the same experiment."""

import re
from functools import lru_cache
from html import unescape
from io import BytesIO
from threading import Lock
from typing import Any

from app.core.experiment import Experiment
from app.core.interruption import check
from app.figures.catalogue import FIGURES
from app.figures.figure import Figure, Result
from app.figures.foot import MAKER, foot, place, site
from app.figures.lettering import face
from app.figures.order import Order
from app.figures.result import result_of
from app.figures.scheme import SCHEMES
from app.figures.sheet import WIDTH, Sheet, Words

KEPT = 32
"""Files that are remembered."""
POINTS = 72
"""To the inch."""
LOCK = Lock()
"""Matplotlib draws for one thread at a time."""
LETTERS = re.compile(r"<text [^>]*>([^<]*)</text>")


@lru_cache(maxsize=KEPT)
def draw(experiment: Experiment, order: Order) -> bytes:
    """The file of a figure that there is of the experiment."""
    result, figure = result_of(experiment), FIGURES[order.figure]
    share = figure.height(result) if order.height is None else order.height / order.width
    words = _words(figure, experiment, result, order.card)
    with LOCK:
        check()  # it may have waited long
        sheet = Sheet(SCHEMES[order.scheme], WIDTH * share, words, is_card=order.card)
        figure.draw(sheet, result)
        return _saved(sheet, order, words)


def _words(figure: Figure, experiment: Experiment, result: Result, is_card: bool) -> Words:
    runs = result["descent"]["runs"]
    names = [(run["run"], run["title"]) for run in runs if figure.has_runs and not is_card]
    finding = runs[0]["findings"][0]["sentence"]
    where = place(experiment)
    return Words(figure.heading(experiment), finding, names, foot(where), where, is_linked=bool(site()))


def _saved(sheet: Sheet, order: Order, words: Words) -> bytes:
    """The bytes, without a date."""
    about: dict[str, dict[str, Any]] = {
        "png": {"Software": MAKER, "Title": words.title, "Source": words.address},
        "svg": {"Creator": MAKER, "Title": words.title, "Source": words.address, "Date": None},
        "pdf": {
            "Creator": MAKER,
            "Title": words.title,
            "Subject": words.address,
            "Producer": MAKER,
            "CreationDate": None,
        },
    }
    file = BytesIO()
    density = order.width / WIDTH * POINTS if order.format == "png" else POINTS
    sheet.canvas.savefig(file, format=order.format, dpi=density, metadata=about[order.format])
    return _with_letters(file.getvalue()) if order.format == "svg" else file.getvalue()


def _with_letters(svg: bytes) -> bytes:
    """An SVG that carries the glyphs of its text, which stays text."""
    text = svg.decode()
    letters = sorted(set(unescape("".join(LETTERS.findall(text)))))
    return text.replace("<defs>", f"<defs>\n  <style>{face(''.join(letters))}</style>", 1).encode()
