"""A problem whose function is the mean of a formula over samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

import numpy as np

from app.core.arrays import Array
from app.core.boxes import Field
from app.core.centres import centres
from app.core.clarke import clarke_of_mean
from app.core.contour import kink_curves
from app.core.convention import Convention
from app.core.curvature import mean_bend
from app.core.domain import reasons
from app.core.expression import Expression, parameters
from app.core.function import Function
from app.core.function_problem import FunctionProblem, nearest, slopes_along
from app.core.kink import KinkCurve
from app.core.loss import Sides
from app.core.objective import Rows
from app.core.primitive import Constant, Parameter
from app.core.problem import Answer, Window
from app.core.subdifferential import Subdifferential
from app.core.tape import NEAR, Reported, Tape

MOST_LINES = {1: 5_000, 2: 2_000}
"""Lines of tapes that are followed exactly for a set, by the number of parameters."""
MOST_TRACED = 60
"""Samples whose kinks in the plane are traced."""
CHUNK = 2_000_000
"""Numbers that are kept at once while a tape is evaluated."""


@dataclass(frozen=True, eq=False)
class SampledProblem(FunctionProblem):
    r"""The mean \(F(\theta) = \frac1n\sum_i f(\theta, x_i, y_i)\). The tape has the data columns behind θ.

    Derivatives along a ray add up, and so do the limits of gradients, sector by sector. Only where a sample lies
    near a switch they are taken from its germ; elsewhere reverse mode is right.

    >>> from app.core.written import Written
    >>> problem = SampledProblem(Written(text="abs(a*x - y)"), np.array([[1.0, 2.0], [2.0, 0.0]]))
    >>> problem.value(np.array([2.0])).item(), [side.item() for side in problem.one_sided(np.array([2.0]))]
    (2.0, [0.5, 1.5])
    """

    samples: Array
    """Of shape (n, columns)."""

    @cached_property
    def tape(self) -> Tape:
        """The body of one sample, compiled."""
        return Tape(self.function.body(*parameters(self.parameters + self.samples.shape[1])))

    @cached_property
    def switches(self) -> Field:
        return Field(self.tape, self.samples, attrgetter("switches"))

    @property
    def samples_read(self) -> int:
        return len(self.samples)

    @property
    def terms(self) -> int:
        return self.tape.terms * len(self.samples)

    def samples_of(self, terms: Array) -> Array:
        return np.unique(terms // max(1, self.tape.terms))

    def value(self, theta: Array) -> Array:
        points = theta.reshape(-1, self.parameters)
        with np.errstate(all="ignore"):
            parts = [self.tape.value(rows).mean(-1) for rows in self._rows(points, self.samples)]
        return np.concatenate(parts).reshape(theta.shape[:-1])

    def ask(self, convention: Convention, x: Array, uniform: Array | None = None, batch: Array | None = None) -> Answer:
        kept = np.arange(len(self.samples)) if batch is None else batch
        samples, each = self.samples[kept], self.tape.terms
        drawn = uniform
        if uniform is not None:
            drawn = uniform.reshape(len(x), len(self.samples), each)[:, kept].reshape(len(x) * len(kept), each)
        gradient, slopes, kinked = self._reported(convention, x, drawn, samples)
        if convention.whole:
            for i in np.flatnonzero(self.near_switch(x) & np.isfinite(x).all(-1)):
                with np.errstate(over="ignore"):  # in half precision
                    gradient[i] = self._set(x[i].astype(float), samples).minimum_norm
        if batch is not None:
            slopes, kinked = (self._spread(found, kept) for found in (slopes, kinked))
        return Answer(gradient, slopes, kinked, bool(kinked.any()))

    def _reported(self, convention: Convention | None, x: Array, drawn: Array | None, samples: Array) -> Reported:
        """What reverse mode answers for the mean over some samples; their terms lie beside each other."""
        parts, seen = [], 0
        for rows in self._rows(x, samples):
            many = len(rows) * len(samples)
            own = None if drawn is None else drawn[seen : seen + many]
            found = self.tape.report(convention, rows.reshape(many, -1), own)
            by_sample = found.gradient.reshape(len(rows), len(samples), -1)[..., : self.parameters]
            with np.errstate(all="ignore"):
                mean = np.ascontiguousarray(by_sample.swapaxes(1, 2)).mean(-1)
            parts.append(Reported(mean, *(each.reshape(len(rows), -1) for each in (found.slopes, found.kinked))))
            seen += many
        return Reported(*(np.concatenate(part) for part in zip(*parts, strict=True)))

    def _spread(self, found: Array, kept: Array) -> Array:
        """What is known of some samples' terms as one of all; of the others there is nothing."""
        every = np.zeros((len(found), len(self.samples), self.tape.terms), found.dtype)
        every[:, kept] = found.reshape(len(found), len(kept), -1)
        return every.reshape(len(found), -1)

    def gradient(self, x: Array) -> Array:
        return self._reported(None, x, None, self.samples).gradient

    def lost(self, theta: Array) -> tuple[str, ...]:
        found = (reasons(self.tape, rows.reshape(-1, rows.shape[-1])) for rows in self._rows(theta, self.samples))
        return tuple(sorted({reason for part in found for reason in part}))

    def near_switch(self, theta: Array) -> Array:
        near = [self.tape.near_switch(rows).any(-1) for rows in self._rows(theta, self.samples)]
        return np.concatenate(near).reshape(theta.shape[:-1])

    def directional(self, theta: Array, direction: Array) -> Array:
        return self._slopes(theta, direction, NEAR)

    def sampled_slopes(self, theta: Array) -> Sides:
        ahead = np.ones(1)
        return -self._slopes(theta, -ahead, 0.0), self._slopes(theta, ahead, 0.0)

    def _slopes(self, theta: Array, direction: Array, near: float) -> Array:
        """The mean of the samples' one-sided derivatives."""
        points, slopes = theta.reshape(-1, self.parameters).astype(float), []
        ray = np.append(direction, np.zeros(self.samples.shape[1]))
        for rows in self._rows(points, self.samples):
            of_samples = slopes_along(self.tape, rows.reshape(-1, len(ray)), ray, near)
            with np.errstate(all="ignore"):
                slopes.append(of_samples.reshape(rows.shape[:-1]).mean(-1))
        return np.concatenate(slopes).reshape(theta.shape[:-1]) + 0.0

    def _bend(self, theta: Array, direction: Array) -> float:
        (rows,) = self._rows(theta[None], self.samples)
        return mean_bend(self.tape, rows[0], np.append(direction, np.zeros(self.samples.shape[1])))

    def subdifferential(self, theta: Array) -> Subdifferential:
        return self._set(theta, self.samples)

    def _set(self, theta: Array, samples: Array) -> Subdifferential:
        """Clarke's set of the mean over some samples: by the germs of those near a switch, and gradients."""
        (rows,) = self._rows(theta[None], samples)
        gradient = self.tape.gradient(rows[0])
        near = nearest(self.tape, rows[0], gradient, self.tape.clearance(rows[0]), NEAR, MOST_LINES[len(theta)])
        rest = np.delete(gradient, near, axis=0)[:, : self.parameters].sum(0)
        tapes = [fixed(self.tape, self.parameters, tuple(samples[i].tolist())) for i in near]
        return clarke_of_mean(tapes, theta, rest, len(samples))

    def kink_curves(self, window: Window) -> tuple[KinkCurve, ...]:
        """Those of each sample; of many, of some that lie evenly among them."""
        kept = np.unique(np.linspace(0, len(self.samples) - 1, MOST_TRACED).round().astype(int)).tolist()
        tapes = [(i, fixed(self.tape, self.parameters, tuple(self.samples[i].tolist()))) for i in kept]
        return tuple(
            KinkCurve((i,), curve.points)
            for i, tape in tapes
            for curve in (*kink_curves(tape, window), *centres(tape, window))
        )

    def _rows(self, points: Array, samples: Array) -> Iterator[Array]:
        """Each point with each sample, of shape (points, n, p + columns), some points at a time."""
        size = max(1, CHUNK // (len(samples) * len(self.tape.operations)))
        for i in range(0, len(points), size):
            some = points[i : i + size]
            rows = np.empty((len(some), len(samples), self.parameters + samples.shape[1]), points.dtype)
            with np.errstate(over="ignore"):  # in half precision
                rows[..., : self.parameters], rows[..., self.parameters :] = some[:, None], samples
            yield rows


def fixed(tape: Tape, first: int, numbers: tuple[float, ...]) -> Tape:
    """The same with numbers in place of the parameters from one on: the function of one sample."""
    made: dict[int, Expression] = {}
    for node in tape.nodes:
        operands = tuple(made[id(operand)] for operand in node.operands)
        primitive = node.primitive
        if isinstance(primitive, Parameter) and primitive.index >= first:
            primitive = Constant(numbers[primitive.index - first])
        made[id(node)] = Expression(primitive, operands)
    return Tape(made[id(tape.expression)])


@lru_cache(maxsize=64)
def pose_function(function: Function, rows: Rows = ()) -> FunctionProblem:
    """The problem of a function, kept for the next question about it."""
    return SampledProblem(function, np.array(rows, float)) if function.columns else FunctionProblem(function)
