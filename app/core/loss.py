"""What a loss is: a scalar function of one residual, exact at its kinks."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar, cast

import numpy as np

from app.core.arrays import Array
from app.core.described import Described

Sides = tuple[Array, Array]
"""Slopes from the left and from the right."""
Method = TypeVar("Method", bound=Callable[..., Any])


class Loss(Described):
    r"""A loss \(\rho(r)\) of one residual (or margin), element by element and in the precision of its argument.

    An entry gives `value` and `slopes`; where it has corners it names them in `kinks`, where only the
    curvature (or its slope) jumps in `breaks`. All else is derived.
    """

    formula: ClassVar[str]
    """The formula, in plain text."""
    derivative: ClassVar[str]
    """The right-hand side of ρ′ = … off the kinks, in LaTeX, of r or of a margin m."""
    prox_formula: ClassVar[str] = ""
    """The right-hand side of prox_λρ(v) = …, in LaTeX; empty if there is no closed form."""
    conjugate_formula: ClassVar[str] = ""
    """The right-hand side of ρ*(s) = …, in LaTeX; empty if there is no closed form."""
    estimates: ClassVar[str]
    """The statistic that minimises the mean loss over a sample."""
    source: ClassVar[str]
    """Author and year."""
    influence: ClassVar[str] = ""
    """How much one sample can pull: the slope as a function of its residual, in words."""
    margin: ClassVar[bool] = False
    """Whether the natural argument is a margin y·score rather than a residual."""
    orientation: ClassVar[int] = 1
    """1 when it eats prediction − target, −1 when it eats target − prediction."""
    degree: ClassVar[int | None] = None
    """1 for piecewise linear, 2 for piecewise quadratic, both continuous; None for any other."""
    smoothing: ClassVar[str] = ""
    """The parameter that, sent to 0, turns it into the absolute or the quantile loss; empty if there is none."""

    @property
    def convex(self) -> bool:
        """Whether ρ is convex, with these parameters."""
        return True

    def value(self, r: Array) -> Array:
        """ρ(r), of r's shape and precision."""
        raise NotImplementedError

    def slopes(self, r: Array) -> Sides:
        """The exact derivatives from the left and from the right; they are equal off the kinks."""
        raise NotImplementedError

    def curvature(self, r: Array) -> Array:
        """ρ″(r), off kinks and breaks; at a break one of the two, or infinite if the curvature is."""
        raise NotImplementedError

    def limits(self) -> tuple[float, float]:
        """The limits of the slope at −∞ and at +∞ (may be infinite)."""
        raise NotImplementedError

    def kinks(self) -> tuple[float, ...]:
        """Where the one-sided derivatives differ, ascending; at a cusp they are infinite."""
        return ()

    def jumps(self) -> tuple[float, ...]:
        """Where the value itself jumps, ascending."""
        return ()

    def breaks(self) -> tuple[float, ...]:
        """Where the slope is continuous but its own slope has a jump or a kink or is infinite, ascending."""
        return ()

    def lipschitz(self) -> float:
        """Sup |ρ′|: for a convex loss the larger of the limits, which may be infinite."""
        return max(abs(limit) for limit in self.limits())

    def smoothness(self) -> float:
        """Sup |ρ″|, the Lipschitz constant of the slope: infinite where there are kinks or none is known."""
        return math.inf

    def strength(self) -> float:
        """Inf ρ″, by which it is strongly convex: 0 where it is not known to be."""
        return 0.0

    def conjugate(self, s: Array) -> Array | None:
        """Sup over r of s·r − ρ(r), infinite outside its domain; None where it has no closed form."""
        return None

    def prox(self, v: Array, weight: float | Array) -> Array | None:
        """The minimiser u of ρ(u) + (u − v)²/(2·weight) where it has a closed form, else None."""
        return None

    def predicted_bias(self, residuals: Array) -> float | None:
        """How far smoothing moves the minimiser, to leading order in the parameter that `smoothing` names.

        Args:
            residuals: of all samples but the one on which the unsmoothed minimiser lies, which has to be
                the unique median of an odd number of them; none of them is 0.

        Returns:
            Smoothed minus unsmoothed minimiser, or None where no prediction is known.
        """
        return None

    def subdifferential(self, r: Array) -> tuple[Array, Array]:
        """The interval [lower, upper] of slopes at r: Clarke's subdifferential, a point off the kinks."""
        left, right = self.slopes(r)
        return np.minimum(left, right), np.maximum(left, right)


def step_slopes(r: Array, at: float, below: float, above: float) -> Sides:
    """Left and right slopes of a corner at `at` between two constant slopes."""
    place, low, high = at, below, above
    if r.dtype != np.float64:
        with np.errstate(over="ignore"):  # a corner that is far away may lie outside float16
            place, low, high = (r.dtype.type(x) for x in (at, below, above))
    return np.where(r > place, high, low), np.where(r >= place, high, low)


def on_domain(s: Array, low: float, high: float, value: Array | float) -> Array:
    """A conjugate: its value on [low, high], +∞ outside."""
    return np.asarray(np.where((s >= low) & (s <= high), value, np.inf), s.dtype)


def entropy(x: Array) -> Array:
    """x·log x, which is 0 at 0; x below 0 counts as 0."""
    return np.asarray(x * np.log(np.where(x > 0, x, 1)) * (x > 0))


def in_double(method: Method) -> Method:
    """Compute in float64 and answer in the precision of the argument.

    For formulas whose squares or parameters a short float cannot hold: 1e-9 is 0 in float16, 300² is
    infinite. What is too large for the answer is infinite, without a warning.
    """

    @wraps(method)
    def computed(self: Loss, r: Array, *rest: Any) -> Any:
        with np.errstate(over="ignore", divide="ignore"):
            found = method(self, np.asarray(r, float), *rest)
            if isinstance(found, tuple):
                return tuple(np.asarray(side, r.dtype) for side in found)
            return None if found is None else np.asarray(found, r.dtype)

    return cast(Method, computed)


def half_in_double(method: Method) -> Method:
    """Like `in_double`, for float16 alone: of formulas that float32 can hold."""
    wide = in_double(method)

    @wraps(method)
    def computed(self: Loss, r: Array, *rest: Any) -> Any:
        return (wide if r.dtype == np.float16 else method)(self, r, *rest)

    return cast(Method, computed)
