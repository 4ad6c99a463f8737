"""Text as records of cells, by the grammar of CSV: quotes, doubled quotes, line ends within quotes."""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from app.link_text import shorten
from app.tables.cell import is_missing

DELIMITERS = {"tab": "\t", "semicolon": ";", "comma": ",", "pipe": "|", "blank": " "}
"""By name; where a text reads equally well by several, the first that parts more columns."""
MOST_COLUMNS, MOST_LINES = 100, 200_000
LONGEST_TEXT = 80
"""Characters of a line that are told of one that cannot be read."""
RULE = re.compile(r"[-=+|: ]*(--|==)[-=+|: ]*")
"""What databases and Markdown draw below a header."""
UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
"""Characters without width, which come with text that is copied from elsewhere."""


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
    if delimiter == "pipe":
        lines = _unframed(lines)
    ended = (f"{line}\n" for line in lines)
    reader = csv.reader(ended, delimiter=DELIMITERS[delimiter], skipinitialspace=True, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = [cell.strip().strip(UNSEEN) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(first, shorten(lines[first - 1], LONGEST_TEXT), _why(str(error), first, reader.line_num))
            continue
        if any(cells) or (len(cells) > 1 and lines[first - 1].strip()):
            yield _meant(Record(first, cells), lines[first - 1], delimiter)


def _unframed(lines: list[str]) -> list[str]:
    """Lines without the pipes at both ends, where all have them."""
    bare = [line.strip() for line in lines]
    is_framed = all(line.startswith("|") for line in bare if line)
    return [line.removeprefix("|").removesuffix("|") for line in bare] if is_framed else bare


def _meant(record: Record, line: str, delimiter: str) -> Record | Unread:
    """The record, unless it is a remark or a rule."""
    if record.cells[0].startswith(("#", "//")) and not is_missing(record.cells[0]):
        return Unread(record.line, shorten(line, LONGEST_TEXT), "a comment")
    if delimiter == "pipe" and RULE.fullmatch(line):
        return Unread(record.line, shorten(line, LONGEST_TEXT), "a rule between rows")
    return record


def _why(error: str, first: int, last: int) -> str:
    """What the module csv has against a record, in our words; it may have taken further lines for part of it."""
    span = f"; lines {first:,} to {last:,} are not read" if last > first else ""
    if "unexpected end" in error:
        return f"a quote is opened and never closed{span}"
    if "field limit" in error:
        return f"a cell has more than {csv.field_size_limit():,} characters{span}"
    return f"after a closing quote, only a delimiter may follow{span}"
