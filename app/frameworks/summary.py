"""What the table says as a whole: counts, and the rows that are worth telling."""

from functools import lru_cache
from typing import NamedTuple

from app.frameworks.measurement import Measurement
from app.frameworks.table import Cell, Line, columns, counted, line_named, lines
from app.frameworks.verdict import Verdict

KNOWN = ("pytorch", "jax", "tensorflow", "paddlepaddle", "mlx", "tinygrad", "warp", "hips-autograd")
"""The columns of the short table."""
TELLING = (
    "abs-x-at-0", "relu-x-at-0", "max-x-0-at-0", "max-0-x-at-0", "hinge-max-0-1-minus-m-at-1",
    "hinge-relu-1-minus-m-at-1", "relu-x-minus-relu-minus-x-at-0", "max-x-0-minus-max-minus-x-0-at-0",
    "sqrt-x-times-x-at-0", "x-over-abs-x-abs-at-0", "clip-x-minus-1-1-at-1", "norm2-x-0-at-0",
)  # fmt: skip
"""The rows of the short table."""


class Summary(NamedTuple):
    """Counts over all rows."""

    frameworks: int
    """Frameworks, whatever their precision."""
    rows: int
    agreed: int
    """Rows in which all frameworks that give a number give the same."""
    answers: int
    """Answers that are numbers, NaN or infinite."""
    judged: int
    """Those at points where there is a slope to judge them by."""
    outside: int
    """Those outside the true slopes."""
    outside_rows: int
    nan: int
    counts: dict[str, int]


class ShortTable(NamedTuple):
    """A few rows and columns."""

    columns: list[Measurement]
    lines: list[Line]
    rows: int
    """Rows of the whole table."""
    frameworks: int


@lru_cache(maxsize=1)
def summary() -> Summary:
    """The counts.

    >>> summary().rows >= summary().agreed > 0
    True
    """
    numbers = [(line, cell) for line in lines() for cell in line.cells if cell.value is not None]
    outside = [line for line, cell in numbers if cell.verdict is Verdict.OUTSIDE]
    return Summary(
        frameworks=len({each.name for each in columns().values()}),
        rows=len(lines()),
        agreed=sum(line.agree for line in lines()),
        answers=len(numbers),
        judged=sum(line.truth.interval is not None for line, _ in numbers),
        outside=len(outside),
        outside_rows=len({line.slug for line in outside}),
        nan=sum(cell.verdict is Verdict.NAN and line.truth.interval is not None for line, cell in numbers),
        counts=counted([cell.verdict for line in lines() for cell in line.cells]),
    )


def row(slug: str) -> Line:
    """The row with a name.

    Raises:
        KeyError: when there is none.
    """
    found = line_named(slug)
    if found is None:
        raise KeyError(f"unknown row {slug!r}")
    return found


def cell_of(line: Line, key: str) -> Cell:
    """One framework's answer in a row."""
    return next(cell for cell in line.cells if cell.key == key)


@lru_cache(maxsize=1)
def short_table() -> ShortTable:
    """The table in short: telling rows, well-known frameworks."""
    found = [row(slug) for slug in TELLING]
    shown = [line._replace(cells=tuple(cell_of(line, key) for key in KNOWN)) for line in found]
    return ShortTable([columns()[key] for key in KNOWN], shown, summary().rows, summary().frameworks)
