"""A text of data as a table, and as the data of a link."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.core.experiment import Experiment
from app.core.limits import MOST_SAMPLES
from app.link_reader import LONGEST_VALUE, Flaw, InvalidLink, Reader
from app.link_text import LONGEST_DATA, pack, print_rows, read_whole, shorten
from app.query import Pairs, decode, encode, link
from app.tables.cell import is_missing
from app.tables.dialect import DECIMALS, Given
from app.tables.encoding import decoded
from app.tables.grammar import DELIMITERS
from app.tables.sample import Sample, sample
from app.tables.table import Table, read_table

MOST_BYTES = 1_000_000
"""Of a text that is read."""
PREVIEW, MOST_UNREAD, LONGEST_CELL = 8, 1_000, 60
"""Rows that are shown, unread rows that are listed, characters of a cell that is shown."""
LABELLED = "classify"
"""The objective whose last column is a class."""


class Asked(NamedTuple):
    """What is said beside a text: how it is written, which columns are wanted, and of which link."""

    given: Given
    columns: list[int] | None
    link: Pairs


def read_asked(pairs: Pairs) -> Asked:
    """What a query says of the text that comes with it.

    Raises:
        InvalidLink: naming every key of its own that has an invalid value.
    """
    own = {"delimiter": _one_of(DELIMITERS), "decimal": _one_of(DECIMALS), "header": _switch, "columns": _columns}
    reader = Reader([pair for pair in pairs if pair[0] in (*own, "data")])
    found = {key: reader.take(key, read) for key, read in own.items()}
    if "data" in reader.texts:
        reader.take("data", _none)
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    columns = found.pop("columns")
    return Asked(Given(**found), columns, [pair for pair in pairs if pair[0] not in own])


def _one_of(known: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(known)}")
        return text

    return read


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"invalid value {shorten(text)!r}; 0 or 1 is allowed")
    return text == "1"


def _columns(text: str) -> list[int]:
    return [read_whole(part) - 1 for part in text.split(",")]


def _none(_: str) -> None:
    raise ValueError("the data are the body of this request; none are allowed beside them")


def read_data_content(body: bytes, asked: Asked) -> dict[str, Any]:
    """The table in a text; where the link names an objective, its data and the whole link with them.

    Raises:
        InvalidLink: when the text is no table, a column is not there, or the rest of the link is invalid.
    """
    try:
        text, encoding = decoded(body)
        table = read_table(text, asked.given)
    except ValueError as error:
        raise InvalidLink([Flaw("body", str(error), "")]) from error
    is_wanted = any(key == "objective" for key, _ in asked.link)
    used = _used(table, asked) if is_wanted else _unused(table)
    return {
        "columns": table.names,
        "numbers": table.counts(),
        "encoding": encoding,
        "delimiter": table.dialect.delimiter,
        "decimal": table.dialect.decimal,
        "has_header": table.has_header,
        "is_line": table.is_line,
        "rows": [
            {"line": line, "cells": [shorten(cell, LONGEST_CELL) for cell in cells]}
            for line, cells in table.records[:PREVIEW]
        ],
        **used,
    }


def _unused(table: Table) -> dict[str, Any]:
    return _told([], Sample((), table.unread, 0, {})) | {"rows_read": len(table.records)}


def _told(chosen: list[int], found: Sample, reason: str = "", data: str = "", whole: str = "") -> dict[str, Any]:
    return {
        "chosen": [j + 1 for j in chosen],
        "rows_read": len(found.rows),
        "beyond": found.beyond,
        "unread": [each._asdict() for each in found.unread[:MOST_UNREAD]],
        "unread_count": len(found.unread),
        "labels": [{"text": text, "label": label} for text, label in sorted(found.labels.items())],
        "reason": reason,
        "data": data,
        "link": whole,
    }


def _used(table: Table, asked: Asked) -> dict[str, Any]:
    """The sample of the columns that are wanted, or why there is none."""
    experiment = decode([pair for pair in asked.link if pair[0] in ("objective", "f")])
    is_labelled = experiment.objective.kind == LABELLED
    chosen = _checked(asked.columns, table) or _usual(table, experiment, is_labelled)
    if len(chosen) < len(experiment.columns) or not experiment.columns:
        return _told(chosen, _why_not(table, chosen, experiment), _too_few(experiment, chosen))
    try:
        found = sample(table, chosen, is_labelled)
    except ValueError as error:
        return _told(chosen, Sample((), table.unread, 0, {}), str(error))
    return _told(chosen, found, *_linked(found, asked.link))


def _why_not(table: Table, chosen: list[int], experiment: Experiment) -> Sample:
    """What stands in the way where too few columns have numbers: the rows with what is none."""
    others = [j for j in range(len(table.names)) if j not in chosen]
    tried = [*others[: len(experiment.columns) - len(chosen)], *chosen] if experiment.columns else []
    return Sample((), sample(table, tried).unread if tried else table.unread, 0, {})


def _checked(columns: list[int] | None, table: Table) -> list[int]:
    absent = [j for j in columns or [] if j not in range(len(table.names))]
    if absent:
        message = f"there is no column {absent[0] + 1}; 1 to {len(table.names)} are allowed"
        raise InvalidLink([Flaw("columns", message, ",".join(str(j + 1) for j in columns or []))])
    return columns or []


def _usual(table: Table, experiment: Experiment, is_labelled: bool) -> list[int]:
    """The first columns of numbers, as many as are needed; for labels the last column with two values."""
    needed, most = len(experiment.columns), min(len(table.records), MOST_SAMPLES)
    counts = table.counts()
    numeric = [j for j, count in enumerate(counts) if 2 * count > most]
    if table.has_row_names and len(numeric) > needed:
        numeric = [j for j in numeric if j > 0]
    if len(numeric) < needed:
        numeric = [j for j, count in enumerate(counts) if count]
    if not is_labelled:
        return numeric[:needed]
    label = next((j for j in reversed(range(len(table.names))) if len(_values(table, j)) == 2), len(table.names) - 1)
    return [*[j for j in numeric if j != label][: needed - 1], label]


def _values(table: Table, column: int) -> set[str]:
    texts = (record.cells[column] for record in table.records[:MOST_SAMPLES])
    return {text for text in texts if not is_missing(text)}


def _too_few(experiment: Experiment, chosen: list[int]) -> str:
    if not experiment.columns:
        return f"the objective {experiment.objective.kind} takes no data"
    named, needed = ", ".join(experiment.columns), len(experiment.columns)
    columns = f"{needed} columns ({named}) are" if needed > 1 else f"1 column ({named}) is"
    return f"{columns} needed, {len(chosen) or 'none'} with numbers {'is' if len(chosen) == 1 else 'are'} there"


def _linked(found: Sample, rest: Pairs) -> tuple[str, str, str]:
    """Why there is no link, or else the data and the link."""
    if not found.rows:
        return "no row can be read", "", ""
    plain = print_rows(found.rows)
    if len(plain) > LONGEST_DATA:
        return f"{len(plain):,} characters of data are too many; {LONGEST_DATA:,} are allowed", "", ""
    try:
        canonical = encode(decode([*rest, ("data", pack(plain) if len(plain) > LONGEST_VALUE else plain)]))
    except InvalidLink as invalid:
        if {flaw.field for flaw in invalid.flaws} != {"data"}:
            raise
        return invalid.flaws[0].message, "", ""
    return "", dict(canonical)["data"], link(canonical)
