"""Rprop."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle

SHORTER, LONGER = 0.5, 1.2
"""η⁻ and η⁺: what a length is multiplied by when its sign has turned or stayed (Riedmiller & Braun 1993)."""
SHORTEST, LONGEST = 1e-6, 50.0
"""Bounds of the lengths, PyTorch's."""


class State(NamedTuple):
    """The iterate, the subgradient before (0 after a turn), each parameter's own step length, and the steps made."""

    x: Array
    before: Array
    length: Array
    steps: int


class Rprop(Method):
    r"""Rprop, \(x_{k+1} = x_k - \ell_k \operatorname{sign}(g_k)\): each parameter's length ℓ grows or shrinks by signs.

    ℓ is the step size α at the first step alone and then ignores the step rule: ×1.2 where the sign of g stays, ×0.5
    where it turns, within 10⁻⁶ and 50. PyTorch's variant, iRprop⁻: after a turn that parameter waits for one step.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Rprop().step(State(np.array([[2.0]]), np.array([[1.0]]), np.array([[0.5]]), 1), oracle, 0.1).x
    array([[1.4]])
    """

    kind: Literal["rprop"] = "rprop"
    title: ClassVar[str] = "Rprop"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "ℓ ← 1.2ℓ or 0.5ℓ, x ← x − ℓ·sign(g)"
    is_stochastic: ClassVar[bool] = True
    source: ClassVar[str] = "Riedmiller & Braun 1993; Igel & Hüsken 2000"
    adapts_length: ClassVar[bool] = True

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0), 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        length = state.length if state.steps else state.length + step_size
        agreement = g * state.before
        length = np.where(agreement > 0, LONGER * length, np.where(agreement < 0, SHORTER * length, length))
        length = np.clip(length, SHORTEST, LONGEST)
        g = np.where(agreement < 0, np.zeros_like(g), g)
        return State(state.x - np.sign(g) * length, g, length, state.steps + 1)
