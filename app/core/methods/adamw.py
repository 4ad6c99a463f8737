"""AdamW."""

from typing import ClassVar, Literal

from pydantic import Field

from app.core.arrays import Array
from app.core.moments import MomentMethod, Moments
from app.core.oracle import Oracle


class Adamw(MomentMethod):
    r"""AdamW, \(x_{k+1} = (1 - \alpha_k\lambda) x_k - \alpha_k \hat m_k/(\sqrt{\hat v_k} + \varepsilon)\).

    Adam that also draws every parameter towards 0, outside the means: so it does not minimise F alone.
    As in PyTorch the parameters shrink first, by the share αλ.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=np.sign)
    >>> Adamw(weight_decay=0.1).step(Adamw().init(np.array([[2.0]])), oracle, 0.5).x.round(6)
    array([[1.4]])
    """

    kind: Literal["adamw"] = "adamw"
    title: ClassVar[str] = "AdamW"
    family: ClassVar[str] = "adaptive"
    formula: ClassVar[str] = "x ← (1 − αλ)x − α·m̂/(√v̂ + ε)"
    is_stochastic: ClassVar[bool] = True
    is_elementwise: ClassVar[bool] = True
    source: ClassVar[str] = "Loshchilov & Hutter 2019"
    weight_decay: float = Field(0.01, ge=0, le=10, json_schema_extra={"symbol": "λ"})
    """Pull towards 0; 0 is Adam."""

    def step(self, state: Moments, oracle: Oracle, step_size: float | Array) -> Moments:
        mean, square = self.means(state, oracle.subgradient(state.x))
        steps, shrunk = state.steps + 1, state.x * (1 - step_size * self.weight_decay)
        return Moments(shrunk - self.stride(steps, mean, square, step_size), mean, square, steps)
