"""A formula's syntax tree. Two trees are equal when they say the same, wherever they were read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True)
class Node:
    """A part of a formula, and which characters it was read from."""

    position: int = field(default=0, compare=False, kw_only=True)
    length: int = field(default=0, compare=False, kw_only=True)

    @property
    def children(self) -> tuple["Tree", ...]:
        """What it is made of, from left to right."""
        return ()

    @cached_property
    def depth(self) -> int:
        """How many nodes lie on the longest way down, this one among them."""
        return 1 + max((child.depth for child in self.children), default=0)


@dataclass(frozen=True)
class Number(Node):
    """A number, which is not negative: −2 is the negation of 2."""

    value: float


@dataclass(frozen=True)
class Name(Node):
    """A parameter (a, b), a data column (x, y) or a constant (pi, e)."""

    name: str


@dataclass(frozen=True)
class Negation(Node):
    """The operand with the other sign; it binds looser than a power, tighter than a product."""

    operand: "Tree"

    @property
    def children(self) -> tuple["Tree", ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Binary(Node):
    """Two operands joined by + - * / or ^, or compared by < <= > or >=."""

    symbol: str
    left: "Tree"
    right: "Tree"

    @property
    def children(self) -> tuple["Tree", ...]:
        return self.left, self.right


@dataclass(frozen=True)
class Call(Node):
    """A function of its arguments; of `where`, the first is a comparison."""

    name: str
    arguments: tuple["Tree", ...]

    @property
    def children(self) -> tuple["Tree", ...]:
        return self.arguments


Tree: TypeAlias = Number | Name | Negation | Binary | Call

COMPARISONS = ("<", "<=", ">", ">=")
STRENGTH = {**dict.fromkeys(COMPARISONS, 0), "+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
"""How tightly an operator binds its operands."""
SIGNED, ATOM = 3, 5
"""How tightly a sign binds its operand, and a number, a name or a call itself."""


def nodes(tree: Tree) -> Iterator[Tree]:
    """Every node of a tree, the root first."""
    yield tree
    for child in tree.children:
        yield from nodes(child)


def printed(tree: Tree) -> str:
    """The tree as text that reads back as the same tree, with no more brackets than it takes.

    >>> printed(Binary("*", Binary("+", Name("a"), Number(1.0)), Name("x")))
    '(a + 1)*x'
    """
    if isinstance(tree, Number):
        return repr(tree.value).replace("e+", "e").removesuffix(".0")
    if isinstance(tree, Name):
        return tree.name
    if isinstance(tree, Negation):
        return f"-{_within(tree.operand, SIGNED)}"
    if isinstance(tree, Call):
        return f"{tree.name}({', '.join(map(printed, tree.arguments))})"
    return _joined(tree)


def _joined(tree: Binary) -> str:
    strength = STRENGTH[tree.symbol]
    if tree.symbol == "^":
        return f"{_within(tree.left, ATOM)}^{_within(tree.right, SIGNED)}"
    space = "" if strength == STRENGTH["*"] else " "
    return f"{_within(tree.left, strength)}{space}{tree.symbol}{space}{_within(tree.right, strength + 1)}"


def _within(tree: Tree, least: int) -> str:
    """An operand, in brackets where it binds less tightly than it has to."""
    return printed(tree) if _strength(tree) >= least else f"({printed(tree)})"


def _strength(tree: Tree) -> int:
    if isinstance(tree, Negation):
        return SIGNED
    return STRENGTH[tree.symbol] if isinstance(tree, Binary) else ATOM
