"""Losses and sums in rational arithmetic, written down independently: what floats are compared with."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from app.core.fit import Fit

Slopes = tuple[Fraction, Fraction]


def corner(r: Fraction, at: Fraction, below: Any, above: Any) -> Slopes:
    """Left and right slope of a function with one corner."""
    low, high = Fraction(below), Fraction(above)
    return (high if r > at else low), (high if r >= at else low)


def tube(loss: Any, r: Fraction) -> Slopes:
    """Of max(|r| − ε, 0)."""
    epsilon = Fraction(loss.epsilon)
    (a, b), (c, d) = corner(r, -epsilon, -1, 0), corner(r, epsilon, 0, 1)
    return a + c, b + d


def clipped(r: Fraction, low: Any, high: Any, unit: Any = 1) -> Slopes:
    """Of a quadratic with linear arms: r/unit between two slopes."""
    slope = max(Fraction(low), min(Fraction(high), r / Fraction(unit)))
    return slope, slope


def beyond(r: Fraction, epsilon: Fraction) -> Slopes:
    """Of max(|r| − ε, 0)²/2."""
    slope = r - max(-epsilon, min(epsilon, r))
    return slope, slope


def weighted(r: Fraction, tau: Fraction) -> Slopes:
    """Of the expectile loss."""
    slope = 2 * r * (tau if r > 0 else 1 - tau)
    return slope, slope


SLOPES: dict[str, Callable[[Any, Fraction], Slopes]] = {
    "absolute": lambda loss, r: corner(r, Fraction(0), -1, 1),
    "quantile": lambda loss, r: corner(r, Fraction(0), Fraction(loss.tau) - 1, Fraction(loss.tau)),
    "hinge": lambda loss, r: corner(r, Fraction(1), -1, 0),
    "epsilon_insensitive": tube,
    "squared": lambda loss, r: (r, r),
    "huber": lambda loss, r: clipped(r, -Fraction(loss.delta), loss.delta),
    "smooth_l1": lambda loss, r: clipped(r, -1, 1, loss.delta),
    "smooth_quantile": lambda loss, r: clipped(r, Fraction(loss.tau) - 1, loss.tau, loss.epsilon),
    "expectile": lambda loss, r: weighted(r, Fraction(loss.tau)),
    "squared_epsilon_insensitive": lambda loss, r: beyond(r, Fraction(loss.epsilon)),
    "perceptron": lambda loss, r: corner(r, Fraction(0), -1, 0),
    "squared_hinge": lambda loss, r: (2 * min(r - 1, Fraction(0)),) * 2,
    "smoothed_hinge": lambda loss, r: clipped(r - 1, -1, 0),
    "modified_huber": lambda loss, r: clipped(r - 1, -4, 0, Fraction(1, 2)),
}


def residuals(problem: Fit, theta: list[Any]) -> list[Fraction]:
    """aᵢ·θ − cᵢ without rounding."""
    at = [Fraction(t) for t in theta]
    rows = zip(problem.matrix.tolist(), problem.offset.tolist(), strict=True)
    return [sum((Fraction(a) * t for a, t in zip(row, at, strict=True)), -Fraction(c)) for row, c in rows]


def directional(problem: Fit, theta: list[Any], direction: list[Any]) -> Fraction:
    """F′(θ; d) without rounding."""
    d, total = [Fraction(x) for x in direction], Fraction(0)
    for row, r in zip(problem.matrix.tolist(), residuals(problem, theta), strict=True):
        change = sum((Fraction(a) * x for a, x in zip(row, d, strict=True)), Fraction(0))
        left, right = SLOPES[problem.loss.kind](problem.loss, r)
        total += change * (right if change >= 0 else left)
    return total / problem.parts[0].divisor
