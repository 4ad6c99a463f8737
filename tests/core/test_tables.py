"""Tables: any that is printed in any dialect reads back the same, and every row that cannot be read is listed."""

import codecs
import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.limits import LARGEST, MOST_SAMPLES
from app.tables.cell import is_ambiguous, is_missing, is_number, read_cell
from app.tables.dialect import DECIMALS, Given
from app.tables.encoding import decoded
from app.tables.grammar import DELIMITERS, MOST_COLUMNS, MOST_LINES, lines_of
from app.tables.sample import sample
from app.tables.table import Table, read_table

NUMBERS = st.floats(-LARGEST, LARGEST, allow_nan=False).map(lambda x: 0.0 if x == 0 else x)
WORDS = st.text("abcxyzäßé _-/()", min_size=1, max_size=12).map(str.strip).filter(lambda s: not is_missing(s))
NO_NUMBERS = st.sampled_from(
    ["", "n/a", "hello", "1e999", "1e13", "1.2.3", "0x10", "--1", "12%", "1 234", "5 kg", "inf"]
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


RECOGNISED = {
    "x,y\n1,2\n3,4": ("comma", "point", True, ((1, 2), (3, 4))),
    "x;y\n1,5;2\n2,5;3": ("semicolon", "comma", True, ((1.5, 2), (2.5, 3))),
    "1.5\t2\n3\t4": ("tab", "point", False, ((1.5, 2), (3, 4))),
    "  1.5   2\n  3     4  ": ("blank", "point", False, ((1.5, 2), (3, 4))),
    "1,5 2,5\n3,5 4,5": ("blank", "comma", False, ((1.5, 2.5), (3.5, 4.5))),
    '"a","b"\n"1,5","2"\n"2,5","3"': ("comma", "comma", True, ((1.5, 2), (2.5, 3))),
    "1, 2\n3, 4": ("comma", "point", False, ((1, 2), (3, 4))),
    "\n\n1,2\n\n3,4\n\n": ("comma", "point", False, ((1, 2), (3, 4))),
    "−1;−2,5\n3;4": ("semicolon", "comma", False, ((-1, -2.5), (3, 4))),
    "1;2;\n3;4;": ("semicolon", "point", False, ()),
    "5\n6\n7": ("tab", "point", False, ((5,), (6,), (7,))),
    "y\n5\n6": ("tab", "point", True, ((5,), (6,))),
    "1,2,3": ("tab", "point", False, ((1,), (2,), (3,))),
    "1:2, 3:4": ("tab", "point", False, ((1, 2), (3, 4))),
    "1 2 3": ("blank", "point", False, ((1,), (2,), (3,))),
    "a b\nr1 1 2\nr2 3 4": ("blank", "point", True, ()),
    "1e3;2E-2\n3;4": ("semicolon", "point", False, ((1000, 0.02), (3, 4))),
}


@pytest.mark.parametrize(("text", "wanted"), RECOGNISED.items())
def test_what_is_recognised(text, wanted):
    table = read_table(text)
    assert (table.dialect.delimiter, table.dialect.decimal, table.has_header, numbers_of(table)) == wanted


def test_names_of_rows_as_r_writes_them():
    table = read_table("speed dist\n1 4 2\n2 7 4\n")
    assert table.names == ["column 1", "speed", "dist"]
    assert sample(table, [1, 2]).rows == ((4, 2), (7, 4))


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999", "+1,000"])
def test_thousands_are_never_guessed_at(text):
    assert is_ambiguous(text)
    table = read_table(f"x;y\n{text};{text}\n{text};{text}")
    found = sample(table, [0, 1])
    assert found.rows == ()
    assert ["decimal=comma" in each.reason for each in found.unread] == [True, True]
    said = read_table(f"x;y\n{text};{text}", Given(decimal="comma"))
    assert sample(said, [0]).rows == ((float(text.replace(",", ".")),),)


@pytest.mark.parametrize("text", ["1 234", "1.234.567", "1’234", "1,234,567.5", "1.234,5", "1\u00a0234,5"])
@pytest.mark.parametrize("decimal", [".", ","])
def test_groups_of_thousands_are_named(text, decimal):
    with pytest.raises(ValueError, match="thousands separators"):
        read_cell(text, decimal)


@given(text=st.text(max_size=12), decimal=st.sampled_from([".", ","]))
def test_a_cell_is_a_number_or_says_why_not(text, decimal):
    if is_number(text, decimal):
        assert math.isfinite(read_cell(text, decimal))
        assert abs(read_cell(text, decimal)) <= LARGEST
    else:
        with pytest.raises(ValueError, match=r"\w"):
            read_cell(text, decimal)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no value"), ("NA", "no value"), ("hello", "is no number"), ("1,5", "decimal point"),
     ("1e999", "too large"), ("2e12", "beyond"), ("nan", "no value"), ("1_000", "is no number"),
     ("١", "is no number"), ("=1+1", "is no number")],
)  # fmt: skip
def test_why_a_cell_is_no_number(text, reason):
    with pytest.raises(ValueError, match=reason):
        read_cell(text)


def test_quotes_follow_the_grammar():
    table = read_table('name,y\n"a ""b"", c",1\n"two\nlines",2\n"x"y,3\n"z",4\n"open,5\n6,7\n')
    found = sample(table, [1])
    assert [record.cells for record in table.records] == [['a "b", c', "1"], ["two\nlines", "2"], ["z", "4"]]
    assert [record.line for record in table.records] == [2, 3, 6]
    assert [(each.line, each.reason) for each in found.unread] == [
        (5, "after a closing quote, only a delimiter may follow"),
        (7, "a quote is opened and never closed; lines 7 to 8 are not read"),
    ]


def test_comments_are_listed():
    table = read_table("# made by hand\n1,2\n3,4\n# end\n")
    assert [(each.line, each.reason) for each in table.unread] == [(1, "a comment"), (4, "a comment")]
    assert numbers_of(table) == ((1, 2), (3, 4))


def test_rows_beyond_the_most_are_counted():
    table = read_table("\n".join(f"{i},1" if i % 10 else "x,1" for i in range(2 * MOST_SAMPLES)))
    found = sample(table, [0, 1])
    assert len(found.rows) == MOST_SAMPLES
    assert len(found.rows) + len(found.unread) + found.beyond == 2 * MOST_SAMPLES
    assert [each.line for each in found.unread] == list(range(1, found.rows[-1][0].__int__() + 1, 10))


LABELLED = {
    "1,1\n2,-1": {}, "1,0\n2,1\n3,0": {"0": -1, "1": 1}, "1,yes\n2,no": {"no": -1, "yes": 1},
    "1,2\n2,10": {"2": -1, "10": 1},
    "1,1\n2,1.0\n3,-1": {}, "1,1\n2,2\n3,2.0": {"1": -1, "2": 1, "2.0": 1},
}  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), LABELLED.items())
def test_two_classes_by_whatever_name(text, labels):
    found = sample(read_table(text), [0, 1], label=True)
    assert found.labels == labels
    assert {row[1] for row in found.rows} == {-1, 1}
    assert found.unread == []


def test_a_label_has_two_values():
    with pytest.raises(ValueError, match=r"column 2 has 3 different values \(a, b, c"):
        sample(read_table("1,a\n2,b\n3,c"), [0, 1], label=True)
    found = sample(read_table("1,a\n2,b\n3,\n"), [0, 1], label=True)
    assert [(each.line, each.reason) for each in found.unread] == [(3, "column 2: no value")]


ENCODED = [
    ("größe;y\n1;2", "utf-8", b"", "utf-8"), ("größe;y\n1;2", "utf-8", codecs.BOM_UTF8, "utf-8"),
    ("größe;y\n1;2", "utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("größe", "utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("größe;y", "latin-1", b"", "latin-1"), ("10 €", "cp1252", b"", "latin-1"), ("x,y", "ascii", b"", "utf-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding", "mark", "told"), ENCODED)
def test_encodings_are_recognised(text, encoding, mark, told):
    assert decoded(mark + text.encode(encoding)) == (text, told)


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04zip", b"\x00\x01", "x,y".encode("utf-16-le"), codecs.BOM_UTF8 + b"\xff",
     codecs.BOM_UTF16_LE + b"\x00\xd8",
     b"\x89PNG\r\n\x1a\n", b"caf\xe9 \x81", b"\x1f\x8b\x08gzip", b"a\x7fb"],
)  # fmt: skip
def test_what_is_no_text_is_refused(body):
    with pytest.raises(ValueError, match="invalid text"):
        decoded(body)


@given(body=st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(body):
    try:
        found = decoded(body)
    except ValueError:
        pass
    else:
        assert not set(found.text) & {"\0", "\x1b", "\x81"}


BOMBS = {
    "no text": "", "blanks": " \n\t\n ", "columns": "1;" * 100_000,
    "one more column": 2 * (",1" * MOST_COLUMNS + "\n"),
    "lines": "1\n" * (MOST_LINES + 1), "quoted columns": '"",' * 300_000, "delimiters": ";,\t " * 250_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_no_table_is_refused(name):
    with pytest.raises(ValueError, match=r"missing data|are allowed"):
        read_table(BOMBS[name])


@pytest.mark.parametrize("text", ["1" * 1_000_000, "x" * 1_000_000, '"' * 1_000_000, '1,2\n"' + "3,4\n" * 50_000])
def test_what_is_endless_is_listed_shortened(text):
    table = read_table(text)
    assert table.unread
    assert all(len(each.text) <= 80 and len(each.reason) < 200 for each in table.unread)
