"""What a formula's kinks are the zeros of: its switches, at one sample each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.tape import Tape


class Switch(NamedTuple):
    """A switch of one sample."""

    tape: Tape
    sample: Array

    def value(self, theta: Array) -> float:
        """It is zero on a kink."""
        return float(self.tape.value(np.append(theta, self.sample)))

    def gradient(self, theta: Array) -> Array:
        """Across the line of its zeros."""
        return np.asarray(self.tape.gradient(np.append(theta, self.sample)[None])[0, : len(theta)])


def switches(tape: Tape) -> Iterator[Tape]:
    """All of a formula, each as a formula of its own."""
    for node in tape.nodes:
        for switch in node.primitive.switches(node, *node.operands):
            yield Tape(switch)
