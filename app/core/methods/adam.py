"""Adam."""

from typing import ClassVar, Literal

from app.core.arrays import Array
from app.core.moments import MomentMethod, Moments
from app.core.oracle import Oracle


class Adam(MomentMethod):
    r"""Adam, \(x_{k+1} = x_k - \alpha_k \hat m_k/(\sqrt{\hat v_k} + \varepsilon)\), with bias-corrected means.

    As in PyTorch both means start at 0, are corrected by 1 − βᵏ, and ε stands outside the root, after
    the correction. On |x| every |g| is 1, so it is a running mean of signs.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adam().step(Adam().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.5]])
    """

    kind: Literal["adam"] = "adam"
    title: ClassVar[str] = "Adam"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← x − α·m̂/(√v̂ + ε)"
    source: ClassVar[str] = "Kingma & Ba 2015"
    is_elementwise: ClassVar[bool] = True

    def step(self, state: Moments, oracle: Oracle, step_size: float | Array) -> Moments:
        mean, square = self.means(state, oracle.subgradient(state.x))
        steps = state.steps + 1
        return Moments(state.x - self.stride(steps, mean, square, step_size), mean, square, steps)
