"""Runs that are stepped together: the traces of their methods as few calls of NumPy, a row for each run."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.schedule import Schedule
from app.core.tracing import Coefficient, Operation, Trace

Call = tuple[Callable[..., Array], tuple[Array, ...]]
"""A function of NumPy, and its arguments with its result."""


class _Node(NamedTuple):
    """An operation by its words, which are the same in all lanes that make it."""

    operation: Operation
    operands: tuple[str, ...]


class _Lane:
    """A trace whose values have words that say how they are made: equal words can be one call."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.words = ["x", "g", *self._states()]
        self.nodes = self._spell(self.words)
        self.last = self.nodes[self.words[trace.x]]
        """What makes the next iterate."""
        self.stride = self._stride()
        """The word of what is taken from the iterate at last, and is used nowhere else; empty where nothing is."""
        self.next = dict(zip(self.words[2 : trace.first], (self.words[i] for i in trace.after), strict=True))

    def _spell(self, words: list[str]) -> dict[str, _Node]:
        """The operations by their words, which are appended to those of what they start from."""
        seen: Counter[str] = Counter()
        nodes: dict[str, _Node] = {}
        for each in self.trace.operations:
            operands = tuple("·" if i is None else words[i] for i in each.operands)
            word = f"{each.ufunc.__name__}({','.join(operands)})"
            if each.coefficient is not None:
                seen[word] += 1
                word += f"#{seen[word]}"
            words.append(word)
            nodes[word] = _Node(each, operands)
        return nodes

    def _states(self) -> list[str]:
        """Words for the arrays of the state by how they change, so that running means of all methods are one array."""
        own = [f"[{j}]" for j in range(len(self.trace.before))]
        words = ["x", "g", *own]
        self._spell(words)
        states = [words[i].replace(name, "[]") for name, i in zip(own, self.trace.after, strict=True)]
        if any(name in state for name in own for state in states):
            states = [f"{state}|{'|'.join(states)}" for state in states]
        return [f"{{{state}}}" + "'" * states[:j].count(state) for j, state in enumerate(states)]

    def _stride(self) -> str:
        number = self.trace.x
        operation = self.trace.operations[number - self.trace.first]
        if operation.ufunc is not np.subtract or operation.operands[0] != 0 or operation.operands[1] is None:
            return ""
        stride = operation.operands[1]
        uses = [i for each in self.trace.operations for i in each.operands].count(stride)
        return self.words[stride] if uses == 1 and stride >= self.trace.first and stride not in self.trace.after else ""

    @property
    def form(self) -> str:
        """What lanes that lie side by side share."""
        return self.stride or self.words[self.trace.x]


class Lanes:
    """The runs of some traces, each in a row that does not depend on the others; those that end alike lie side by side.

    Every call computes all rows, also those of lanes that do not want its result: that costs nothing.

    Args:
        traces: of the steps.
        x: two arrays of iterates, (lanes, parameters), between which they alternate; the first holds the start.
        g: the array in which the subgradients lie when a step is made.
    """

    def __init__(self, traces: Sequence[Trace], x: tuple[Array, Array], g: Array) -> None:
        lanes = [_Lane(trace) for trace in traces]
        self.order = sorted(range(len(lanes)), key=lambda i: (lanes[i].form, i))
        """Whose row is which."""
        self.lanes = [lanes[i] for i in self.order]
        self._x, self._g = x, g
        self._varying: dict[str, Array] = {}
        self._constant: dict[str, Array] = {}
        self._results: dict[str, tuple[Array, Array]] = {}
        self._states()
        self._coefficients()
        self._gather()
        self._calls = self._program(0), self._program(1)

    def __len__(self) -> int:
        return len(self.lanes)

    def step(self, k: int) -> None:
        """From the iterates of step k, in the array of its parity, to the next, in the other one."""
        if self._varying:
            self._now[...] = self._table[k]
        for function, arguments in self._calls[k % 2]:
            function(*arguments)

    def _states(self) -> None:
        """Two arrays for each state, one for the next value of the other."""
        for row, lane in enumerate(self.lanes):
            for first, (word, after) in zip(lane.trace.before, lane.next.items(), strict=True):
                if word not in self._results:
                    pair = np.zeros_like(self._g), np.zeros_like(self._g)
                    self._results[word], self._results[after] = pair, pair[::-1]
                self._results[word][0][row] = first[0]

    def _coefficients(self) -> None:
        """An array for each coefficient, 0 in lanes that have none of that word, and a table of those that change."""
        for row, lane in enumerate(self.lanes):
            for word, node in lane.nodes.items():
                if node.operation.coefficient is not None:
                    self._put(word, row, node.operation.coefficient)

    def _put(self, word: str, row: int, coefficient: Coefficient) -> None:
        array = self._constant.setdefault(word, np.zeros_like(self._g))
        if isinstance(coefficient, Schedule):
            if word not in self._varying:
                self._varying[word] = np.tile(array, (len(coefficient), 1, 1))
            self._varying[word][:, row] = coefficient[:, None]
            return
        array[row] = coefficient
        if word in self._varying:
            self._varying[word][:, row] = coefficient

    def _gather(self) -> None:
        """Put the coefficients that change into one table, so that a step copies them at once."""
        if self._varying:
            self._table = np.stack(list(self._varying.values()), axis=1)
            self._now = np.empty_like(self._table[0])
            self._constant |= dict(zip(self._varying, self._now, strict=True))

    def _program(self, parity: int) -> list[Call]:
        """The calls of a step, each after what it needs."""
        x, after, strides = self._x[parity], self._x[1 - parity], np.zeros_like(self._g)
        program = list(self._shared(parity).values())
        for rows, lane in _alike(self.lanes, lambda lane: lane.stride):
            if lane.stride:
                program.append(self._call(lane.stride, lane.nodes[lane.stride], parity, rows, strides[rows]))
        if any(lane.stride for lane in self.lanes):
            program.append((np.subtract, (x, strides, after)))
        for rows, lane in _alike(self.lanes, lambda lane: lane.form):
            if not lane.stride:
                program.append(self._call(lane.words[lane.trace.x], lane.last, parity, rows, after[rows]))
        return program

    def _shared(self, parity: int) -> dict[str, Call]:
        """The calls for all rows: all but those that end in the next iterate."""
        calls: dict[str, Call] = {}
        for lane in self.lanes:
            end = lane.stride or lane.words[lane.trace.x]
            for word, node in lane.nodes.items():
                if word not in calls and word != end and node is not lane.last:
                    calls[word] = self._call(word, node, parity, slice(None), self._array(word, parity))
        return calls

    def _call(self, word: str, node: _Node, parity: int, rows: slice, out: Array) -> Call:
        operands = (self._constant[word] if each == "·" else self._array(each, parity) for each in node.operands)
        arguments = [each[rows] for each in operands]
        if node.operation.ufunc in (np.maximum, np.minimum):  # which want the result by its name
            return partial(node.operation.ufunc, out=out), tuple(arguments)
        return node.operation.ufunc, (*arguments, out)

    def _array(self, word: str, parity: int) -> Array:
        if word in "xg":
            return self._x[parity] if word == "x" else self._g
        if word not in self._results:
            only = np.zeros_like(self._g)
            self._results[word] = only, only
        return self._results[word][parity]


def _alike(lanes: Sequence[_Lane], key: Callable[[_Lane], str]) -> list[tuple[slice, _Lane]]:
    """Neighbours that share a key: where they are, and the first of them."""
    groups = [list(group) for _, group in groupby(enumerate(lanes), lambda pair: key(pair[1]))]
    return [(slice(group[0][0], group[-1][0] + 1), group[0][1]) for group in groups]
