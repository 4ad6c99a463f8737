"""A formula's syntax tree as LaTeX: the function as one would write it by hand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from app.core.syntax import COMPARISONS, Binary, Call, Name, Negation, Number, Tree

Shown: TypeAlias = Mapping[str, str]

GREEK = frozenset({"alpha", "beta", "delta", "epsilon", "theta", "lambda", "mu", "tau", "rho", "pi"})
KNOWN = frozenset({"exp", "log", "sin", "cos", "tanh", "max", "min"})
"""Functions that LaTeX has a command for."""
RELATIONS = {"<": "<", "<=": r"\le ", ">": ">", ">=": r"\ge "}
LOOSE, SUM, PRODUCT, POWER, ATOM = range(5)
"""How tightly the parts of a term hold together; a looser one needs brackets inside of a tighter."""
SHORT = 24
"""Characters of an exponent that may stand above e."""
APART = "\N{NO-BREAK SPACE}"
"""Between the words of one name; a plain space would be lost."""
TWICE = ("bracket", "bracket")
CLOSE = {("digit", each) for each in ("letter", "bracket", "name", "bar")} | {("letter", "letter"), TWICE}
"""What stands side by side, without a sign between, when it is multiplied."""


class Term(NamedTuple):
    """A piece of LaTeX, and how it may be joined to another."""

    text: str
    level: int
    start: str = ""
    """What it begins with: a digit, a letter, a bracket, a name or a bar, or something else."""
    end: str = ""

    def within(self, level: int) -> str:
        """The text, in brackets where the place asks for a tighter one."""
        return self.text if self.level >= level else rf"\left({self.text}\right)"


def latex(tree: Tree, shown: Shown = MappingProxyType({})) -> str:
    r"""A syntax tree in LaTeX; `shown` says how some names are written in it.

    >>> from app.core.parser import parse
    >>> print(latex(parse("2*relu(a - 1)^2 - b/3")))
    2\operatorname{relu}\left(a-1\right)^{2}-\frac{b}{3}
    """
    return _term(tree, shown).text


def symbol(name: str) -> str:
    r"""A name as a letter with its index.

    >>> symbol("w1"), symbol("theta")
    ('w_{1}', '\\theta')
    """
    letters = name.rstrip("0123456789")
    index = name[len(letters) :]
    return (f"\\{letters}" if letters in GREEK else letters) + (f"_{{{index}}}" if index else "")


def _term(tree: Tree, shown: Shown) -> Term:
    if isinstance(tree, Number):
        return _number(tree.value)
    if isinstance(tree, Name):
        return Term(shown.get(tree.name) or symbol(tree.name), ATOM, "letter", "letter")
    if isinstance(tree, Negation):
        return Term(f"-{_term(tree.operand, shown).within(PRODUCT)}", SUM)
    return _call(tree, shown) if isinstance(tree, Call) else _binary(tree, shown)


def _number(value: float) -> Term:
    digits, _, power = f"{value:.15g}".partition("e")
    if not power:
        return Term(digits, ATOM, "digit", "digit")
    factor = "" if digits == "1" else rf"{digits}\cdot "
    return Term(f"{factor}10^{{{int(power)}}}", PRODUCT, "digit", "digit")


def _binary(tree: Binary, shown: Shown) -> Term:
    if tree.symbol in "*/" and isinstance(tree.left, Negation):  # its sign stands in front of the whole
        return _term(Negation(Binary(tree.symbol, tree.left.operand, tree.right)), shown)
    left, right = _term(tree.left, shown), _term(tree.right, shown)
    if tree.symbol in COMPARISONS:
        return Term(f"{left.text}{RELATIONS[tree.symbol]}{right.text}", LOOSE)
    if tree.symbol == "*":
        return _product(left, right)
    if tree.symbol == "/":
        return Term(rf"\frac{{{left.text}}}{{{right.text}}}", PRODUCT)
    if tree.symbol == "^":
        return Term(f"{left.within(ATOM)}^{{{right.text}}}", POWER, left.start if left.level == ATOM else "bracket")
    is_plain = tree.symbol == "+" and not right.text.startswith("-")
    return Term(f"{left.within(SUM)}{tree.symbol}{right.within(SUM if is_plain else PRODUCT)}", SUM)


def _product(u: Term, v: Term) -> Term:
    left, right = (each if each.level >= PRODUCT else Term(each.within(PRODUCT), ATOM, *TWICE) for each in (u, v))
    is_close = (left.end, right.start) in CLOSE and left.text != "1"
    between = r" \cdot " if not is_close else " " if left.text[-1].isalpha() else ""
    return Term(f"{left.text}{between}{right.text}", PRODUCT, left.start, right.end)


def _call(tree: Call, shown: Shown) -> Term:
    if tree.name == "where":
        return _cases(tree, shown)
    inner = ", ".join(_term(each, shown).text for each in tree.arguments)
    if tree.name == "abs":
        return Term(rf"\left|{inner}\right|", ATOM, "bar")
    if tree.name == "norm":
        return Term(rf"\left\|{inner if len(tree.arguments) == 1 else f'({inner})'}\right\|", ATOM, "bar")
    if tree.name == "sqrt":
        return Term(rf"\sqrt{{{inner}}}", ATOM, "name")
    if tree.name == "exp" and len(inner) <= SHORT and "frac" not in inner:
        return Term(f"e^{{{inner}}}", POWER, "letter")
    name = rf"\{tree.name}" if tree.name in KNOWN else rf"\operatorname{{{tree.name.replace('_', APART)}}}"
    return Term(rf"{name}\left({inner}\right)", ATOM, "name")


def _cases(tree: Call, shown: Shown) -> Term:
    """One row for each condition; what stands in the last place may go on with more."""
    rows: list[str] = []
    rest: Tree = tree
    while isinstance(rest, Call) and rest.name == "where":
        condition, then, rest = rest.arguments
        rows.append(rf"{latex(then, shown)} & \text{{if }}{latex(condition, shown)}")
    rows.append(rf"{latex(rest, shown)} & \text{{otherwise}}")
    body = r" \\ ".join(rows)
    return Term(rf"\begin{{cases}}{body}\end{{cases}}", LOOSE)
