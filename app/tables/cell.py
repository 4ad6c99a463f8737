"""One cell as a number, or why it is none."""

import re

from app.core.limits import LARGEST
from app.link_text import NUMBER, read_number, shorten

MISSING = frozenset(
    {"", "na", "n/a", "nan", "null", "none", "nil", "-", "–", "—", ".", "?"}
    | {"#n/a", "#na", "#div/0!", "#value!", "#ref!", "#name?", "#null!", "#num!"}
)
"""What tables write where there is no value, and what spreadsheets write where there is an error."""
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([ ,.'’\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:([.,])\d+)?", re.ASCII)
"""Digits in groups of three: its first group is what parts them, its second the decimal sign."""
CURRENCY = re.compile(r"(?<![^+-])[$€£¥]\s*|\s*[$€£¥]\Z")
DATE = re.compile(
    r"(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(?:\d\d){1,2})([T ]\d\d?:\d\d.*)?|\d\d?:\d\d(:\d\d.*)?", re.ASCII
)
ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


def read_cell(text: str, decimal: str = ".") -> float:
    """The number in a cell, with a decimal point or comma; a typographer's minus is one, and a currency is left out.

    Groups of thousands are read where they can be nothing else: 1,234 may also be little more than one.

    Raises:
        ValueError: when there is no number, it may mean two, or it is larger than data may be.

    >>> read_cell(" 1.5e3 "), read_cell("−0,25", ","), read_cell("1 234.5"), read_cell("1.234,50 €", ",")
    (1500.0, -0.25, 1234.5, 1234.5)
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
    plain = _ungrouped(CURRENCY.sub("", text.strip().replace("−", "-"), count=1), decimal)
    return plain.replace(".", "_").replace(",", ".") if decimal == "," else plain


def _ungrouped(plain: str, decimal: str) -> str:
    """A number without what parts its thousands, where nothing else can be meant."""
    grouped = GROUPED.fullmatch(plain)
    if not grouped:
        return plain
    parting, sign = grouped.groups()
    is_sure = parting not in ".," or (parting != decimal and (sign is not None or plain.count(parting) > 1))
    return plain.replace(parting, "") if is_sure and sign in (None, decimal) else plain


def _why(text: str, decimal: str) -> str:
    shown, named = shorten(text, 40), "point" if decimal == "." else "comma"
    if is_ambiguous(text):
        return f"{shown!r} may be one number or a thousand times it: write it without the comma, or say decimal=comma"
    if text.endswith("%"):
        return f"{shown!r} has a percent sign: write the number alone, such as 50 or 0.5"
    if DATE.fullmatch(text):
        return f"{shown!r} is a date or a time, no number"
    if GROUPED.fullmatch(text):
        return f"{shown!r} has thousands separators that do not go with a decimal {named}: write the digits alone"
    if NUMBER.fullmatch(text.replace(",", ".")):
        return f"{shown!r} is no number with a decimal {named}"
    return f"{shown!r} is no number"
