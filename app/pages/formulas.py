"""What may be written as a function of one's own: every word of the grammar, as text and as mathematics."""

from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from app.content.latex import latex
from app.core.compiler import STEEPEST
from app.core.lexer import LARGEST, LONGEST
from app.core.parser import DEEPEST, parse
from app.core.vocabulary import LOSSES, WORDS, settings_of
from app.core.written import MOST_OPERATIONS
from app.mathml import mathml
from app.pages.site import render

router = APIRouter()

OPERATORS = ("2*a + b/3 - 1", "a^2", "-a^2", "2^-a", "2^a^2")
CALLS = {
    "max": "max(a, 0)", "min": "min(a, b, 1)", "clip": "clip(a, -1, 2)", "where": "where(a < 0, -2*a, a^2)",
    "norm": "norm(a, b)", "sqrt": "sqrt(abs(a))", "log": "log(a)",
}  # fmt: skip
"""An example of the functions that say nothing of a alone, or say it better so."""


class Row(NamedTuple):
    """A piece of a formula."""

    text: str
    shown: Markup
    note: str = ""


def _row(text: str, note: str = "") -> Row:
    return Row(text, mathml(latex(parse(text))), note)


def words() -> list[Row]:
    """Every function with an example."""
    return [_row(CALLS.get(name, f"{name}(a)"), word.takes) for name, word in WORDS.items()]


def losses() -> list[tuple[str, str, str]]:
    """Every loss: its kind, how it is called, and its title."""
    return [(kind, f"{kind}({', '.join(['u', *settings_of(kind)])})", loss.title) for kind, loss in LOSSES.items()]


@router.get("/formulas", include_in_schema=False)
def formulas(request: Request) -> Response:
    """The page."""
    context: dict[str, Any] = {
        "here": "lab", "operators": [_row(text) for text in OPERATORS], "words": words(), "losses": losses(),
        "longest": LONGEST, "deepest": DEEPEST, "most": MOST_OPERATIONS, "largest": f"{LARGEST:g}",
        "steepest": STEEPEST,
    }  # fmt: skip
    return render(request, "formulas.html", context)
