"""What is so of an entry, in plain words."""

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from app.core.described import Described
from app.core.finding import spell
from app.core.function import Function
from app.core.loss import Loss
from app.link_text import print_rows
from app.mathml import mathml


class Property(NamedTuple):
    """One thing that is so."""

    name: str
    words: str


def _either(true: str, false: str = "") -> Callable[[bool], str]:
    return lambda value: true if value else false


def _equation(left: str) -> Callable[[str], str]:
    return lambda right: mathml(f"{left} = {right}") if right else ""


BOUNDS = {
    "best": "the best value so far",
    "last": "the value at each step",
    "worst_case": "what can be promised: neither this run nor its best value",
}
SAYINGS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "derivative": ("Derivative", _equation(r"\rho'")),
    "prox_formula": ("Prox", _equation(r"\operatorname{prox}_{\lambda\rho}(v)")),
    "conjugate_formula": ("Conjugate", _equation(r"\rho^*(s)")),
    "estimates": ("Estimates", str),
    "influence": ("Influence", str),
    "convex": ("Shape", _either("convex", "not convex")),
    "margin": ("Argument", _either("a margin m = y·score", "a residual r")),
    "degree": ("Pieces", lambda degree: {1: "piecewise linear", 2: "piecewise quadratic"}.get(degree, "")),
    "orientation": ("Orientation", lambda sign: "target − prediction" if sign < 0 else ""),
    "smoothing": ("Smooths by", lambda name: f"its parameter {name}: at 0 the corner is back" if name else ""),
    "draws": ("Chance", _either("draws at each kink; the seed repeats it")),
    "is_local": ("Off the kinks", _either("the derivative", "a formula of its own")),
    "whole": ("Chooses", _either("for the whole objective at once", "sample by sample")),
    "names": ("Parameters θ", ", ".join),
    "columns": ("Data", ", ".join),
    "example": ("Data by default", lambda rows: print_rows(rows) if rows != ((),) else ""),
    "start": ("Start by default", lambda start: ", ".join(map(spell, start))),
    "is_verdict": ("Role", _either("a verdict: a run gets one", "a note beside the verdict")),
    "bounds": ("Bounds", lambda what: BOUNDS[what]),
    "family": ("Family", str),
    "has_step_size": ("Step rule", _either("", "none: it finds the length of its steps by itself")),
    "has_data": ("Data", _either("", "none: a function by itself")),
    "rank": ("Order", lambda rank: f"rank {rank}: of those that apply the lowest is taken"),
}
"""The name of a property for people, and its value in words; what has nothing to say is left out."""


def properties(entry: Described, known: dict[str, Any]) -> list[Property]:
    """All that is told of an entry with its default parameters; `known` are the properties in the catalogue."""
    told = [Property(name, say(known[key])) for key, (name, say) in SAYINGS.items() if key in known]
    if isinstance(entry, Loss):
        told += _calculus(entry)
    if isinstance(entry, Function):
        told += _minimum(entry)
    return [each for each in told if each.words]


def _calculus(loss: Loss) -> Iterator[Property]:
    symbol = "m" if loss.margin else "r"
    yield Property("Kinks", "; ".join(_kink(loss, symbol, at) for at in loss.kinks()) or "none")
    yield Property("Jumps", ", ".join(f"at {symbol} = {_spell(at)}" for at in loss.jumps()))
    yield Property("Slopes far out", " and ".join(map(_spell, loss.limits())))
    steepest, bend = loss.lipschitz(), loss.smoothness()
    yield Property("Lipschitz constant", _spell(steepest) if math.isfinite(steepest) else "none: slopes have no bound")
    yield Property("Smoothness", f"the slope is {_spell(bend)}-Lipschitz" if math.isfinite(bend) else "")


def _minimum(function: Function) -> Iterator[Property]:
    found = function.minimisers()
    points = (", ".join(map(_spell, point)) for point in found.points)
    yield Property("Minimum", _spell(float(found.value)))
    yield Property("Minimisers", "; ".join(f"({point})" for point in points))
    yield Property("Known by", found.source)


def _kink(loss: Loss, symbol: str, at: float) -> str:
    left, right = loss.slopes(np.asarray(at))
    lower, upper = (_spell(float(end)) for end in loss.subdifferential(np.asarray(at)))
    return f"at {symbol} = {_spell(at)}, slopes from {lower} to {upper}{', concave' if left > right else ''}"


def _spell(value: float) -> str:
    return spell(value).replace("inf", "∞")
