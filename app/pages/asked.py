"""What prose tells of the frameworks that were asked, marked as told numbers are."""

from typing import Any

from markupsafe import Markup

from app.frameworks.summary import cell_of, row, short_table, summary
from app.frameworks.table import columns


def measured(name: str) -> Markup:
    """A count over all answers."""
    return _marked(getattr(summary(), name))


def answered(slug: str, framework: str) -> Markup:
    """What one framework answered in one row."""
    return _marked(cell_of(row(slug), framework).value)


def given() -> dict[str, Any]:
    """What a chapter may use, by name."""
    return {
        "measured": measured, "answered": answered, "asked": row, "columns": columns(), "short": short_table(),
    }  # fmt: skip


def _marked(value: float | None) -> Markup:
    return Markup('<data value="{0}">{0}</data>').format("none" if value is None else f"{value:g}")
