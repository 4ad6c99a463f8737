"""A tape: an expression as a list of operations, evaluated and differentiated in reverse as frameworks do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.expression import Expression
from app.core.loss import Loss
from app.core.primitive import Choose, Constant, Parameter, Primitive

NEAR = 1e-9
"""A switch of this share of the largest number computed may be 0 but for rounding."""


class Operation(NamedTuple):
    """One line of a tape: what is done with which earlier lines."""

    primitive: Primitive
    operands: tuple[int, ...]
    term: int | None
    """Which term it is, where a convention may have to choose."""


class Reported(NamedTuple):
    """What reverse mode answers at a batch of points."""

    gradient: Array
    """(rows, parameters)."""
    slopes: Array
    """The slope chosen at each term, (rows, terms)."""
    kinked: Array
    """Which terms lie exactly on a kink on which the gradient depends, (rows, terms)."""


@dataclass(frozen=True, eq=False)
class Tape:
    """An expression compiled; points have shape (…, p), and all is computed in their precision.

    >>> from app.core.expression import parameters, relu
    >>> x, = parameters(1)
    >>> Tape(relu(x) - relu(-x)).value(np.array([[-2.0], [3.0]]))
    array([-2.,  3.])
    """

    expression: Expression

    @cached_property
    def nodes(self) -> list[Expression]:
        """Every node once, operands before what is made of them."""
        found: dict[int, Expression] = {}
        waiting = [(self.expression, False)]
        while waiting:
            node, is_ready = waiting.pop()
            if id(node) in found:
                continue
            if is_ready:
                found[id(node)] = node
            else:
                waiting.append((node, True))
                waiting.extend((operand, False) for operand in reversed(node.operands))
        return list(found.values())

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """The lines, the result last."""
        place = {id(node): i for i, node in enumerate(self.nodes)}
        choosing = (i for i in range(len(self.nodes)))
        return tuple(
            Operation(
                node.primitive,
                tuple(place[id(operand)] for operand in node.operands),
                next(choosing) if node.primitive.chooses else None,
            )
            for node in self.nodes
        )

    @cached_property
    def terms(self) -> int:
        """At how many operations a convention may have to choose."""
        return sum(operation.term is not None for operation in self.operations)

    def value(self, theta: Array) -> Array:
        """F(θ), of shape (…)."""
        with np.errstate(all="ignore"):
            result = self.trace(theta)[-1]
        return np.array(np.broadcast_to(result, theta.shape[:-1]))

    def trace(self, theta: Array) -> list[Array]:
        """The result of every line, each of shape (…) or a number."""
        columns = [np.array(theta[..., i], order="C") for i in range(theta.shape[-1])]
        results: list[Array] = []
        for primitive, operands, _ in self.operations:
            if isinstance(primitive, Parameter):
                results.append(columns[primitive.index])
            elif isinstance(primitive, Constant):
                results.append(theta.dtype.type(primitive.number))
            else:
                results.append(primitive.value(*(results[i] for i in operands)))
        return results

    def near_switch(self, theta: Array) -> Array:
        """Which points may lie on a switch, as far as rounding can tell, or have no value there; generous."""
        with np.errstate(all="ignore"):
            results = self.trace(theta)
            size = reduce(np.maximum, (np.abs(result) for result in results))
            near = ~np.isfinite(size)
            for out, (primitive, operands, _) in zip(results, self.operations, strict=True):
                for switch in primitive.switches(out, *(results[i] for i in operands)):
                    near = near | (np.abs(switch) <= NEAR * size)
        return np.array(np.broadcast_to(near, theta.shape[:-1]))

    def gradient(self, x: Array) -> Array:
        """The gradient at points of shape (rows, p) off the switches."""
        return self.report(None, x).gradient

    def report(self, convention: Convention | None, x: Array, uniform: Array | None = None) -> Reported:
        """The gradient that reverse mode accumulates at points of shape (rows, p), one slope chosen at each kink.

        Args:
            convention: what chooses; without one, the left slope.
            x: the points.
            uniform: numbers in [0, 1), of shape (rows, terms), for conventions that draw.
        """
        with np.errstate(all="ignore"):
            ledger = _Ledger(convention, uniform, np.zeros((len(x), self.terms), x.dtype))
            results = self.trace(x)
            gradient = np.zeros_like(x)
            cotangents: dict[int, Array] = {len(results) - 1: np.ones(len(x), x.dtype)}
            for i in range(len(results) - 1, -1, -1):
                g = cotangents.pop(i, None)
                if g is None:
                    continue
                primitive, operands, term = self.operations[i]
                if isinstance(primitive, Parameter):
                    gradient[:, primitive.index] += g
                elif operands:
                    pulled = primitive.pull(ledger.at(term, g), g, results[i], *(results[j] for j in operands))
                    _gather(cotangents, zip(operands, pulled, strict=True))
        return Reported(gradient, ledger.slopes, ledger.kinked)


def _gather(cotangents: dict[int, Array], pulled: Iterable[tuple[int, Array | None]]) -> None:
    for i, part in pulled:
        if part is not None:
            cotangents[i] = cotangents[i] + part if i in cotangents else part


class _Ledger:
    """What was chosen at each term."""

    def __init__(self, convention: Convention | None, uniform: Array | None, slopes: Array) -> None:
        self.convention, self.uniform = convention, uniform
        self.slopes, self.kinked = slopes, np.zeros(slopes.shape, bool)

    def at(self, term: int | None, g: Array) -> Choose:
        """What chooses at a term of which the gradient depends by g."""

        def choose(loss: Loss, u: Array) -> Array:
            if u.shape != g.shape:
                u = np.broadcast_to(u, g.shape)
            sides = loss.slopes(u)
            uniform = None if self.uniform is None else self.uniform[:, term]
            slope = sides[0] if self.convention is None else self.convention.report(loss, u, uniform, sides)
            self.slopes[:, term] = slope
            self.kinked[:, term] = (sides[0] != sides[1]) & (g != 0)
            return slope

        return choose
