"""Numbers and data as text in a link."""

import base64
import re
import zlib

LONGEST_DATA = 100_000
"""Characters that compressed data may unpack to."""
PACKED = "z1:"
IN_A_FILE = "file"
"""Stands for data that are too long for a link, where one is shown that cannot hold them."""
ROW_END = re.compile(", *")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def print_number(value: float) -> str:
    """The shortest text that reads back as the same number, without the + that a URL would turn into a space.

    >>> print_number(2.0), print_number(1e16), print_number(0.1)
    ('2', '1e16', '0.1')
    """
    return repr(value).replace("e+", "e").removesuffix(".0")


def read_number(text: str) -> float:
    """The number that a text spells.

    Raises:
        ValueError: when it spells none, or one that is not finite.
    """
    if not NUMBER.fullmatch(text):
        raise ValueError(f"invalid number {shorten(text)!r}: digits, with . and e, are allowed")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"invalid number {shorten(text)!r}: too large for a float64")
    return value


def read_whole(text: str) -> int:
    """The whole number that a text spells.

    Raises:
        ValueError: when it spells none.
    """
    if not WHOLE.fullmatch(text):
        raise ValueError(f"invalid whole number {shorten(text)!r}: digits alone are allowed")
    return int(text)


def print_rows(rows: tuple[tuple[float, ...], ...]) -> str:
    """Rows by commas, the numbers of a row by colons.

    >>> print_rows(((1.0, 2.0), (3.0, 0.5)))
    '1:2,3:0.5'
    """
    return ",".join(":".join(print_number(value) for value in row) for row in rows)


def read_rows(text: str) -> tuple[tuple[float, ...], ...]:
    """The rows that a text spells, plain or packed.

    Blanks after a comma are as people write lists, and mean nothing; the canonical link has none. Nothing else is
    mended: a semicolon or a decimal comma might mean two things.

    Raises:
        ValueError: naming the number or the packing that is invalid.

    >>> read_rows("1:2, 3:0.5")
    ((1.0, 2.0), (3.0, 0.5))
    """
    if not text:
        raise ValueError("missing data: at least one sample is needed")
    if text == IN_A_FILE:
        raise ValueError("these data are too long for a link: open the file (.losscope.json) that has them")
    plain = unpack(text) if text.startswith(PACKED) else text
    return tuple(tuple(read_number(cell) for cell in row.split(":")) for row in ROW_END.split(plain))


def pack(text: str) -> str:
    """Text deflated and in the URL's own base 64."""
    squeezed = zlib.compress(text.encode(), 9)
    return PACKED + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


def unpack(packed: str) -> str:
    """The text that was packed; it is never unpacked beyond its bound.

    Raises:
        ValueError: when it is not packed text, or is too long.
    """
    body = packed.removeprefix(PACKED)
    unpacker = zlib.decompressobj()
    try:
        squeezed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        text = unpacker.decompress(squeezed, LONGEST_DATA).decode("ascii")
    except (ValueError, zlib.error) as error:
        raise ValueError("invalid packed data: base64url of a zlib stream is expected after z1:") from error
    if not unpacker.eof:
        raise ValueError(f"invalid packed data: cut off, or more than {LONGEST_DATA} characters unpacked")
    return text


def shorten(text: str, most: int = 80) -> str:
    """Text for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
