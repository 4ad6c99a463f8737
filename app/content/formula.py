"""What is minimised, as mathematics."""

from functools import lru_cache

from markupsafe import Markup

from app.content.latex import latex, symbol
from app.content.transcript import transcript
from app.core.expression import parameters
from app.core.function import Function
from app.core.syntax import Binary, Tree
from app.core.written import Written
from app.mathml import mathml


@lru_cache(maxsize=256)
def formula(function: Function) -> Markup:
    """The formula of a function as MathML, with the numbers that its parameters have.

    >>> formula(Written(text="abs(a)")).count("<math>")
    2
    """
    return mathml(formula_latex(function))


def formula_latex(function: Function) -> str:
    r"""The same as LaTeX; with data, the mean over the samples.

    >>> print(formula_latex(Written(text="abs(a*x - y)")))
    F(a)=\frac{1}{n}\sum_{i=1}^{n}\left|a x_{i}-y_{i}\right|
    """
    tree = function.tree if isinstance(function, Written) else _transcribed(function)
    body = latex(tree, {name: f"{name}_{{i}}" for name in function.columns})
    if function.columns:
        is_sum = isinstance(tree, Binary) and tree.symbol in "+-"
        body = r"\frac{1}{n}\sum_{i=1}^{n}" + (rf"\left({body}\right)" if is_sum else body)
    return f"F({', '.join(map(symbol, function.names))})={body}"


def _transcribed(function: Function) -> Tree:
    return transcript(function.body(*parameters(len(function.names))), function.names)
