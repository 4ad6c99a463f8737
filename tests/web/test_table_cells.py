"""Cells of a CSV: no spreadsheet computes what came from text, and numbers stay numbers."""

import csv
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.figures.table import FORMULA, Column, Table, as_csv, harmless

MARKS = "=+-@\t\r\n＝＋－＠"


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.text(), st.sampled_from(MARKS + " ").flatmap(lambda mark: st.text().map(lambda text: mark + text)),
            st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**6), 10**6), st.none(),
        ),
        min_size=2, max_size=6,
    )
)  # fmt: skip
def test_no_text_is_taken_for_a_formula_and_numbers_stay_numbers(cells: list[Any]) -> None:
    cells = [cell.replace("\0", "") if isinstance(cell, str) else cell for cell in cells]
    names = [cell if isinstance(cell, str) else f"column {i}" for i, cell in enumerate(cells)]
    content = as_csv(Table([Column(name, "") for name in names], [cells]))
    head, row = csv.reader(StringIO(content.decode("utf-8", "surrogatepass"), newline=""), strict=True)
    assert not [text for text in head if text.lstrip(" ").startswith(tuple(MARKS))]
    for cell, text in zip(cells, row, strict=True):
        if isinstance(cell, str):
            assert text in (cell, f"'{cell}")
            assert not text.lstrip(" ").startswith(tuple(MARKS))
        else:
            assert text == ("" if cell is None else repr(cell))


@pytest.mark.parametrize("attack", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")', "＝1"])
def test_attempts_at_injection_are_text(attack: str) -> None:
    assert harmless(attack) == f"'{attack}"
    assert set(FORMULA) == set(MARKS)
