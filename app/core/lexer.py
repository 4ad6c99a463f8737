"""A formula's text as tokens, each with its place; what is no token is named with the character."""

import re
import unicodedata
from typing import Literal, NamedTuple

LONGEST = 500
"""Characters of a formula at the most."""
LARGEST = 1e12
"""The largest number that may be written."""
OPERANDS = "a number, a name or '('"
TYPESET = {"−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">="}
"""Signs as a web page shows them, and as they are written here."""
HINTS = {
    "²": "write ^2", "³": "write ^3", "|": "write abs(…)", "=": "the sign = is not part of a formula",
    "π": "write pi", "√": "write sqrt(…)", "[": "write (", "{": "write (",
}  # fmt: skip
"""What to write instead of some signs that people try."""
TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^(),<>−·×≤≥])"
    r"|(?P<space>[ \t\r\n\u00a0]+)",
    re.ASCII,
)


class FormulaError(ValueError):
    """What is wrong with a formula, and at which character.

    >>> str(FormulaError("'y' found", 7, 1, "')'"))
    "position 7: ')' expected, 'y' found"
    """

    def __init__(self, message: str, position: int, length: int = 1, expected: str = "") -> None:
        super().__init__(f"position {position}: {f'{expected} expected, ' if expected else ''}{message}")
        self.position, self.length, self.expected = position, length, expected


class Token(NamedTuple):
    """A piece of the text."""

    kind: Literal["number", "name", "sign", "end"]
    text: str
    """As it is written here; signs of a web page are replaced."""
    position: int
    length: int

    @property
    def shown(self) -> str:
        """It in a message."""
        return "the end" if self.kind == "end" else repr(self.text)


def tokens(text: str) -> list[Token]:
    """All tokens of a formula, and one for its end.

    Raises:
        FormulaError: at a character that begins no token, a number that is too large, or a text that is too long.

    >>> [token.text for token in tokens("2 − a·x")]
    ['2', '-', 'a', '*', 'x', '']
    """
    if len(text) > LONGEST:
        raise FormulaError(f"{len(text)} characters are too long; {LONGEST} are allowed", LONGEST, len(text) - LONGEST)
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise _unknown(text[at], at)
        if match.lastgroup != "space":
            found.append(_token(match))
        at = match.end()
    return [*found, Token("end", "", len(text.rstrip()), 1)]


def _token(match: re.Match[str]) -> Token:
    kind, text, at = str(match.lastgroup), match.group(), match.start()
    if kind == "number" and not float(text) <= LARGEST:
        raise FormulaError(f"the number {text[:40]} is too large; {LARGEST:g} at the most is allowed", at, len(text))
    return Token(kind, TYPESET.get(text, text), at, len(text))  # type: ignore[arg-type]  # one of the groups


def _unknown(character: str, at: int) -> FormulaError:
    """The error of a character that no formula has, by its name, as some only look like others."""
    name = unicodedata.name(character, "")
    called = f"{character!r}" if character.isascii() or not name else f"{character!r} ({name})"
    hint = HINTS.get(character, "allowed are numbers, names, + - * / ^ ( ) , < <= > >=")
    return FormulaError(f"unknown character {called}; {hint}", at)
