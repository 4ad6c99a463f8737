"""Laws of the formula language: what is printed reads back; what is wrong is named with its character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.lexer import LONGEST, FormulaError, tokens
from app.core.parser import DEEPEST, parse
from app.core.syntax import Binary, Call, Name, Negation, Number, nodes, printed
from app.core.vocabulary import LOSSES, WORDS, settings_of
from tests.core.formulas import trees

a, b, x = Name("a"), Name("b"), Name("x")


@given(trees())
def test_a_printed_tree_reads_back_as_the_same(tree):
    text = printed(tree)
    if len(text) <= LONGEST:
        assert parse(text) == tree
        assert printed(parse(text)) == text


@given(trees(), st.data())
def test_every_node_knows_its_place(tree, draws):
    text = printed(tree)
    if len(text) <= LONGEST:
        node = draws.draw(st.sampled_from(list(nodes(parse(text)))))
        if not (isinstance(node, Binary) and node.symbol in ("<", "<=", ">", ">=")):
            assert parse(text[node.position : node.position + node.length]) == node


@given(trees(), st.text(" \t\n", min_size=1, max_size=3))
def test_space_between_tokens_says_nothing(tree, space):
    text = space.join(token.text for token in tokens(printed(tree)))
    if len(text) <= LONGEST:
        assert parse(f"{space}{text}") == tree


GROUPED = {
    "-a^2": Negation(Binary("^", a, Number(2.0))),
    "a^b^2": Binary("^", a, Binary("^", b, Number(2.0))),
    "2^-a": Binary("^", Number(2.0), Negation(a)),
    "-a*b": Binary("*", Negation(a), b),
    "a*-b": Binary("*", a, Negation(b)),
    "a-b-2": Binary("-", Binary("-", a, b), Number(2.0)),
    "a/b*2": Binary("*", Binary("/", a, b), Number(2.0)),
    "a+b*x": Binary("+", a, Binary("*", b, x)),
    "+a": a,
    "--a": Negation(Negation(a)),
    ".5": Number(0.5),
    "1e-3": Number(0.001),
    "2.": Number(2.0),
    "2−a·x": Binary("-", Number(2.0), Binary("*", a, x)),
    "a×b": Binary("*", a, b),
    "where(a≤b, a, b)": Call("where", (Binary("<=", a, b), a, b)),
    "max(a,b,2)": Call("max", (a, b, Number(2.0))),
    "((a))": a,
    "2*e": Binary("*", Number(2.0), Name("e")),
}
"""Texts and what they mean."""


@pytest.mark.parametrize("text", GROUPED)
def test_what_binds_tighter(text):
    assert parse(text) == GROUPED[text]


WRONG = {
    "2a": (1, 1, "an operator or the end expected, 'a' found: write 2*a"),
    "2(a)": (1, 1, "write 2*(…)"),
    "a(3)": (1, 1, "an operator expected, '(' found: write a*(…)"),
    "(a)(b)": (3, 1, "write )*(…)"),
    "a b": (2, 1, "write a*b"),
    "abs(a y)": (6, 1, "',' or ')' expected, 'y' found"),
    "(a": (2, 1, "')' expected, the end found"),
    "(a y": (3, 1, "')' expected, 'y' found"),
    "a)": (1, 1, "an operator or the end expected, ')' found"),
    "a+": (2, 1, "a number, a name or '(' expected, the end found"),
    "a +  ": (3, 1, "a number, a name or '(' expected, the end found"),
    "": (0, 1, "a number, a name or '(' expected, the end found"),
    "()": (1, 1, "a number, a name or '(' expected, ')' found"),
    "a*/b": (2, 1, "a number, a name or '(' expected, '/' found"),
    "a**2": (1, 2, "write ^ for a power"),
    "a<1": (1, 1, "comparisons are allowed as the first argument of where alone"),
    "where(a, 1, 2)": (7, 1, "a comparison by <, <=, > or >= expected, ',' found"),
    "where(a<1<2, 1, 2)": (9, 1, "',' or ')' expected"),
    "where(a<1, 2)": (0, 5, "where takes 3 arguments, 2 given"),
    "max(a)": (0, 3, "max takes 2 or more arguments, 1 given"),
    "b+abs(a, b)": (2, 3, "abs takes 1 argument, 2 given"),
    "huber(a, 1, 2)": (0, 5, "huber takes 1 to 2 arguments, 3 given"),
    "abs": (3, 1, "'(' after abs expected, the end found"),
    "abs + 1": (4, 1, "'(' after abs expected, '+' found"),
    "abs()": (4, 1, "a number, a name or '(' expected, ')' found"),
    "alpha": (0, 5, "unknown name 'alpha'"),
    "hubber(a)": (0, 6, "did you mean huber?"),
    "__class__": (0, 9, "unknown name '__class__'"),
    "a.b": (1, 1, "unknown character '.'"),
    "a\0": (1, 1, r"unknown character '\x00'"),
    "а+1": (0, 1, "CYRILLIC SMALL LETTER A"),  # that is the point
    "a²": (1, 1, "write ^2"),
    "|a|": (0, 1, "write abs(…)"),
    "a = 1": (2, 1, "the sign ="),
    "a;b": (1, 1, "unknown character ';'"),
    "١+a": (0, 1, "ARABIC-INDIC DIGIT ONE"),
    "1e13*a": (0, 4, "1e13 is too large"),
    "1e999": (0, 5, "too large"),
    "1.2.3": (3, 2, "an operator or the end expected, '.3' found"),
    "a'b": (1, 1, "unknown character"),
}
"""Texts, and where what is wrong with each."""


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_its_place(text):
    position, length, words = WRONG[text]
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.length) == (position, length)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"position {position}: ")


@pytest.mark.parametrize("text", [
    "(" * LONGEST, "-" * 499 + "a", "a^" * 200 + "a", "+" * 300 + "a", "abs(" * 120 + "a", "a+" * 200 + "a",
    "(" * 61 + "a" + ")" * 61, "a" * (LONGEST + 1), "1" * LONGEST, ")" * LONGEST,
])  # fmt: skip
def test_what_is_too_deep_or_too_long_is_refused(text):
    with pytest.raises(FormulaError, match="position"):
        parse(text)


def test_the_deepest_formula_reads():
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == a
    assert parse("abs(" * (DEEPEST - 1) + "a" + ")" * (DEEPEST - 1)).depth == DEEPEST


def refusal(text):
    """Why a text does not read; None when it does. Any other error passes through."""
    try:
        parse(text)
    except FormulaError as error:
        return error
    return None


@given(st.text(max_size=60) | st.text("abxy()+-*/^,<>=.0123456789e ", max_size=60))
def test_any_text_reads_or_is_refused_at_a_character_of_it(text):
    found = refusal(text)
    if found:
        assert 0 <= found.position <= len(text)
        assert found.length >= 1
        assert str(found).isprintable()


@pytest.mark.parametrize("name", [*WORDS, *LOSSES])
def test_every_function_takes_as_many_arguments_as_it_says(name):
    fewest, most = (WORDS[name].fewest, WORDS[name].most) if name in WORDS else (1, 1 + len(settings_of(name)))
    first = "a < 1" if name == "where" else "a"
    for number in range(1, 6):
        text = f"{name}({', '.join([first, *['1'] * (number - 1)])})"
        if fewest <= number <= most:
            assert len(parse(text).arguments) == number
        else:
            with pytest.raises(FormulaError, match=f"{name} takes"):
                parse(text)
