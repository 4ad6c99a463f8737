"""What frameworks answer at kinks: the rows that a query asks for."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from app.frameworks.measurement import Measurement, frameworks
from app.frameworks.table import Line, chosen, columns, counted
from app.link_reader import InvalidLink, Reader
from app.link_text import shorten

LONGEST = 100


class Filter(NamedTuple):
    """Which rows are asked for."""

    expression: str = ""
    framework: str = ""
    disagree: bool = False
    outside: bool = False


def read_filter(pairs: Iterable[tuple[str, str]]) -> Filter:
    """The filter that a query spells; what is empty counts as left out.

    Raises:
        InvalidLink: naming every key that is unknown or whose value is not allowed.
    """
    reader = Reader(pairs)
    reads = {"expression": _text, "framework": _framework, "disagree": _switch, "outside": _switch}
    given = {key: reader.take(key, read) for key, read in reads.items()}
    reader.leftovers()
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    return Filter(**{key: value for key, value in given.items() if value is not None})


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} characters are too long; {LONGEST} are allowed")
    return text


def _framework(text: str) -> str:
    if text and text not in columns():
        raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(columns())}")
    return text


def _switch(text: str) -> bool:
    if text not in ("", "0", "1"):
        raise ValueError(f"invalid value {shorten(text)!r}; 0 or 1 is allowed")
    return text == "1"


def frameworks_content(wanted: Filter) -> dict[str, Any]:
    """The rows, with what is true of each, and how their answers compare with it."""
    found = chosen(**wanted._asdict())
    shown = [each for key, each in columns().items() if wanted.framework in ("", key)]
    return {
        "frameworks": [_framework_content(each) for each in shown],
        "rows": [_row(line) for line in found],
        "verdicts": counted([cell.verdict for line in found for cell in line.cells]),
    }


def _framework_content(measurement: Measurement) -> dict[str, Any]:
    return {
        "key": measurement.key,
        "title": measurement.framework,
        "version": measurement.version,
        "mode": measurement.mode,
        "dtype": measurement.dtype,
        "run": frameworks()[measurement.name].run,
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "slug": line.slug,
        "expression": line.expression.name,
        "formula": line.expression.formula,
        "at": line.at,
        "left": _finite(line.truth.left),
        "right": _finite(line.truth.right),
        "stated": line.truth.stated,
        "jump": line.truth.jump,
        "agree": line.agree,
        "answers": [
            {"framework": cell.key, "answer": cell.answer, "value": _finite(cell.value), "verdict": cell.verdict.value}
            for cell in line.cells
        ],
    }


def _finite(value: float | None) -> float | str | None:
    """A number as JSON has it; infinities by name, NaN as null."""
    if value is None or math.isnan(value):
        return None
    return value if math.isfinite(value) else ("inf" if value > 0 else "-inf")
