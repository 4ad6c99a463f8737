"""Formulas that Hypothesis draws, and plain evaluations of their trees to hold the tapes to."""

from fractions import Fraction

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.syntax import Binary, Call, Name, Negation, Number, printed
from app.core.vocabulary import LOSSES, WORDS
from app.core.written import Written

NUMBERS = st.sampled_from((0.0, 0.5, 1.0, 2.0, 3.0, 0.1, 1e-9, 12.5, 1e12)).map(Number)
WHOLE = st.integers(0, 3).map(float).map(Number)
"""Numbers with which all sums and products below are exact."""
COMPARED = ("<", "<=", ">", ">=")


def calls(name, inner, most=3):
    """Calls of a function with as many arguments as it takes."""
    word = WORDS[name]
    return st.lists(inner, min_size=word.fewest, max_size=int(min(word.most, most))).map(
        lambda arguments: Call(name, tuple(arguments))
    )


def conditional(inner):
    """Calls of where."""
    condition = st.builds(Binary, st.sampled_from(COMPARED), inner, inner)
    return st.builds(lambda *parts: Call("where", parts), condition, inner, inner)


def _any_step(inner):
    """Everything that the language has, whether it makes sense or not."""
    names = [name for name in WORDS if name != "where"]
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(Binary, st.sampled_from("+-*/^"), inner, inner),
        st.sampled_from(names).flatmap(lambda name: calls(name, inner)),
        st.sampled_from(sorted(LOSSES)).flatmap(lambda name: st.builds(lambda u: Call(name, (u,)), inner)),
        conditional(inner),
    )


def trees(leaves=("a", "b", "x", "y", "pi", "e"), most=12):
    """Any syntax tree."""
    return st.recursive(st.sampled_from(leaves).map(Name) | NUMBERS, _any_step, max_leaves=most)


def _linear_step(inner):
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(Binary, st.sampled_from("+-"), inner, inner),
        st.builds(Binary, st.just("*"), WHOLE, inner),
        st.sampled_from(("abs", "relu", "max", "min", "sign")).flatmap(lambda name: calls(name, inner)),
        st.builds(lambda u, low, more: Call("clip", (u, low, Binary("+", low, more))), inner, WHOLE, WHOLE),
        conditional(inner),
    )


def piecewise_linear(leaves):
    """Formulas that are piecewise linear, some of them with jumps, in the leaves."""
    return st.recursive(leaves | WHOLE, _linear_step, max_leaves=10)


def _smooth_step(inner):
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Binary, st.just("^"), inner, st.sampled_from((2.0, 3.0, 0.5)).map(Number)),
        st.builds(Binary, st.just("^"), inner, inner),
        st.sampled_from(("exp", "log", "sin", "cos", "tanh", "sqrt")).flatmap(lambda name: calls(name, inner)),
    )


def smooth(leaves):
    """Formulas that are smooth wherever they are defined."""
    return st.recursive(leaves | st.sampled_from((0.5, 1.0, 2.0, 3.0)).map(Number), _smooth_step, max_leaves=8)


def naming(tree, names):
    """The same formula, which names all of these."""
    for name in names:
        tree = Binary("+", tree, Binary("*", Number(0.0), Name(name)))
    return tree


@st.composite
def written_functions(draw):
    """Functions of any formula that means something."""
    tree = draw(trees(most=6))
    names = draw(st.sampled_from(("a", "ab")))
    text = printed(naming(tree, names))
    try:
        return Written(text=text)
    except ValidationError:
        assume(False)


def exact(tree, at):
    """A piecewise linear formula in fractions."""
    if isinstance(tree, Number):
        return Fraction(tree.value)
    if isinstance(tree, Name):
        return Fraction(at[tree.name])
    u = [exact(child, at) for child in tree.children]
    if isinstance(tree, Negation):
        return -u[0]
    return (OPERATORS[tree.symbol] if isinstance(tree, Binary) else FUNCTIONS[tree.name])(*u)


OPERATORS = {
    "+": lambda u, v: u + v, "-": lambda u, v: u - v, "*": lambda u, v: u * v, "/": lambda u, v: u / v,
    "^": lambda u, v: u**v, "<": lambda u, v: u < v, "<=": lambda u, v: u <= v, ">": lambda u, v: u > v,
    ">=": lambda u, v: u >= v,
}  # fmt: skip
FUNCTIONS = {
    "abs": abs, "relu": lambda u: max(u, Fraction(0)), "max": max, "min": min,
    "sign": lambda u: Fraction((u > 0) - (u < 0)), "clip": lambda u, low, high: max(min(u, high), low),
    "where": lambda condition, u, v: u if condition else v,
}  # fmt: skip


def complex_value(tree, at):
    """A smooth formula at a complex point, by NumPy."""
    if isinstance(tree, Number):
        return complex(tree.value)
    if isinstance(tree, Name):
        return at[tree.name]
    u = [complex_value(child, at) for child in tree.children]
    if isinstance(tree, Negation):
        return -u[0]
    if isinstance(tree, Binary):
        return np.power(*u) if tree.symbol == "^" else np.complex128(OPERATORS[tree.symbol](*map(np.complex128, u)))
    return getattr(np, tree.name)(u[0])
