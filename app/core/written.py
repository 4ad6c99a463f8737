"""A function that somebody wrote: its formula as text."""

from functools import lru_cache
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from app.core.compiler import compiled
from app.core.expression import Expression
from app.core.expression import parameters as coordinates
from app.core.function import Function
from app.core.lexer import LONGEST, FormulaError
from app.core.parser import parse
from app.core.syntax import Name, Tree, nodes
from app.core.tape import Tape
from app.core.vocabulary import COLUMNS, PARAMETERS

MOST_SHOWN = 60
"""Characters of a formula in a title."""
MOST_OPERATIONS = 400
"""Lines of a formula's tape at the most."""


class Written(Function):
    r"""A function written as a formula, \(F(a)\) or \(F(a, b)\); where it names data, x or y, their mean.

    The text is read by a parser of our own and never executed.

    >>> Written(text="abs(a*x - y) + b^2").names, Written(text="abs(a*x - y)").columns
    (('a', 'b'), ('x', 'y'))
    """

    kind: Literal["written"] = "written"
    title: ClassVar[str] = "Written function"
    formula: ClassVar[str] = "F as it is written"
    source: ClassVar[str] = "its author"
    text: str = Field(default="abs(a)", min_length=1, max_length=LONGEST)
    """The formula."""

    @field_validator("text")
    @classmethod
    def _means_something(cls, text: str) -> str:
        read(text)
        return text.strip()

    @property
    def tree(self) -> Tree:
        """The formula's syntax tree."""
        return parse(self.text)

    @property
    def names(self) -> tuple[str, ...]:  # type: ignore[override]  # of a named function it is fixed
        """The parameters: a, or a and b where b is named."""
        return tuple(name for name in _order(_named(self.tree)) if name in PARAMETERS)

    @property
    def columns(self) -> tuple[str, ...]:  # type: ignore[override]
        """The data columns that it names, x before y."""
        return tuple(name for name in _order(_named(self.tree)) if name in COLUMNS)

    @property
    def start(self) -> tuple[float, ...]:  # type: ignore[override]
        """The start of a link that names none."""
        return (1.0,) * len(self.names)

    @property
    def heading(self) -> str:
        """The formula, shortened."""
        return self.text if len(self.text) <= MOST_SHOWN else f"{self.text[: MOST_SHOWN - 1]}…"

    def body(self, *parameters: Expression) -> Expression:
        """F, or its term of one sample, as an expression of the parameters and, behind them, the data columns."""
        return _compiled(self.tree, parameters)


def read(text: str) -> Tree:
    """The syntax tree of a formula that makes a function.

    Raises:
        FormulaError: that names the character and says what is wrong.
    """
    tree = parse(text)
    named = _named(tree)
    if not named & set(PARAMETERS):
        raise FormulaError(f"no parameter is named; {' or '.join(PARAMETERS)} has to be", tree.position, tree.length)
    operations = len(Tape(_compiled(tree, coordinates(len(_order(named))))).operations)
    if operations > MOST_OPERATIONS:
        message = f"{operations} operations are too many; {MOST_OPERATIONS} are allowed"
        raise FormulaError(message, tree.position, tree.length)
    return tree


@lru_cache(maxsize=256)
def _named(tree: Tree) -> frozenset[str]:
    return frozenset(node.name for node in nodes(tree) if isinstance(node, Name))


def _order(named: frozenset[str]) -> tuple[str, ...]:
    """The parameters and the data columns, as a tape has them."""
    parameters = PARAMETERS if PARAMETERS[1] in named else PARAMETERS[:1]
    return (*parameters, *(column for column in COLUMNS if column in named))


def _compiled(tree: Tree, values: tuple[Expression, ...]) -> Expression:
    return compiled(tree, dict(zip(_order(_named(tree)), values, strict=True)))
