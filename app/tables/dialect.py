"""Which delimiter, which decimal sign, and whether the first row is a header: recognised, never without being told."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from app.tables.cell import is_ambiguous, is_missing, is_number
from app.tables.grammar import DELIMITERS, MOST_COLUMNS, Record, Unread, records

DECIMALS = {"point": ".", "comma": ","}
SAMPLE, MOST_LINES = 200, 1_000
"""Rows that are looked at, and lines that they may stand in."""


class Dialect(NamedTuple):
    """How a text is written."""

    delimiter: str
    decimal: str
    width: int
    """Cells that most rows have."""


class Given(NamedTuple):
    """What is known of it beforehand; None is to be recognised."""

    delimiter: str | None = None
    decimal: str | None = None
    header: bool | None = None


NOTHING = Given()


def recognise(lines: list[str], given: Given = NOTHING) -> Dialect:
    """The dialect in which most cells of most rows are numbers, in as many columns as can be.

    A name over numbers with decimal commas is that of one column.

    >>> recognise(["x;y", "1,5;2", "2,5;3"])
    Dialect(delimiter='semicolon', decimal='comma', width=2)
    >>> recognise(["1,5", "2,5"])
    Dialect(delimiter='comma', decimal='point', width=2)
    >>> recognise(["y", "1,5", "2,5"])
    Dialect(delimiter='tab', decimal='comma', width=1)
    """
    candidates = [given.delimiter] if given.delimiter else list(DELIMITERS)
    best, reached = Dialect(candidates[0], given.decimal or "point", 1), (Fraction(-1), False, 0)
    for delimiter in candidates:
        found = list(islice(records(lines[:MOST_LINES], delimiter), SAMPLE))
        width = width_of(found)
        fitting = [each.cells for each in found if isinstance(each, Record) and len(each.cells) == width]
        looked_at = fitting if width <= MOST_COLUMNS else []
        decimal = given.decimal or _decimal_of(cell for cells in looked_at for cell in cells)
        quality = _quality(looked_at, len(found), DECIMALS[decimal]), _is_named(found, fitting, decimal), width
        if quality > reached:
            best, reached = Dialect(delimiter, decimal, width), quality
    return best


def width_of(found: Iterable[Record | Unread]) -> int:
    """How many cells most records have; of equally many, the first's."""
    widths = Counter(len(each.cells) for each in found if isinstance(each, Record))
    return widths.most_common(1)[0][0] if widths else 1


def _decimal_of(cells: Iterable[str]) -> str:
    """A comma only where it reads more numbers and some of them can be nothing but decimals."""
    counts = {"point": 0, "comma": 0}
    is_certain = False
    for cell in cells:
        is_comma = is_number(cell, ",")
        counts["point"] += is_number(cell)
        counts["comma"] += is_comma
        is_certain |= is_comma and "," in cell and not is_ambiguous(cell)
    return "comma" if is_certain and counts["comma"] > counts["point"] else "point"


def _quality(fitting: list[list[str]], total: int, decimal: str) -> Fraction:
    """The share of cells that are numbers, times the share of rows that have as many cells as most."""
    cells = [cell for row in fitting for cell in row]
    if not cells:
        return Fraction(0)
    return Fraction(sum(_is_meant(cell, decimal) for cell in cells), len(cells)) * Fraction(len(fitting), total)


def _is_named(found: list[Record | Unread], fitting: list[list[str]], decimal: str) -> bool:
    """Whether the first row has the width of most, or below it one has their names."""
    is_first = bool(fitting) and isinstance(found[0], Record) and found[0].cells == fitting[0]
    return is_first or (bool(fitting) and has_header(fitting, DECIMALS[decimal]))


def has_header(rows: list[list[str]], decimal: str) -> bool:
    """Whether the first row has words over columns of numbers; over the names of rows there may be none.

    >>> has_header([["x", "y"], ["1", "2"]], "."), has_header([["NA", "1"], ["1", "2"]], ".")
    (True, False)
    """
    first, rest = rows[0], rows[1 : SAMPLE + 1]
    columns = list(zip(first, *rest, strict=False))[not first[0] :]
    over = [cell for cell, *column in columns if _are_numbers(column, decimal)]
    return bool(over) and not any(_is_meant(cell, decimal) or is_missing(cell) for cell in over)


def _are_numbers(column: list[str], decimal: str) -> bool:
    return 2 * sum(_is_meant(cell, decimal) for cell in column) > len(column)


def _is_meant(cell: str, decimal: str) -> bool:
    """Whether a cell is meant as a number, though it may not be read as one."""
    return is_number(cell, decimal) or is_ambiguous(cell)
