"""Numbers and words of an experiment as Python source: nothing that a visitor wrote becomes code."""

import textwrap
from typing import Any, NamedTuple

from app.core.described import Described

WIDTH = 100


class Section(NamedTuple):
    """A part of a program: what it is about, in a line, and its source."""

    title: str
    source: str


def clean(words: str) -> str:
    """Words on one line, without what a terminal or an editor would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in words)


def comment(words: str) -> str:
    """Words as a comment, wrapped; a link stays whole."""
    lines = textwrap.wrap(clean(words), WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)


def literal(value: Any) -> str:
    """A number, a word or a tuple of them, so that it reads back exactly."""
    if isinstance(value, tuple | list):
        inside = ", ".join(literal(each) for each in value)
        return f"[{inside}]"
    return repr(value)


def table(name: str, rows: tuple[tuple[float, ...], ...]) -> str:
    """An array of rows as an assignment, wrapped."""
    if not rows or not rows[0]:
        return f"{name} = np.empty(({len(rows)}, 0))"
    inside = ", ".join(literal(row) for row in rows)
    line = f"{name} = np.array([{inside}])"
    if len(line) <= WIDTH:
        return line
    wrapped = textwrap.wrap(inside, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    return f"{name} = np.array([\n" + "\n".join(f"    {each}" for each in wrapped) + "\n])"


def made(name: str, entry: Described) -> str:
    """The call that makes an entry with its parameters."""
    return f"{name}({', '.join(f'{key}={literal(value)}' for key, value in entry.parameters().items())})"
