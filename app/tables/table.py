"""A table: its columns by name, its records, and what of it cannot be read."""

import re
from typing import NamedTuple

from app.core.limits import MOST_SAMPLES
from app.link_text import LONGEST_DATA, print_number, read_rows, shorten
from app.tables.cell import is_number
from app.tables.dialect import DECIMALS, NOTHING, Dialect, Given, has_header, recognise
from app.tables.grammar import DELIMITERS, LONGEST_TEXT, MOST_COLUMNS, MOST_LINES, Record, Unread, lines_of, records

LONGEST_NAME = 60
BRACKETED = re.compile(r"(?:\[|c?\()\s*([^\[\]()]*?)\s*[\])];?")
"""A list of numbers as Python, JavaScript and R write it."""


class Table(NamedTuple):
    """A text as it is understood."""

    names: list[str]
    """Of its header, or made up."""
    records: list[Record]
    """All with as many cells as there are names."""
    unread: list[Unread]
    """Rows of another width, comments, and what is no record."""
    dialect: Dialect
    has_header: bool
    is_line: bool
    """Whether it was a single line, whose numbers are taken as rows."""
    has_row_names: bool = False
    """Whether its first column is without a name, unlike the others: it names the rows."""

    @property
    def decimal(self) -> str:
        """The decimal sign."""
        return DECIMALS[self.dialect.decimal]

    def counts(self) -> list[int]:
        """How many numbers each column has in as many rows as can be used."""
        rows = self.records[:MOST_SAMPLES]
        return [sum(is_number(row.cells[j], self.decimal) for row in rows) for j in range(len(self.names))]


def read_table(text: str, given: Given = NOTHING) -> Table:
    r"""The table in a text.

    Raises:
        ValueError: when there is none, or it has more lines or columns than a table may have.

    >>> table = read_table("x,y\n1,2\n3,4,5")
    >>> table.names, table.records, table.unread[0].reason
    (['x', 'y'], [Record(line=2, cells=['1', '2'])], '3 cells; 2 are expected')
    """
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise ValueError(f"{len(lines):,} lines are too many; {MOST_LINES:,} are allowed")
    rolled = _unrolled(lines) if given == NOTHING else []
    lines, given = (rolled, given) if rolled else _said(lines, given)
    dialect = recognise(lines, given)
    found = list(records(lines, dialect.delimiter))
    if not found:
        raise ValueError("missing data: the text is empty")
    widest = max((each for each in found if isinstance(each, Record)), key=lambda each: len(each.cells), default=None)
    if widest and len(widest.cells) > MOST_COLUMNS:
        raise ValueError(f"line {widest.line:,} has {len(widest.cells):,} columns; {MOST_COLUMNS} are allowed")
    return _turned(_table(found, lines, dialect, given, bool(rolled)))


def _said(lines: list[str], given: Given) -> tuple[list[str], Given]:
    """What a spreadsheet says of the delimiter in its first line, which is no row then."""
    first = lines[0].strip().strip('"').lower()
    delimiter = next((name for name, each in DELIMITERS.items() if first == f"sep={each}".strip()), None)
    if delimiter is None:
        return lines, given
    return ["", *lines[1:]], given._replace(delimiter=given.delimiter or delimiter)


def _unrolled(lines: list[str]) -> list[str]:
    """A single line as a link or a program has data, with one row a line; nothing when it is none."""
    if len(lines) > 1 or len(lines[0]) > LONGEST_DATA:
        return []
    line = lines[0].strip()
    bracketed = BRACKETED.fullmatch(line)
    try:
        rows = read_rows(bracketed[1] if bracketed else line)
    except ValueError:
        return []
    return ["\t".join(map(print_number, row)) for row in rows]


def _table(found: list[Record | Unread], lines: list[str], dialect: Dialect, given: Given, is_line: bool) -> Table:
    rows, width = _trimmed([each for each in found if isinstance(each, Record)], dialect.width)
    dialect = dialect._replace(width=width)
    place, names = _header(rows, dialect, given)
    body = [each for i, each in enumerate(rows) if i != place]
    ragged = [_ragged(each, lines, width) for each in body if len(each.cells) != width]
    unread = sorted([each for each in found if isinstance(each, Unread)] + ragged)
    fitting = [each for each in body if len(each.cells) == width]
    made_up = [f"column {j}" for j in range(1, width + 1)]
    named = [shorten(name, LONGEST_NAME) or made_up[j] for j, name in enumerate(names)]
    has_row_names = names[:1] == [""] and any(names)
    return Table(named or made_up, fitting, unread, dialect, bool(names), is_line, has_row_names)


def _trimmed(rows: list[Record], width: int) -> tuple[list[Record], int]:
    """Rows without what follows a delimiter at their end, where that is nothing in all of them."""
    empty = min((len(cells) - len(_filled(cells)) for _, cells in rows if len(cells) == width), default=0)
    kept = max(width - empty, 1)
    return [each._replace(cells=each.cells[:kept]) if len(each.cells) == width else each for each in rows], kept


def _filled(cells: list[str]) -> list[str]:
    """The cells up to the last that has something in it."""
    last = next((j for j in reversed(range(len(cells))) if cells[j]), -1)
    return cells[: last + 1]


def _header(rows: list[Record], dialect: Dialect, given: Given) -> tuple[int, list[str]]:
    """The place and the names of the columns, or none; a column of row names may have none, as R writes tables."""
    place = _place_of_header(rows, dialect, given)
    first = rows[place].cells if rows else []
    lacks = dialect.width - len(first)
    if given.header is False or lacks not in (0, 1) or not first:
        return -1, []
    fitting = [each.cells[lacks:] for each in rows[place + 1 :] if len(each.cells) == dialect.width]
    is_header = given.header or has_header([first, *fitting], DECIMALS[dialect.decimal])
    return (place, [*[""] * lacks, *first]) if is_header else (-1, [])


def _place_of_header(rows: list[Record], dialect: Dialect, given: Given) -> int:
    """The first row, or below a title, which has fewer cells, the first of all its cells, if that has names."""
    place = next((i for i, row in enumerate(rows) if len(row.cells) == dialect.width), 0)
    fitting = [row.cells for row in rows[place:] if len(row.cells) == dialect.width]
    is_below = place > 0 and (given.header or has_header(fitting, DECIMALS[dialect.decimal]))
    return place if is_below else 0


def _ragged(record: Record, lines: list[str], width: int) -> Unread:
    reason = (
        f"{len(record.cells)} cell{'s' * (len(record.cells) != 1)}; {width} {'are' if width > 1 else 'is'} expected"
    )
    return Unread(record.line, shorten(lines[record.line - 1], LONGEST_TEXT), reason)


def _turned(table: Table) -> Table:
    """A single record of numbers is one column of them."""
    is_line = len(table.records) == 1 and not table.unread and not table.has_header and len(table.names) > 1
    if not is_line or min(table.counts()) == 0:
        return table
    column = [Record(1, [cell]) for cell in table.records[0].cells]
    return table._replace(names=["column 1"], records=column, is_line=True)
