"""Text as records of cells, by the grammar of CSV: quotes, doubled quotes, line ends within quotes."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from app.link_text import shorten

DELIMITERS = {"tab": "\t", "semicolon": ";", "comma": ",", "blank": " "}
"""By name; where a text reads equally well by several, the first that parts more columns."""
MOST_COLUMNS, MOST_LINES = 100, 200_000
LONGEST_TEXT = 80
"""Characters of a line that are told of one that cannot be read."""


class Record(NamedTuple):
    """A row of a table as it stands, and the number of the line that it begins in."""

    line: int
    cells: list[str]


class Unread(NamedTuple):
    """A row that cannot be read, and why."""

    line: int
    text: str
    reason: str


def lines_of(text: str) -> list[str]:
    """The lines, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def records(lines: list[str], delimiter: str) -> Iterator[Record | Unread]:
    r"""The records, and what is none; empty lines are neither.

    >>> list(records(["x y", "1  2", '"3'], "blank"))
    [Record(line=1, cells=['x', 'y']), Record(line=2, cells=['1', '2']), Unread(line=3, text='"3', reason='...')]
    """
    if delimiter == "blank":
        lines = [line.replace("\t", " ").rstrip(" ") for line in lines]
    ended = (f"{line}\n" for line in lines)
    reader = csv.reader(ended, delimiter=DELIMITERS[delimiter], skipinitialspace=True, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(first, shorten(lines[first - 1], LONGEST_TEXT), _why(str(error), first, reader.line_num))
            continue
        if any(cells) or (len(cells) > 1 and lines[first - 1].strip()):
            yield _uncommented(Record(first, cells), lines)


def _uncommented(record: Record, lines: list[str]) -> Record | Unread:
    if not record.cells[0].startswith("#"):
        return record
    return Unread(record.line, shorten(lines[record.line - 1], LONGEST_TEXT), "a comment")


def _why(error: str, first: int, last: int) -> str:
    """What the module csv has against a record, in our words; it may have taken further lines for part of it."""
    span = f"; lines {first:,} to {last:,} are not read" if last > first else ""
    if "unexpected end" in error:
        return f"a quote is opened and never closed{span}"
    if "field limit" in error:
        return f"a cell has more than {csv.field_size_limit():,} characters{span}"
    return f"after a closing quote, only a delimiter may follow{span}"
