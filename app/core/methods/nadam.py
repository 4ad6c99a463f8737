"""NAdam."""

from typing import ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.moments import MomentMethod
from app.core.oracle import Oracle

MOMENTUM_DECAY = 0.004
"""ψ of the schedule μₖ; Dozat's and PyTorch's default."""


class State(NamedTuple):
    """The iterate, both running means, the product of the μ so far, and the steps made."""

    x: Array
    mean: Array
    square: Array
    product: float
    steps: int


class Nadam(MomentMethod):
    r"""NAdam, \(x_{k+1} = x_k - \alpha_k\bar m_k/(\sqrt{\hat v_k} + \varepsilon)\), Adam that looks one step ahead.

    \(\bar m_k = \frac{1-\mu_k}{1-\Pi_k} g_k + \frac{\mu_{k+1}}{1-\Pi_{k+1}} m_k\) with \(\Pi_k = \mu_1\cdots\mu_k\).
    PyTorch's schedule: \(\mu_k = \beta_1(1 - 0.96^{0.004k}/2)\), which starts near β₁/2 and rises slowly to β₁.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Nadam().step(Nadam().init(np.array([[2.0]])), oracle, 0.5).x.round(4)
    array([[1.4718]])
    """

    kind: Literal["nadam"] = "nadam"
    title: ClassVar[str] = "NAdam"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← x − α·m̄/(√v̂ + ε)"
    is_stochastic: ClassVar[bool] = True
    source: ClassVar[str] = "Dozat 2016"

    def init(self, x0: Array) -> State:
        return State(x0, np.zeros_like(x0), np.zeros_like(x0), 1.0, 0)

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g, k = oracle.subgradient(state.x), state.steps + 1
        mean, square = self.means(state, g)
        share, ahead = self._momentum(k), self._momentum(k + 1)
        product = state.product * share
        root = np.sqrt(square / self.corrections(k)[1]) + self.epsilon
        x = state.x - step_size * (1 - share) / (1 - product) * g / root
        return State(x - step_size * ahead / (1 - product * ahead) * mean / root, mean, square, product, k)

    def _momentum(self, k: int) -> float:
        return self.beta1 * (1 - 0.5 * float(0.96 ** (k * MOMENTUM_DECAY)))
