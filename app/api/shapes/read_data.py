"""The shape of a text of data that was read."""

from typing import Literal

from app.api.shapes.base import Shape


class TableRow(Shape):
    """A row as it stands."""

    line: int
    """The line that it begins in."""
    cells: list[str]
    """Its cells, long ones cut short."""


class UnreadRow(Shape):
    """A row that is not read."""

    line: int
    """The line that it begins in."""
    text: str
    """What stands there, cut short."""
    reason: str
    """Why it is not read."""


class LabelOf(Shape):
    """A class."""

    text: str
    """As it stands in the table."""
    label: float
    """As the link has it."""


class ReadDataAnswer(Shape):
    """What a text of data was understood as."""

    columns: list[str]
    """Names of the columns: of the header, or made up."""
    numbers: list[int]
    """How many numbers each column has in its first 1,000 rows."""
    encoding: Literal["utf-8", "utf-16-le", "utf-16-be", "latin-1"]
    """What the bytes were taken for."""
    delimiter: Literal["tab", "semicolon", "comma", "pipe", "blank"]
    """What parts the cells."""
    decimal: Literal["point", "comma"]
    """The decimal sign."""
    has_header: bool
    """Whether the first row is one of names."""
    is_line: bool
    """Whether it was a single line, whose numbers were taken as rows."""
    rows: list[TableRow]
    """The first rows."""
    chosen: list[int]
    """The columns that are used, counted from 1, in the order of the objective's."""
    rows_read: int
    """How many rows are used; without an objective, how many there are."""
    beyond: int
    """How many rows follow the most that a sample may have, and are not used."""
    unread: list[UnreadRow]
    """Rows that are not read, in their order; of more than 1,000 the first."""
    unread_count: int
    """How many there are."""
    labels: list[LabelOf]
    """The two classes, where they are not called 1 and -1 in the table."""
    reason: str
    """Why there is no link; empty when there is one, or none was asked for."""
    data: str
    """The data as the link has them, plain or packed; empty when there are none."""
    link: str
    """The link that was sent, canonical, with these data; empty when there is none."""
