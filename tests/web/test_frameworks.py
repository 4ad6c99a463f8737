"""What frameworks answer: the truth is true, verdicts follow from it, programs are programs, pages and API agree."""

import ast
import math
import re
from collections import Counter
from fractions import Fraction
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.frameworks.expression import Expression, expressions
from app.frameworks.germ import Germ, NotExact, germ
from app.frameworks.measurement import frameworks, measurements
from app.frameworks.program import program
from app.frameworks.slopes import Slopes, slopes
from app.frameworks.summary import summary
from app.frameworks.table import chosen, columns, lines
from app.frameworks.verdict import Verdict, number_of, verdict

ROUTE = "/api/v1/frameworks"
PAGE = "/learn/frameworks"
TINY = Fraction(1, 2**80)
CURVED = {
    name for name, each in expressions().items() if re.search(r"x \* x|\*\* 2|ABS\(x\) \* ABS|x \* ABS", each.formula)
}
FLOATS = {
    "ABS": abs, "SQRT": math.sqrt, "LOG": math.log, "EXP": math.exp, "NORM2": lambda v: math.hypot(*v),
    "HYPOT": abs, "ATAN2": lambda x: math.atan2(x, 0 * x), "XLOGY": lambda x: x * math.log(x),
    "WHERE": lambda holds, a, b: a() if holds else b(),
}  # fmt: skip
STATED = [line for line in lines() if line.truth.stated]
DERIVED = [line for line in lines() if not line.truth.stated and math.isfinite(float(line.at))]


def ids(line) -> str:
    return line.slug


def exact(expression: Expression, x: Fraction) -> Fraction:
    """The value at a rational point."""
    return germ(expression.tree, Germ(x, Fraction(0))).value


def number(expression: Expression, x: float) -> float:
    """The value in floats; the branches of a choice are left alone unless they are chosen."""
    lazy = re.sub(r"WHERE\((.*), (.*), (.*)\)", r"WHERE(\1, lambda: \2, lambda: \3)", expression.formula)
    return float(eval(lazy, FLOATS | {"x": x}))  # the formulas are our own files, and this is a test


@pytest.mark.parametrize("line", DERIVED, ids=ids)
def test_derived_slopes_are_the_exact_difference_quotients(line) -> None:
    """Of linear pieces the quotient is the slope; of quadratic ones it is off by less than twice the step."""
    x, bound = Fraction(line.at), 2 * TINY if line.expression.name in CURVED else 0
    if "1e-8" in line.expression.name:
        bound = TINY * 10**9
    here = exact(line.expression, x)
    for side, h in ((line.truth.left, -TINY), (line.truth.right, TINY)):
        quotient = (exact(line.expression, x + h) - here) / h
        if line.truth.jump:
            assert side is None
        else:
            assert abs(quotient - Fraction(str(side))) <= bound
    if line.truth.jump:
        assert max(abs(exact(line.expression, x + h) - here) for h in (-TINY, TINY)) >= 1


@pytest.mark.parametrize("line", STATED, ids=ids)
@pytest.mark.parametrize("sign", [-1, 1])
def test_stated_slopes_are_the_limits_of_difference_quotients(line, sign) -> None:
    steps = [sign * 10.0**-k for k in (10, 60, 120)]
    side = line.truth.left if sign < 0 else line.truth.right
    if side is None and not line.truth.jump:
        with pytest.raises(
            (ValueError, TypeError)
        ):  # not defined on this side: a root or logarithm of what is negative
            number(line.expression, steps[0])
        return
    if line.truth.jump:
        assert abs(number(line.expression, steps[-1]) - number(line.expression, -steps[-1])) >= 1
        return
    quotients = [number(line.expression, h) / h for h in steps] if not _starts_high(line) else [0.0] * 3
    if math.isinf(side):
        sizes = [abs(each) for each in quotients]
        assert sizes == sorted(sizes)
        assert sizes[-1] > sizes[0] + 100
        assert all(math.copysign(1, each) == math.copysign(1, side) for each in quotients)
    else:
        assert quotients[0] == pytest.approx(side, abs=1e-4)


def _starts_high(line) -> bool:
    """Whether the value at 0 is not 0; these functions are even and smooth, so that f(h) = f(−h) shows the slope 0."""
    at_zero = {"sqrt(x**2+1e-12)": 1e-6, "logaddexp-smooth: log(exp(x)+exp(-x))": math.log(2)}
    known = at_zero.get(line.expression.name)
    if known is None:
        return False
    for h in (1e-8, -1e-8):
        assert (number(line.expression, h) - known) / h == pytest.approx(line.truth.left, abs=6e-3)
    return True


@given(
    slopes_of=st.lists(st.integers(-9, 9), min_size=2, max_size=2),
    at=st.fractions(min_value=-3, max_value=3, max_denominator=8),
)
def test_a_maximum_of_lines_has_the_slopes_of_its_lines(slopes_of, at) -> None:
    a, b = slopes_of
    expression = Expression(name="", formula=f"MAX({a} * x, {b} * x + 0)")
    expected = (min(a, b), max(a, b)) if at == 0 else (max(a * at, b * at) / at,) * 2
    assert slopes(expression, str(float(at)))[:2] == expected


@pytest.mark.parametrize(
    ("name", "at", "values"),
    [("STEP", "0", (0, 0, 1)), ("SIGN", "0", (-1, 0, 1)), ("FLOOR", "2", (1, 2, 2)), ("ROUND", "0.5", (0, 0, 1)),
     ("ROUND", "1.5", (1, 2, 2))],
)  # fmt: skip
def test_what_jumps_has_its_values_on_both_sides_and_no_slope(name, at, values) -> None:
    expression = Expression(name="", formula=f"{name}(x)")
    rays = (germ(expression.tree, Germ(Fraction(at), Fraction(d))) for d in (-1, 0, 1))
    assert tuple(each.value for each in rays) == values
    assert slopes(expression, at) == Slopes(None, None, jump=True)


def test_what_is_no_polynomial_piece_has_no_germ_of_fractions() -> None:
    for formula in ("SQRT(x)", "x ** 0.5", "x / ABS(x)", "LOG(x)"):
        with pytest.raises(NotExact):
            slopes(Expression(name="", formula=formula), "0")


@given(left=st.integers(-5, 5), right=st.integers(-5, 5), value=st.integers(-9, 9))
def test_an_answer_is_outside_exactly_when_it_is_not_between_the_slopes(left, right, value) -> None:
    found = verdict(str(value), Slopes(float(left), float(right)), "float64")
    inside = min(left, right) <= value <= max(left, right)
    assert (found is Verdict.OUTSIDE) == (not inside)
    assert (found is Verdict.SLOPE) == (inside and left == right)


def test_every_framework_answers_every_row_once() -> None:
    asked = [(line.expression.name, line.at) for line in lines()]
    assert len(set(asked)) == len(asked) == 101
    assert len({line.slug for line in lines()}) == len(asked)
    assert {expression for expression, _ in asked} == set(expressions())
    for each in measurements():
        answers = Counter((row.expression, row.at) for row in each.rows)
        assert all(answers[pair] == 1 for pair in asked), each.framework
    assert {each.name for each in measurements()} == set(frameworks())


def test_the_counts_are_those_of_the_table() -> None:
    cells = [cell for line in lines() for cell in line.cells]
    assert sum(summary().counts.values()) == len(cells) == len(lines()) * len(measurements())
    assert summary().outside == sum(cell.verdict is Verdict.OUTSIDE for cell in cells)
    assert summary().outside_rows == len(chosen(outside=True))
    assert summary().agreed == len(lines()) - len(chosen(disagree=True))
    assert summary().answers == sum(number_of(cell.answer) is not None for cell in cells)


def test_every_program_is_python_and_names_what_was_called() -> None:
    without = Counter()
    for measurement in measurements():
        for line in lines():
            text = program(measurement, line.expression, line.at)
            without[text is None] += 1
            if text is None:
                continue
            compile(text, measurement.key, "exec")
            assert "$" not in text
            names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
            answer = next(cell.answer for cell in line.cells if cell.key == measurement.key)
            assert answer == "n/a" or not names & set(
                ["ABS", "MAX", "MIN", "RELU", "SQRT", "LOG", "EXP", "SIGN", "WHERE", "CLIP", "VMAX"]
            )
    assert without[False] > 6 * without[True]


@pytest.mark.parametrize(
    ("key", "slug", "call"),
    [
        ("pytorch", "abs-x-at-0", "y = torch.abs(x)\n"),
        ("pytorch", "max-0-x-at-0", "torch.maximum(torch.tensor(0.0, dtype=torch.float64), x)"),
        ("jax", "leaky-relu-01-at-0", "lambda x: jnn.leaky_relu(x, 0.01)"),
        ("tensorflow", "relu-x-at-minus-0", "tf.Variable(-0.0, dtype=tf.float64)"),
        ("tinygrad", "max-x-0-at-0", "y = x.maximum(0.0)\n"),
        ("pytorch-float16", "abs-nan-at-nan", 'torch.tensor(float("nan"), dtype=torch.float16'),
    ],
)
def test_a_program_has_the_call_that_was_measured(client, key, slug, call) -> None:
    line = next(line for line in lines() if line.slug == slug)
    assert call in (program(columns()[key], line.expression, line.at) or "")
    assert call.strip() in unescape(client.get(f"{PAGE}/{slug}").text)
