"""The oracle: all that a method may ask at a point."""

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.convention import Convention
from app.core.fit import ask
from app.core.penalty import Penalty
from app.core.problem import Problem
from app.core.prox import prox
from app.core.ray import first_rest


class Oracle:
    """The questions of one run, in its precision."""

    optimum: float
    """F*, for the rules that need it."""
    steps: int
    """How many steps the run may make."""
    epsilon: float | None = None
    """How widely kinks are smoothed at this step, where the step rule says so."""

    def __init__(
        self,
        problem: Problem,
        exact: Problem,
        convention: Convention,
        penalty: Penalty,
        optimum: float,
        steps: int,
        generator: np.random.Generator,
    ) -> None:
        self.problem = problem
        """F in the precision of the run: what structured methods read its data from."""
        self.penalty = penalty
        self.optimum, self.steps = optimum, steps
        self._exact = exact
        self._convention = convention
        self._generator = generator
        self._known: tuple[Array, Array] | None = None
        self._batch: Array | None = None

    def draw(self) -> Array | None:
        """Random numbers for one question, where the convention needs them."""
        return self._generator.random((1, self.problem.terms)) if self._convention.draws else None

    def remember(self, x: Array, subgradient: Array, batch: Array | None = None) -> None:
        """Keep an answer that was computed in a batch of runs, and the samples that it looked at."""
        self._known, self._batch = (x, subgradient), batch

    def subgradient(self, x: Array) -> Array:
        """The element of ∂F(x) that the convention reports; of the step's minibatch, where there is one."""
        if self._known is not None and self._known[0] is x:
            return self._known[1]
        return self.problem.ask(self._convention, x, self.draw(), self._batch).subgradient

    def data_subgradient(self, x: Array) -> Array:
        """The same of the data term alone, for methods that take the penalty's prox."""
        data = self.data
        if data.terms == self.problem.terms:
            return self.subgradient(x)
        some = slice(None) if self._batch is None else self._batch
        drawn = self.draw()
        uniform = None if drawn is None else drawn[:, : data.terms][:, some]
        return ask(data if self._batch is None else data.part(self._batch), self._convention, x, uniform).subgradient

    def value(self, x: Array) -> Array:
        """F(x)."""
        return self.problem.value(x)

    def directional(self, x: Array, direction: Array) -> Array:
        """F′(x; d), exact, for one direction of shape (parameters,)."""
        return self.problem.directional(x, direction)

    def minimum_norm(self, x: Array) -> Array:
        """The shortest element of ∂F at each point of shape (1, parameters); NaN where F is out of range."""
        return np.array([self._exact.subdifferential(row).minimum_norm for row in x.astype(float)]).astype(x.dtype)

    def hessian(self, x: Array) -> Array:
        """∇²F in float64, of shape (parameters, parameters), at a point of shape (1, parameters); without the kinks."""
        return self._exact.hessian(x[0].astype(float))

    def rest(self, x: Array, direction: Array) -> float:
        """The first t ≥ 0 from which F does not fall any more along x + t·d, exact; ∞ where it falls for ever.

        Both of shape (1, parameters).
        """
        return first_rest(self._exact, x[0].astype(float), direction[0].astype(float))

    @property
    def data(self) -> Affine:
        """The data term alone, without the penalty, in the precision of the run."""
        return self.fit.data

    @property
    def fit(self) -> Affine:
        """F as a sum of losses of affine residuals.

        Raises:
            TypeError: when it is none.
        """
        if not isinstance(self.problem, Affine):
            raise TypeError("missing data: F is not a sum of losses of affine residuals")
        return self.problem

    def prox(self, x: Array, weight: float | Array) -> Array:
        """The minimiser u of F(u) + ‖u − x‖²/(2·weight)."""
        if float(weight) == 0:
            return x
        if not isinstance(self._exact, Affine):
            raise TypeError("missing prox: F is not a sum of losses of affine residuals")
        return prox(self._exact, x.astype(float), float(weight)).astype(x.dtype)
