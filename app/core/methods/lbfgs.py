"""Limited-memory BFGS."""

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from app.core.arrays import Array
from app.core.oracle import Oracle
from app.core.quasi_newton import QuasiNewton, Secant


class State(NamedTuple):
    """The iterate, the latest secants, the last one last, and why there is no further step."""

    x: Array
    secants: tuple[Secant, ...]
    verdict: str = ""


class Lbfgs(QuasiNewton):
    r"""L-BFGS, \(x_{k+1} = x_k - t H_k g_k\), \(H_k\) by BFGS from \(\tfrac{s^T y}{y^T y} I\) and the last m steps.

    H is never written down: it is applied by two loops over the steps kept, which costs m·p. With a short
    memory it forgets along which direction a kink runs, and can then converge to a point that is no minimiser,
    even of max(a|x| + y, −10).

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> oracle = SimpleNamespace(subgradient=lambda x: 2 * x, value=lambda x: (x * x).sum(-1))
    >>> Lbfgs().step(Lbfgs().init(np.array([[3.0]])), oracle, 1).x
    array([[0.]])
    """

    kind: Literal["lbfgs"] = "lbfgs"
    title: ClassVar[str] = "L-BFGS"
    formula: ClassVar[str] = "x ← x − t·Hg, H from the last m steps and (sᵀy/yᵀy)·I"
    source: ClassVar[str] = "Nocedal 1980; Liu & Nocedal 1989; Asl & Overton 2020"
    memory: int = Field(5, ge=1, le=50, json_schema_extra={"symbol": "m"})
    """How many steps are kept."""

    def init(self, x0: Array) -> State:
        return State(x0, ())

    def step(self, state: State, oracle: Oracle, step_size: float | Array) -> State:
        g = oracle.subgradient(state.x)
        direction = -_applied(state.secants, g[0].astype(float))[None].astype(g.dtype)
        x, secant, verdict = self.search(oracle, state.x, g, direction)
        kept = (*state.secants, secant)[-self.memory :] if secant and secant.curvature > 0 else state.secants
        return State(x, kept, verdict)


def _applied(secants: tuple[Secant, ...], g: Array) -> Array:
    """H·g by the two loops (Nocedal 1980)."""
    shares = []
    for secant in reversed(secants):
        shares.append(float(secant.step @ g) / secant.curvature)
        g = g - shares[-1] * secant.change
    if secants:
        g = g * secants[-1].scale
    for secant, share in zip(secants, reversed(shares), strict=True):
        g = g + (share - float(secant.change @ g) / secant.curvature) * secant.step
    return g
