"""Reads a formula: recursive descent, one method for each strength of binding.

sum      = product { (+ | -) product }
product  = signed { (* | /) signed }
signed   = (- | +) signed | power
power    = atom [ ^ signed ]
atom     = number | name | name ( argument { , argument } ) | ( sum )
argument = sum, or as the first of where: sum (< | <= | > | >=) sum
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from app.core.lexer import OPERANDS, FormulaError, Token, tokens
from app.core.syntax import COMPARISONS, Binary, Call, Name, Negation, Number, Tree
from app.core.vocabulary import COLUMNS, CONSTANTS, PARAMETERS, WORDS, names, takes

Grown = TypeVar("Grown", Binary, Call, Negation)
Result = TypeVar("Result")

DEEPEST = 60
"""Levels of brackets, and of the tree."""
VALUES = (*PARAMETERS, *COLUMNS, *CONSTANTS)


@lru_cache(maxsize=256)
def parse(text: str) -> Tree:
    """The syntax tree of a formula.

    Raises:
        FormulaError: that names the character and says what was expected.

    >>> parse("2^-a") == Binary("^", Number(2.0), Negation(Name("a")))
    True
    """
    return _Parser(text).whole()


class _Parser:
    """The tokens of a formula, and how far they have been read."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.level = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def sees(self, *signs: str) -> bool:
        return self.token.kind == "sign" and self.token.text in signs

    def whole(self) -> Tree:
        tree = self.sum()
        if self.token.kind != "end":
            raise self.after_an_operand("an operator or the end")
        return tree

    def sum(self) -> Tree:
        return self.chain(("+", "-"), self.product)

    def product(self) -> Tree:
        return self.chain(("*", "/"), self.signed)

    def chain(self, signs: tuple[str, ...], operand: Callable[[], Tree]) -> Tree:
        """Operands joined from left to right."""
        start, tree = self.token, operand()
        while self.sees(*signs):
            sign = self.take()
            right = operand()
            tree = self.shallow(Binary(sign.text, tree, right, **self.span(start)), sign)
        return tree

    def signed(self) -> Tree:
        start = self.token
        if not self.sees("-", "+"):
            return self.power()
        sign = self.take()
        with self.deeper(sign):
            operand = self.signed()
        return operand if sign.text == "+" else self.shallow(Negation(operand, **self.span(start)), sign)

    def power(self) -> Tree:
        start, base = self.token, self.atom()
        if not self.sees("^"):
            return base
        sign = self.take()
        with self.deeper(sign):
            exponent = self.signed()
        return self.shallow(Binary("^", base, exponent, **self.span(start)), sign)

    def atom(self) -> Tree:
        token = self.token
        if token.kind == "number":
            self.take()
            return Number(float(token.text), **self.span(token))
        if token.kind == "name":
            self.take()
            return self.call(token) if self.sees("(") else self.value(token)
        if self.sees("("):
            return self.bracket(self.sum)
        hint = ": write ^ for a power" if self.sees("**") or (self.sees("*") and self.at > 0) else ""
        raise FormulaError(f"{token.shown} found{hint}", token.position, token.length, OPERANDS)

    def bracket(self, content: Callable[[], Result]) -> Result:
        """What stands between ( and )."""
        with self.deeper(self.take()):
            found = content()
        if not self.sees(")"):
            raise self.after_an_operand("')'")
        self.take()
        return found

    def value(self, token: Token) -> Tree:
        if token.text in VALUES:
            return Name(token.text, **self.span(token))
        if token.text in names():
            raise FormulaError(f"{self.token.shown} found", *_place(self.token), f"'(' after {token.text}")
        raise _unknown(token)

    def call(self, token: Token) -> Tree:
        if token.text in VALUES:
            raise FormulaError(f"'(' found: write {token.text}*(…)", *_place(self.token), "an operator")
        if token.text not in names():
            raise _unknown(token)
        arguments = self.bracket(lambda: self.arguments(token))
        return self.shallow(Call(token.text, arguments, **self.span(token)), token)

    def arguments(self, function: Token) -> tuple[Tree, ...]:
        """The arguments of a function, as many as it takes."""
        found = [self.condition() if function.text == "where" else self.sum()]
        while self.sees(","):
            self.take()
            found.append(self.sum())
        fewest, most, words = takes(function.text)
        if self.sees(")") and not fewest <= len(found) <= most:
            raise FormulaError(f"{function.text} takes {words}, {len(found)} given", function.position, function.length)
        if not self.sees(")"):
            raise self.after_an_operand("',' or ')'")
        return tuple(found)

    def condition(self) -> Tree:
        start, left = self.token, self.sum()
        if not self.sees(*COMPARISONS):
            raise FormulaError(f"{self.token.shown} found", *_place(self.token), "a comparison by <, <=, > or >=")
        sign = self.take()
        return self.shallow(Binary(sign.text, left, self.sum(), **self.span(start)), sign)

    def span(self, start: Token) -> dict[str, int]:
        """The place of what was read since a token."""
        last = self.tokens[self.at - 1]
        return {"position": start.position, "length": last.position + last.length - start.position}

    def shallow(self, tree: Grown, sign: Token) -> Grown:
        """The tree, if it is not too deep."""
        if tree.depth > DEEPEST:
            raise FormulaError(f"more than {DEEPEST} operations inside each other; so many are allowed", *_place(sign))
        return tree

    @contextmanager
    def deeper(self, sign: Token) -> Iterator[None]:
        """One level further down."""
        self.level += 1
        if self.level > DEEPEST:
            raise FormulaError(f"more than {DEEPEST} levels of brackets and signs; so many are allowed", *_place(sign))
        yield
        self.level -= 1

    def after_an_operand(self, expected: str) -> FormulaError:
        """The error of what stands where an operator should, or the end."""
        token = self.token
        hint = ""
        if token.kind in ("number", "name") or token.text == "(":
            before = self.tokens[self.at - 1].text
            hint = f": write {before}*{'(…)' if token.text == '(' else token.text}"
        if self.sees(*COMPARISONS):
            hint = ": comparisons are allowed as the first argument of where alone"
        if self.sees("**"):
            hint = ": write ^ for a power"
        return FormulaError(f"{token.shown} found{hint}", *_place(token), expected)


def _place(token: Token) -> tuple[int, int]:
    return token.position, token.length


def _unknown(token: Token) -> FormulaError:
    known = [*VALUES, *names()]
    close = get_close_matches(token.text, known, 1)
    hint = f"did you mean {close[0]}?" if close else f"known are {', '.join([*VALUES, *WORDS])} and every loss"
    return FormulaError(f"unknown name {token.text[:40]!r}; {hint}", *_place(token))
