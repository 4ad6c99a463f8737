"""The shape of a table."""

from app.api.shapes.base import Shape


class TableColumn(Shape):
    """One column of a table."""

    name: str
    """Its name, the same as in the first line of the CSV."""
    about: str
    """What is in it."""


class TableAnswer(Shape):
    """The numbers of a figure, one observation a row."""

    figure: str
    """Which figure."""
    title: str
    """The experiment in words."""
    link: str
    """Its canonical link."""
    columns: list[TableColumn]
    """The columns; the first says what of the figure a row is."""
    rows: list[list[str | float | int | None]]
    """The rows; null where a column does not apply, or where there is no number."""
