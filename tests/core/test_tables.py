"""Tables: any that is printed in any dialect reads back the same, and every row that cannot be read is listed."""

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.limits import LARGEST
from app.tables.cell import is_missing, is_number, read_cell
from app.tables.dialect import DECIMALS, Given
from app.tables.encoding import decoded
from app.tables.grammar import DELIMITERS, lines_of
from app.tables.sample import sample
from app.tables.table import Table, read_table

NUMBERS = st.floats(-LARGEST, LARGEST, allow_nan=False).map(lambda x: 0.0 if x == 0 else x)
WORDS = (
    st.text("abcxyzäßé _-/()", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda s: not is_missing(s) and s.strip("-/"))
)
NO_NUMBERS = st.sampled_from(
    ["", "n/a", "hello", "1e999", "1e13", "1.2.3", "0x10", "--1", "12%", "12 34", "5 kg", "inf"]
)
DIALECTS = st.tuples(
    st.sampled_from(list(DELIMITERS)), st.sampled_from(list(DECIMALS)), st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)  # fmt: skip
SIGNS = {"point": ".", "comma": ","}


@st.composite
def tables(draw):
    """Rows of as many numbers each, at least two columns, so that the delimiter can be seen."""
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=3, max_size=12))


def printed(rows, dialect, names=()) -> str:
    delimiter, decimal, end, quoting = dialect
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITERS[delimiter], lineterminator=end, quoting=quoting)
    cells = [
        [text if isinstance(text, str) else repr(text).replace(".", SIGNS[decimal]) for text in row] for row in rows
    ]
    writer.writerows([list(names), *cells] if names else cells)
    return out.getvalue()


def numbers_of(table: Table) -> tuple:
    return sample(table, list(range(len(table.names)))).rows


@given(rows=tables(), dialect=DIALECTS)
def test_a_table_in_any_dialect_that_is_said_reads_back(rows, dialect):
    delimiter, decimal, *_ = dialect
    table = read_table(printed(rows, dialect), Given(delimiter, decimal, False))
    assert numbers_of(table) == tuple(map(tuple, rows))
    assert (table.unread, table.has_header) == ([], False)


@given(rows=tables(), dialect=DIALECTS, data=st.data())
def test_a_table_with_names_is_recognised_in_any_dialect(rows, dialect, data):
    delimiter, decimal, *_ = dialect
    width = len(rows[0])
    names = data.draw(st.lists(WORDS, min_size=width, max_size=width, unique=True))
    rows = [[0.5, *row[1:]] for row in rows]  # one column whose comma can be nothing but decimal
    table = read_table(printed(rows, dialect, names))
    assert table.dialect[:2] == (delimiter, decimal)
    assert (table.names, table.has_header) == (names, True)
    assert numbers_of(table) == tuple(map(tuple, rows))


@given(rows=tables(), dialect=DIALECTS, data=st.data())
def test_every_row_that_cannot_be_read_is_listed_with_its_line(rows, dialect, data):
    delimiter, decimal, *_ = dialect
    bad = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    spoilt = [
        [*row[:column], data.draw(NO_NUMBERS), *row[column + 1 :]] if i in bad else row for i, row in enumerate(rows)
    ]
    quoted = (*dialect[:3], csv.QUOTE_ALL)
    table = read_table(printed(spoilt, quoted), Given(delimiter, decimal, False))
    found = sample(table, list(range(len(rows[0]))))
    assert [each.line for each in found.unread] == [i + 1 for i in sorted(bad)]
    assert all(each.reason and each.text for each in found.unread)
    assert found.rows == tuple(tuple(row) for i, row in enumerate(rows) if i not in bad)


@given(rows=tables(), lengths=st.lists(st.integers(1, 8), min_size=12, max_size=12))
def test_rows_of_another_width_are_listed_and_none_is_lost(rows, lengths):
    width = len(rows[0])
    ragged = [*rows, *rows, *rows, *[[1.5] * n for n in lengths[: len(rows)]]]
    table = read_table(printed(ragged, ("comma", "point", "\n", csv.QUOTE_MINIMAL)), Given("comma", "point", False))
    other = [i + 1 for i, row in enumerate(ragged) if len(row) != width]
    assert [each.line for each in table.unread] == other
    assert all(f"{width} are expected" in each.reason for each in table.unread)
    assert len(table.records) + len(table.unread) == len(ragged)


@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused_and_every_line_is_accounted_for(text):
    try:
        table = read_table(text)
    except ValueError:
        return
    found = sample(table, [0])
    lines = [each.line for each in [*table.records, *found.unread]]
    assert len(found.rows) + found.beyond + len(found.unread) + table.has_header >= 1
    assert all(1 <= line <= len(lines_of(text)) for line in lines)
    assert all(len(record.cells) == len(table.names) for record in table.records)


@given(text=st.text(max_size=12), decimal=st.sampled_from([".", ","]))
def test_a_cell_is_a_number_or_says_why_not(text, decimal):
    if is_number(text, decimal):
        assert math.isfinite(read_cell(text, decimal))
        assert abs(read_cell(text, decimal)) <= LARGEST
    else:
        with pytest.raises(ValueError, match=r"\w"):
            read_cell(text, decimal)


@given(body=st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(body):
    try:
        found = decoded(body)
    except ValueError:
        pass
    else:
        assert not set(found.text) & {"\0", "\x1b", "\x81"}
