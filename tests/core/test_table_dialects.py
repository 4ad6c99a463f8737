"""How tables are recognised: dialects, encodings, numbers that are none, labels, and what is no table."""

import pytest

from app.core.limits import MOST_SAMPLES
from app.tables.cell import is_ambiguous, read_cell
from app.tables.dialect import Given
from app.tables.sample import sample
from app.tables.table import Table, read_table


def numbers_of(table: Table) -> tuple:
    return sample(table, list(range(len(table.names)))).rows


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
    "1;2;\n3;4;": ("semicolon", "point", False, ((1, 2), (3, 4))),
    "x,y\n1,2,\n3,4,": ("comma", "point", True, ((1, 2), (3, 4))),
    "x|y\n1,5|2\n2,5|3": ("pipe", "comma", True, ((1.5, 2), (2.5, 3))),
    "| x | y |\n|---|--:|\n| 1 | 2 |": ("pipe", "point", True, ((1, 2),)),
    "y\n1,5\n2,5": ("tab", "comma", True, ((1.5,), (2.5,))),
    "Preis\n5,00 €\n1.234,50 €": ("tab", "comma", True, ((5,), (1234.5,))),
    "price\n$5\n-$1,234.50": ("tab", "point", True, ((5,), (-1234.5,))),
    "x;y\n1 234,5;2\n2\u00a0500,5;3": ("semicolon", "comma", True, ((1234.5, 2), (2500.5, 3))),
    "x;y\n1\u2009234.5;2\n2\u202f500;3": ("semicolon", "point", True, ((1234.5, 2), (2500, 3))),
    '"1,234.5",2\n"1,234,567",3': ("comma", "point", False, ((1234.5, 2), (1234567, 3))),
    "sep=;\nx;y\n1,5;2": ("semicolon", "comma", True, ((1.5, 2),)),
    "My table\n\nx,y\n1,2\n3,4": ("comma", "point", True, ((1, 2), (3, 4))),
    ",x\n0,5\n1,6": ("comma", "point", True, ((0, 5), (1, 6))),
    "x,y\n\u200b1,2\n3,4": ("comma", "point", True, ((1, 2), (3, 4))),
    "[1, 2, 3]": ("tab", "point", False, ((1,), (2,), (3,))),
    "c(1, 2)": ("tab", "point", False, ((1,), (2,))),
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
    assert read_table("speed\nr1 4\nr2 7\n").names == ["column 1", "speed"]


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999", "+1,000"])
def test_thousands_are_never_guessed_at(text):
    assert is_ambiguous(text)
    table = read_table(f"x;y\n{text};{text}\n{text};{text}")
    found = sample(table, [0, 1])
    assert found.rows == ()
    assert ["decimal=comma" in each.reason for each in found.unread] == [True, True]
    said = read_table(f"x;y\n{text};{text}", Given(decimal="comma"))
    assert sample(said, [0]).rows == ((float(text.replace(",", ".")),),)


GROUPS = [
    ("1 234", ".", 1234), ("1 234", ",", 1234), ("1’234", ".", 1234), ("1\u00a0234,5", ",", 1234.5),
    ("1\u2009234 567.25", ".", None), ("1\u202f234\u202f567.25", ".", 1234567.25), ("1.234,5", ",", 1234.5),
    ("1,234,567", ".", 1234567), ("1.234.567", ",", 1234567), ("-1 234", ".", -1234),
    ("1.234", ",", None), ("1.234,5", ".", None), ("1.234.567", ".", None), ("1 234,5", ".", None),
    ("0 234", ".", None),
    ("1 23", ".", None), ("12 3456", ".", None), ("1,234 567", ".", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "decimal", "value"), GROUPS)
def test_groups_of_thousands_are_read_where_nothing_else_can_be_meant(text, decimal, value):
    if value is not None:
        assert read_cell(text, decimal) == value
        return
    with pytest.raises(ValueError, match=r"thousands separators|is no number"):
        read_cell(text, decimal)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no value"), ("NA", "no value"), ("hello", "is no number"), ("1,5", "decimal point"),
     ("1e999", "too large"), ("2e12", "beyond"), ("nan", "no value"), ("1_000", "is no number"),
     ("١", "is no number"), ("=1+1", "is no number"), ("50%", "percent sign"), ("2024-01-31", "a date"),
     ("31.01.2024", "a date"), ("12:30", "a time"), ("#DIV/0!", "no value"),
     ("$", "is no number"), ("5 $ 6", "no number")],
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


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("sep=;\nx;y\n1;2\n3;4", []),
        (" x | y\n---+---\n 1 | 2\n(1 row)", [(2, "a rule between rows"), (4, "1 cell; 2 are expected")]),
        ("// by hand\nx,y\n1,2\n#N/A,3", [(1, "a comment"), (4, "x: no value ('#N/A')")]),
        ("Title\nx,y\n1,2\n3,4", [(1, "1 cell; 2 are expected")]),
    ],
)
def test_what_is_no_row_is_listed_and_what_was_understood_is_not(text, unread):
    assert [(each.line, each.reason) for each in sample(read_table(text), [0, 1]).unread] == unread


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
