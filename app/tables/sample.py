"""The samples of a table: the numbers of the columns that are chosen, row by row."""

from typing import NamedTuple

from app.core.limits import MOST_SAMPLES
from app.core.objective import Rows
from app.link_text import shorten
from app.tables.cell import is_missing, is_number, read_cell
from app.tables.grammar import LONGEST_TEXT, Record, Unread
from app.tables.table import Table

LABELS = (-1.0, 1.0)


class Sample(NamedTuple):
    """What of a table can be used."""

    rows: Rows
    unread: list[Unread]
    beyond: int
    """Rows after the most that a sample may have."""
    labels: dict[str, float]
    """What stands in the table for each class, where it is not the label itself."""


def sample(table: Table, columns: list[int], label: bool = False) -> Sample:
    r"""The numbers of some columns; of the last, where that is a label, the classes −1 and 1.

    Raises:
        ValueError: when the column of labels has not two values.

    >>> from app.tables.table import read_table
    >>> found = sample(read_table("x,y\n1,2\nhello,3"), [0, 1])
    >>> found.rows, found.unread[0].reason
    (((1.0, 2.0),), "x: 'hello' is no number")
    """
    labels = _labels(table, columns[-1]) if label else {}
    rows: list[tuple[float, ...]] = []
    unread = list(table.unread)
    for used, record in enumerate(table.records):
        if len(rows) == MOST_SAMPLES:
            return Sample(tuple(rows), sorted(unread), len(table.records) - used, labels)
        try:
            rows.append(tuple(_value(table, record, column, labels) for column in columns))
        except ValueError as error:
            unread.append(Unread(record.line, _text(table, record), str(error)))
    return Sample(tuple(rows), sorted(unread), 0, labels)


def _value(table: Table, record: Record, column: int, labels: dict[str, float]) -> float:
    text = record.cells[column]
    try:
        return labels[text] if text in labels else read_cell(text, table.decimal)
    except ValueError as error:
        raise ValueError(f"{table.names[column]}: {error}") from error


def _labels(table: Table, column: int) -> dict[str, float]:
    """The class of each text of a column, in their order; none where they are −1 and 1 themselves."""
    texts = {record.cells[column] for record in table.records if not is_missing(record.cells[column])}
    values = {read_cell(text, table.decimal) if is_number(text, table.decimal) else text for text in texts}
    if values <= {*LABELS}:
        return {}
    if len(values) != 2:
        some = ", ".join(shorten(each, 20) for each in sorted(texts)[:4])
        raise ValueError(f"{table.names[column]} has {len(values)} different values ({some}, …); a label has two")
    ordered = sorted(values, key=lambda each: (isinstance(each, str), each))
    of = dict(zip(ordered, LABELS, strict=True))
    return {text: of[read_cell(text, table.decimal) if text not in of else text] for text in texts}


def _text(table: Table, record: Record) -> str:
    return shorten("  ".join(record.cells), LONGEST_TEXT)
