"""Reads the LaTeX of formulas back, as a person does: what stands side by side is multiplied."""

import re

from app.core.syntax import Binary, Call, Name, Negation, Number

TOKEN = re.compile(
    r"\\left\\\||\\right\\\||\\left.|\\right.|\\begin\{cases\}|\\end\{cases\}|\\text\{[^}]*\}|\\operatorname\{[^}]*\}"
    r"|\\\\|\\[a-z]+|\d+\.?\d*|[a-z]_\{[^}]*\}|[a-z]|[-+^{}<>,&()]"
)
RELATIONS = {"<": "<", r"\le": "<=", ">": ">", r"\ge": ">="}
CALLS = re.compile(r"\\(?:operatorname\{(?P<name>[^}]*)\}|(?P<known>exp|log|sin|cos|tanh|max|min))$")


class Reader:
    """The tokens that are left."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens).replace(" ", "") == text.replace(" ", ""), text

    @property
    def next(self):
        return self.tokens[0] if self.tokens else ""

    def take(self, expected=None):
        token = self.tokens.pop(0)
        assert expected in (None, token), (expected, token, self.tokens)
        return token

    def sum(self):
        tree = self.signed()
        while self.next in ("+", "-"):
            sign = self.take()
            tree = Binary(sign, tree, self.product())
        return tree

    def signed(self):
        if self.next != "-":
            return self.product()
        self.take()
        return Negation(self.product())

    def product(self):
        tree = self.power()
        while self.next == r"\cdot" or self.starts_an_atom():
            if self.next == r"\cdot":
                self.take()
            tree = Binary("*", tree, self.power())
        return tree

    def starts_an_atom(self):
        token = self.next
        return bool(re.match(r"[a-z\d(]|\\left|\\frac|\\sqrt|\\pi|\\begin", token) or CALLS.match(token))

    def power(self):
        base = self.atom()
        if self.next != "^":
            return base
        self.take()
        exponent = self.braced()
        return Call("exp", (exponent,)) if base == Name("e") else Binary("^", base, exponent)

    def braced(self):
        self.take("{")
        tree = self.sum()
        self.take("}")
        return tree

    def atom(self):
        token = self.take()
        called = CALLS.match(token)
        if called:
            name = (called["name"] or called["known"]).replace("\N{NO-BREAK SPACE}", "_")
            return Call(name, self.listed(r"\left(", r"\right)"))
        if token == r"\frac":
            return Binary("/", self.braced(), self.braced())
        if token == r"\sqrt":
            return Call("sqrt", (self.braced(),))
        if token in ENCLOSED:
            return ENCLOSED[token](self)
        if token[0].isdigit():
            return Number(float(token))
        return Name(token.lstrip("\\").partition("_")[0])

    def listed(self, opening, closing):
        if opening:
            self.take(opening)
        found = [self.sum()]
        while self.next == ",":
            self.take()
            found.append(self.sum())
        self.take(closing)
        return tuple(found)

    def norm(self):
        if self.next == "(":
            found = self.listed("(", ")")
            self.take(r"\right\|")
            return Call("norm", found)
        return Call("norm", self.listed("", r"\right\|"))

    def cases(self):
        value = self.sum()
        self.take("&")
        if self.take() != r"\text{if }":
            self.take(r"\end{cases}")
            return value
        left, relation, right = self.sum(), RELATIONS[self.take()], self.sum()
        self.take("\\\\")
        return Call("where", (Binary(relation, left, right), value, self.cases()))


ENCLOSED = {
    r"\left(": lambda reader: reader.listed("", r"\right)")[0],
    r"\left|": lambda reader: Call("abs", reader.listed("", r"\right|")),
    r"\left\|": Reader.norm,
    r"\begin{cases}": Reader.cases,
}


def read(text):
    """The syntax tree that a formula in LaTeX says."""
    reader = Reader(text)
    tree = reader.sum()
    assert not reader.tokens, reader.tokens
    return tree
