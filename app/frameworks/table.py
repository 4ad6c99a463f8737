"""The table: what every framework answered to every expression, beside what is true; filters and what they find."""

import math
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from app.frameworks.expression import Expression, expressions
from app.frameworks.measurement import HALF, Measurement, measurements
from app.frameworks.slopes import Slopes, slopes
from app.frameworks.verdict import Verdict, number_of, verdict

WRONG = (Verdict.OUTSIDE,)
NUMBERLESS = (Verdict.ERROR, Verdict.MISSING)
WRITTEN = {
    "**": " power ", "|": " abs ", "<=": " le ", ">=": " ge ", "<": " lt ", ">": " gt ", "==": " is ",
    "*": " times ", "/": " over ", "+": " plus ", "-": " minus ",
}  # fmt: skip
"""How signs are spelt in the address of a row."""


class Cell(NamedTuple):
    """One framework's answer in a row."""

    key: str
    answer: str
    """As it was printed, without what SymPy says beside it."""
    value: float | None
    verdict: Verdict


class Line(NamedTuple):
    """One expression at one point."""

    slug: str
    expression: Expression
    at: str
    truth: Slopes
    cells: tuple[Cell, ...]

    agree: bool
    """Whether all frameworks that give a number give the same; those of half precision are left out."""

    @property
    def groups(self) -> dict[str, list[Cell]]:
        """Cells that hold a number, NaN or an infinity, by that number; those of half precision left out."""
        return _grouped(self.cells)

    def narrowed(self, key: str) -> "Line":
        """The same with one framework's answer alone."""
        return self._replace(cells=tuple(cell for cell in self.cells if cell.key == key))


def _grouped(cells: tuple[Cell, ...]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.value is not None and not cell.key.endswith(HALF):
            found.setdefault(_spelt(cell.value), []).append(cell)
    return found


def _spelt(value: float) -> str:
    return "nan" if math.isnan(value) else f"{value + 0.0:.5g}".replace("e+", "e")


@lru_cache(maxsize=1)
def columns() -> dict[str, Measurement]:
    """The measurements by their names in links."""
    return {each.key: each for each in measurements()}


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """All rows that every framework was asked for, in the order in which it was asked."""
    asked = [(row.expression, row.at) for row in measurements()[0].rows if row.expression in expressions()]
    given = [{(row.expression, row.at): row.answer for row in each.rows} for each in measurements()]
    return tuple(_line(expressions()[name], at, [answers[name, at] for answers in given]) for name, at in asked)


def _line(expression: Expression, at: str, answers: list[str]) -> Line:
    truth = slopes(expression, at)
    cells = tuple(_cell(*pair, truth) for pair in zip(measurements(), answers, strict=True))
    return Line(slug_of(expression.name, at), expression, at, truth, cells, len(_grouped(cells)) <= 1)


def _cell(measurement: Measurement, answer: str, truth: Slopes) -> Cell:
    said = answer.partition("   [")[0]
    return Cell(measurement.key, said, number_of(answer), verdict(answer, truth, measurement.dtype))


def slug_of(name: str, at: str) -> str:
    """The name of a row in addresses.

    >>> slug_of("|x|*|x|", "-0")
    'abs-x-abs-times-abs-x-abs-at-minus-0'
    """
    for sign, word in WRITTEN.items():
        name = name.replace(sign, word)
    words = f"{name} at {at.replace('-', 'minus ')}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def chosen(
    *, expression: str = "", framework: str = "", disagree: bool = False, outside: bool = False
) -> tuple[Line, ...]:
    """The rows whose name holds a text, of one framework or of all.

    Args:
        expression: a part of the name of an expression; upper case, lower case and spaces are of no account.
        framework: a key of `columns()`; all when empty.
        disagree: only rows in which not all frameworks give the same number.
        outside: only rows in which an answer that is shown lies outside the true slopes.
    """
    wanted = _plain(expression)
    found = (line for line in lines() if wanted in _plain(line.expression.name) and not (disagree and line.agree))
    shown = (line.narrowed(framework) if framework else line for line in found)
    return tuple(line for line in shown if not outside or any(cell.verdict in WRONG for cell in line.cells))


def _plain(text: str) -> str:
    return "".join(text.lower().split())


def line_named(slug: str) -> Line | None:
    """The row with a name, if there is one."""
    return next((line for line in lines() if line.slug == slug), None)


def counted(verdicts: list[Verdict]) -> dict[str, int]:
    """How often each verdict was given; all of them are there."""
    found = Counter(verdicts)
    return {each.value: found[each] for each in Verdict}
