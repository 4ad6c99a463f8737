"""Bytes that are a table, and those that are none."""

import codecs

import pytest

from app.tables.encoding import decoded
from app.tables.grammar import MOST_COLUMNS, MOST_LINES
from app.tables.table import read_table

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
