"""Bytes as text: UTF-8, UTF-16 that says so, or Latin-1."""

import codecs
import re
from typing import NamedTuple

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""What a file may begin with, and what it says of the rest."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Characters that no table has: text that has them is no text, or in an encoding that is not known here."""


class Decoded(NamedTuple):
    """A text and the encoding that it was in."""

    text: str
    encoding: str


def decoded(body: bytes) -> Decoded:
    r"""The text that bytes spell; what is not valid UTF-8 is read as Latin-1, with the few letters Windows adds to it.

    Raises:
        ValueError: when they spell none, as in a spreadsheet's own format or UTF-16 that does not say so.

    >>> decoded(b"\xef\xbb\xbfx,y"), decoded("größe".encode("latin-1"))
    (Decoded(text='x,y', encoding='utf-8'), Decoded(text='größe', encoding='latin-1'))
    """
    mark, encoding = next((each for each in MARKS if body.startswith(each[0])), (b"", ""))
    found = _marked(body[len(mark) :], encoding) if encoding else _unmarked(body)
    control = CONTROL.search(found.text)
    if control:
        raise ValueError(
            f"invalid text: character {control.start() + 1} is the control character {control[0]!r}; "
            "text in UTF-8, in UTF-16 with its byte order mark, or in Latin-1 is allowed"
        )
    return found


def _marked(body: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"invalid text: its first bytes say {encoding}, byte {error.start + 1} does not") from error


def _unmarked(body: bytes) -> Decoded:
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace").replace("�", "\x81")  # no letter: a control character
        return Decoded(text, "latin-1")
