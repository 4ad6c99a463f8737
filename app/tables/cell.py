"""One cell as a number, or why it is none."""

import re

from app.core.limits import LARGEST
from app.link_text import NUMBER, read_number, shorten

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "nil", "-", "–", "—", ".", "?"})
"""What tables write where there is no value."""
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([ ,.'’\u00a0\u2009\u202f]\d{3})+([.,]\d+)?", re.ASCII)
"""Digits in groups of three: 1,234 may be a thousand and more, or little more than one."""
ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


def read_cell(text: str, decimal: str = ".") -> float:
    """The number in a cell, with a decimal point or comma; a typographer's minus is one.

    Raises:
        ValueError: when there is none, or it is larger than data may be; groups of thousands are never guessed at.

    >>> read_cell(" 1.5e3 "), read_cell("−0,25", ",")
    (1500.0, -0.25)
    """
    if is_missing(text):
        raise ValueError(f"no value ({text.strip()!r})" if text.strip() else "no value")
    plain = _pointed(text, decimal)
    if not NUMBER.fullmatch(plain):
        raise ValueError(_why(text.strip(), decimal))
    value = read_number(plain)
    if abs(value) > LARGEST:
        raise ValueError(f"{shorten(text.strip(), 40)} is beyond ±{LARGEST:g}")
    return value


def is_number(text: str, decimal: str = ".") -> bool:
    """Whether a cell holds a number that can be read.

    >>> is_number("1,5"), is_number("1,5", ",")
    (False, True)
    """
    plain = _pointed(text, decimal)
    return bool(NUMBER.fullmatch(plain)) and abs(float(plain)) <= LARGEST


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.strip().lower() in MISSING


def is_ambiguous(text: str) -> bool:
    """Whether a comma may part thousands as well as decimals.

    >>> is_ambiguous("1,234"), is_ambiguous("0,234"), is_ambiguous("1,2345")
    (True, False, False)
    """
    return bool(ONE_GROUP.fullmatch(text.strip()))


def _pointed(text: str, decimal: str) -> str:
    """A number as Python writes it; what has the other sign becomes none."""
    plain = text.strip().replace("−", "-")
    return plain.replace(".", "_").replace(",", ".") if decimal == "," else plain


def _why(text: str, decimal: str) -> str:
    shown = shorten(text, 40)
    if is_ambiguous(text):
        return f"{shown!r} may be one number or a thousand times it: write it without the comma, or say decimal=comma"
    if GROUPED.fullmatch(text):
        return f"{shown!r} has thousands separators, which are not read: write the digits alone"
    if NUMBER.fullmatch(text.replace(",", ".")):
        return f"{shown!r} is no number with a decimal {'point' if decimal == '.' else 'comma'}"
    return f"{shown!r} is no number"
