"""What a problem is: the function F of the parameters that is minimised, and all that is exact about it at a point."""

from typing import NamedTuple, Self

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.gap import Gap
from app.core.kink import KinkCurve, Kinks
from app.core.loss import Sides
from app.core.subdifferential import Subdifferential

Window = tuple[tuple[float, float], ...]


class Answer(NamedTuple):
    """What the oracle says at a batch of points."""

    subgradient: Array
    """(runs, parameters); NaN where the convention has no answer."""
    slopes: Array
    """The reported slope of each term, (runs, terms)."""
    kinked: Array
    """Which terms lie exactly on a kink, (runs, terms)."""
    is_hit: bool
    """Whether any does."""


class Problem:
    """A function F of p parameters. Arrays of points have shape (…, p): any leading axes are a batch.

    Its *terms* are the places at which a convention may have to choose: samples and penalised parameters, or
    the kinked pieces of a function.
    """

    @property
    def parameters(self) -> int:
        """The number p of parameters."""
        raise NotImplementedError

    @property
    def terms(self) -> int:
        """The number of terms: as many random numbers does a convention that draws need at each point."""
        raise NotImplementedError

    @property
    def convex(self) -> bool:
        """Whether F is known to be convex."""
        raise NotImplementedError

    @property
    def has_kinks(self) -> bool:
        """Whether F has a corner anywhere."""
        raise NotImplementedError

    def samples_of(self, terms: Array) -> Array:
        """Which samples some terms belong to, ascending; where there are none, the terms themselves."""
        return terms

    def cast(self, dtype: type) -> Self:
        """The same problem in another precision."""
        raise NotImplementedError

    def value(self, theta: Array) -> Array:
        """F(θ), of shape (…)."""
        raise NotImplementedError

    def on_grid(self, first: Array, second: Array) -> Array:
        """F in two parameters, value[j, i] at (first[i], second[j])."""
        return self.value(np.stack(np.broadcast_arrays(first[None, :], second[:, None]), -1))

    def ask(self, convention: Convention, x: Array, uniform: Array | None = None, batch: Array | None = None) -> Answer:
        """What the convention reports at points of shape (runs, p); a row's answer does not depend on the others.

        Args:
            convention: what picks a slope at kinks.
            x: the points, in the precision of the problem.
            uniform: numbers in [0, 1), of shape (runs, terms), for conventions that draw.
            batch: indices of the samples to be looked at; left out, all.
        """
        raise NotImplementedError

    def directional(self, theta: Array, direction: Array) -> Array:
        """The exact one-sided derivative F′(θ; d), of shape (…), for one direction of shape (p,)."""
        raise NotImplementedError

    def one_sided(self, theta: Array) -> Sides:
        """F′₋ and F′₊ of a problem in one parameter, each of shape (…)."""
        ahead = np.ones(1)
        return -self.directional(theta, -ahead), self.directional(theta, ahead)

    def sampled_slopes(self, theta: Array) -> Sides:
        """F′₋ and F′₊ at many points in one parameter, for a picture: without allowance for rounding at kinks."""
        return self.one_sided(theta)

    def hessian(self, theta: Array) -> Array:
        """∇²F of shape (p, p) at a point of shape (p,), as if there were no kinks; not finite where there is none."""
        raise NotImplementedError

    def subdifferential(self, theta: Array) -> Subdifferential:
        """The exact ∂F(θ) (Clarke's, where F is not convex) at a point of shape (p,)."""
        raise NotImplementedError

    def kinks(self, window: Window) -> Kinks:
        """All kinks in one parameter, those outside the window, too, where they are known."""
        raise NotImplementedError

    def kink_curves(self, window: Window) -> tuple[KinkCurve, ...]:
        """Where F has kinks in the window, in two parameters."""
        raise NotImplementedError

    def gaps(self, window: Window) -> tuple[Gap, ...]:
        """Where F has no value in one parameter, and why."""
        return ()

    def lost(self, theta: Array) -> tuple[str, ...]:
        """Why F has no value at some of the points, each reason once."""
        return ()

    def lipschitz(self) -> float:
        """A bound on ‖g‖ over all subgradients g of F (may be infinite)."""
        raise NotImplementedError
