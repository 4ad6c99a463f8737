"""How far to go along a direction: exactly, until F has fallen enough, or until its slope has risen, too."""

import math
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.oracle import Oracle

TRIALS = 2_000
"""More than halvings and doublings between the smallest float and the largest."""
NO_DIRECTION = "The reported subgradient is 0: it shows no direction to go."
LOST = "The step is so short that rounding loses it."
ENDLESS = "Along the direction of the search F falls for ever."
UNFOUND = "The bisection finds no step that meets the weak Wolfe conditions."


class Searched(NamedTuple):
    """The iterate, and why the search along the last direction led nowhere."""

    x: Array
    verdict: str = ""


class Trial(NamedTuple):
    """A point on the ray, and the subgradient reported there."""

    x: Array
    subgradient: Array


def moved(x: Array, to: Array) -> Searched:
    """The state after a step, or the same iterate if rounding loses the step."""
    return Searched(x, LOST) if np.array_equal(x, to) else Searched(to)


def exact(oracle: Oracle, x: Array, direction: Array) -> Searched:
    """The first minimiser along x + t·d, by the exact one-sided derivatives, not by what is reported."""
    t = oracle.rest(x, direction)
    if t == 0:
        return Searched(x, "Along the direction of the search F does not fall: its exact slope there is not negative.")
    if math.isinf(t):
        return Searched(x, ENDLESS)
    return moved(x, (x + t * direction.astype(float)).astype(x.dtype))


def backtrack(oracle: Oracle, x: Array, direction: Array, slope: float, c1: float) -> Searched:
    """The first of t = 1, ½, ¼, … with F(x + t·d) ≤ F(x) + c₁·t·s, where s < 0 is the slope that is promised."""
    value, t = float(oracle.value(x)[0]), x.dtype.type(1)
    for _ in range(TRIALS):
        to = x + t * direction
        if np.array_equal(to, x):
            break
        if float(oracle.value(to)[0]) <= value + c1 * float(t) * slope:
            return Searched(to)
        t = t / 2
    return Searched(x, "No step along the direction, however short, lowers F as much as its reported slope promises.")


def weak_wolfe(oracle: Oracle, x: Array, direction: Array, slope: float, c1: float, c2: float) -> Trial | None:
    """A step with F(x + t·d) < F(x) + c₁·t·s and g(x + t·d)·d > c₂·s, by doubling and bisection; None if none is found.

    Lewis & Overton 2013, algorithm 4.6. The slopes are those of the reported subgradients, as in programs
    that are written with automatic differentiation; a slope that is not a number counts as not risen.
    """
    value, low, high, t = float(oracle.value(x)[0]), 0.0, math.inf, 1.0
    for _ in range(TRIALS):
        to = (x + t * direction).astype(x.dtype)
        if not float(oracle.value(to)[0]) < value + c1 * t * slope:
            high = t
        else:
            g = oracle.subgradient(to)
            if float((g * direction).sum()) > c2 * slope:
                return Trial(to, g)
            low = t
        t = 2 * low if math.isinf(high) else low + (high - low) / 2
        if math.isinf(t) or not low < t < high or np.array_equal(x + t * direction, x):
            break
    return None
