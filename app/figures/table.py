"""The numbers of a figure in long form, as CSV and JSON."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any, NamedTuple

Cell = str | float | int | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""


class Column(NamedTuple):
    """One column, with what it means in words."""

    name: str
    about: str


class Table(NamedTuple):
    """Rows of one observation each; what a column does not apply to is None."""

    columns: list[Column]
    rows: list[list[Cell]]


class Part(NamedTuple):
    """Rows of one kind: its word, and its values by column; a single value is that of all rows."""

    word: str
    values: dict[str, Any]


RUN = [
    Column("run", "The number of the run in the link."),
    Column("title", "The run in words."),
    Column("step", "The number of the step, from 0."),
]
"""Columns of every table that has runs."""


def path_parts(names: Sequence[str], runs: Sequence[dict[str, Any]]) -> list[Part]:
    """Each run's iterates with F there."""
    return [
        Part(
            "path",
            {"run": run["run"], "title": run["title"], "step": list(range(len(run["iterates"]))), "F": run["values"]}
            | {name: [point[i] for point in run["iterates"]] for i, name in enumerate(names)},
        )
        for run in runs
    ]


def long_table(columns: Sequence[Column], parts: Sequence[Part]) -> Table:
    """The parts below each other; the first column says which part a row is of.

    >>> long_table([Column("step", ""), Column("F", "")], [Part("path", {"step": [0, 1], "F": 2.0})]).rows
    [['path', 0, 2.0], ['path', 1, 2.0]]
    """
    head = Column("part", "What of the figure the row is: " + ", ".join(dict.fromkeys(part.word for part in parts)))
    rows: list[list[Cell]] = []
    for word, values in parts:
        length = max((len(each) for each in values.values() if isinstance(each, list)), default=1)
        filled = [_filled(values.get(column.name), length) for column in columns]
        rows += [[word, *cells] for cells in zip(*filled, strict=True)]
    return Table([head, *columns], rows)


def _filled(value: Any, length: int) -> list[Cell]:
    """As many cells as the part has rows; a list that is shorter ends early, as the steps of a run do."""
    return [*value, *[None] * (length - len(value))] if isinstance(value, list) else [value] * length


def as_csv(table: Table) -> bytes:
    r"""CSV by RFC 4180 in UTF-8; numbers are the shortest that read back as the same.

    Text that a spreadsheet could take for a formula gets an apostrophe before it; numbers stay numbers.

    >>> as_csv(Table([Column("title", ""), Column("F", "")], [["=1+1", -0.1]]))
    b"title,F\r\n'=1+1,-0.1\r\n"
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(map(harmless, (column.name for column in table.columns)))
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell
