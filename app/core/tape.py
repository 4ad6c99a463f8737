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
from app.core.primitive import Constant, Parameter, Primitive

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
                next(choosing) if node.primitive.loss else None,
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

    def clearance(self, theta: Array) -> Array:
        """The least distance of a switch from 0 at each point, as a share of the largest number computed there."""
        with np.errstate(all="ignore"):
            results = self.trace(theta)
            size = reduce(np.maximum, (np.where(np.isfinite(result), np.abs(result), 0) for result in results))
            least = np.full(theta.shape[:-1], np.inf)
            for out, (primitive, operands, _) in zip(results, self.operations, strict=True):
                for switch in primitive.switches(out, *(results[i] for i in operands)):
                    least = np.fmin(least, np.abs(switch))  # without those that have no value
            return np.where(least == 0, 0, least / size)

    def near_switch(self, theta: Array) -> Array:
        """Which points may lie on a switch, as far as rounding can tell; generous."""
        return np.asarray(self.clearance(theta) <= NEAR)

    def gradient(self, x: Array) -> Array:
        """The gradient at points of shape (rows, p) off the switches; a branch that is not taken adds nothing to it."""
        return self.report(None, x).gradient

    @cached_property
    def questions(self) -> tuple[tuple[Loss, list[int], list[int]], ...]:
        """The losses about which conventions are asked, each with its terms and their lines."""
        asked: dict[Loss, tuple[list[int], list[int]]] = {}
        for i, (primitive, _, term) in enumerate(self.operations):
            if primitive.loss is not None and term is not None:
                terms, lines = asked.setdefault(primitive.loss, ([], []))
                terms.append(term)
                lines.append(i)
        return tuple((loss, *where) for loss, where in asked.items())

    def report(self, convention: Convention | None, x: Array, uniform: Array | None = None) -> Reported:
        """The gradient that reverse mode accumulates at points of shape (rows, p), one slope chosen at each kink.

        Args:
            convention: what chooses; without one, the left slope.
            x: the points.
            uniform: numbers in [0, 1), of shape (rows, terms), for conventions that draw.
        """
        with np.errstate(all="ignore"):
            results = self.trace(x)
            slopes, kinked = self._chosen(convention, results, np.zeros((self.terms, len(x)), x.dtype), uniform)
            gradient = np.zeros_like(x)
            cotangents: dict[int, Array] = {len(results) - 1: np.ones(len(x), x.dtype)}
            for i in range(len(results) - 1, -1, -1):
                g = cotangents.pop(i, None)
                primitive, operands, term = self.operations[i]
                if term is not None:
                    kinked[term] &= g is not None and g != 0
                if g is None:
                    continue
                if isinstance(primitive, Parameter):
                    gradient[:, primitive.index] += g
                elif operands:
                    slope = None if term is None else slopes[term]
                    pulled = primitive.pull(g, slope, results[i], *[results[j] for j in operands])
                    if convention is None:
                        pulled = tuple(_reaching(g, part) for part in pulled)
                    _gather(cotangents, zip(operands, pulled, strict=True))
        return Reported(gradient, slopes.T, kinked.T)

    def _chosen(
        self, convention: Convention | None, results: list[Array], slopes: Array, uniform: Array | None
    ) -> tuple[Array, Array]:
        """The slope chosen at each term, and which of them are on a kink, of the shape (terms, rows) of `slopes`."""
        kinked = np.zeros(slopes.shape, bool)
        for loss, terms, lines in self.questions:
            r = np.empty((len(lines), slopes.shape[1]), slopes.dtype)
            for row, i in enumerate(lines):
                primitive, operands, _ = self.operations[i]
                r[row] = primitive.argument(results[i], *(results[j] for j in operands))
            left, right = loss.slopes(r)
            drawn = None if uniform is None else uniform.T[terms]
            slopes[terms] = left if convention is None else convention.report(loss, r, drawn, (left, right))
            kinked[terms] = left != right
        return slopes, kinked


def _reaching(g: Array, part: Array | None) -> Array | None:
    """What reverse mode adds, except where nothing depends on it: there 0·∞ is 0."""
    return None if part is None else np.where(g == 0, np.zeros_like(g), part)


def _gather(cotangents: dict[int, Array], pulled: Iterable[tuple[int, Array | None]]) -> None:
    for i, part in pulled:
        if part is not None:
            cotangents[i] = cotangents[i] + part if i in cotangents else part
