"""RAdam."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.moments import MomentMethod, Moments
from app.core.oracle import Oracle


class Radam(MomentMethod):
    r"""RAdam, \(x_{k+1} = x_k - \alpha_k r_k \hat m_k\sqrt{1 - \beta_2^k}/(\sqrt{v_k} + \varepsilon)\), rectified Adam.

    While \(v_k\) rests on too few steps (\(\rho_k \le 5\): the first five for β₂ = 0.999) it is left out, and the
    step is \(\alpha_k \hat m_k\). As in PyTorch ε is added to the uncorrected root.

    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Radam().step(Radam().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.5]])
    """

    kind: Literal["radam"] = "radam"
    title: ClassVar[str] = "RAdam"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← x − α·r·m̂·√(1 − β₂ᵏ)/(√v + ε)"
    is_stochastic: ClassVar[bool] = True
    source: ClassVar[str] = "Liu et al. 2020"

    def step(self, state: Moments, oracle: Oracle, step_size: float | Array) -> Moments:
        mean, square = self.means(state, oracle.subgradient(state.x))
        k = state.steps + 1
        first, second = self.corrections(k)
        stride, rectifier = mean / first * step_size, self._rectifier(k)
        if rectifier is not None:
            stride = stride * (1 / (np.sqrt(square) + self.epsilon) * second**0.5) * rectifier
        return Moments(state.x - stride, mean, square, k)

    def _rectifier(self, k: int) -> float | None:
        """rₖ, by the number ρₖ of steps that the mean square rests on; None while that is 5 or less."""
        most = 2 / (1 - self.beta2) - 1
        length = most - 2 * k * self.beta2**k / self.corrections(k)[1]
        if length <= 5:
            return None
        return float(((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)) ** 0.5)
