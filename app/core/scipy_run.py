"""SciPy's minimisers: run as they are, once, and walked through iterate by iterate."""

import warnings
from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.method import Method
from app.core.oracle import Oracle

Solver = Literal["Nelder-Mead", "Powell", "CG", "BFGS", "L-BFGS-B"]


class Replay(NamedTuple):
    """The iterate, and the run that it is from: None until the first step, in which all of it is made."""

    x: Array
    iterates: Array | None
    """Of shape (steps, parameters)."""
    place: int
    """How many of them were passed."""
    message: str
    """What SciPy said in the end."""
    verdict: str = ""


class ScipyMethod(Method):
    """A minimiser of SciPy with its own stopping rules; its steps are its iterations.

    It is given F, and the reported subgradient for a gradient where it asks for one. It may make as many
    iterations as the run may make steps.
    """

    solver: ClassVar[Solver]
    """SciPy's name for it."""
    asks_subgradient: ClassVar[bool] = True
    budget: ClassVar[str] = ""
    """SciPy's option that bounds the evaluations of F, where one is needed."""
    family: ClassVar[str] = "SciPy"
    has_step_size: ClassVar[bool] = False
    evaluations: ClassVar[int] = 10

    def init(self, x0: Array) -> Replay:
        return Replay(x0, None, 0, "")

    def step(self, state: Replay, oracle: Oracle, step_size: float | Array) -> Replay:
        iterates, message = state.iterates, state.message
        if iterates is None:
            iterates, message = self._minimised(oracle, state.x)
        if state.place == len(iterates):
            return Replay(state.x, iterates, state.place, message, message)
        place = state.place + 1
        x = iterates[place - 1 : place].astype(state.x.dtype)
        return Replay(x, iterates, place, message, message if place == len(iterates) else "")

    def options(self, oracle: Oracle, x: Array) -> dict[str, Any]:
        """Options beyond the bounds on its length."""
        return {}

    def _minimised(self, oracle: Oracle, start: Array) -> tuple[Array, str]:
        """All iterates, and how it ended in SciPy's words."""
        from scipy.optimize import minimize  # late: SciPy takes as long to import as all else together

        def value(x: Array) -> float:
            return float(oracle.value(x[None].astype(start.dtype))[0])

        def slope(x: Array) -> Array:
            return np.array(oracle.subgradient(x[None].astype(start.dtype))[0], float)

        path: list[Array] = []
        budget = {self.budget: 100 * oracle.steps} if self.budget else {}
        options = {"maxiter": oracle.steps} | budget | self.options(oracle, start)
        asked: Any = {"method": self.solver, "jac": slope if self.asks_subgradient else None, "options": options}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what they say the message says, too
                found = minimize(value, start[0].astype(float), callback=lambda xk: path.append(np.copy(xk)), **asked)
        except RuntimeError as error:  # Powell's line search finds no bracket where F falls without end
            return _path(path, start), f"SciPy: {str(error).partition('.')[0]}. Iterations: {len(path)}."
        if not np.array_equal(path[-1] if path else start[0], found.x):
            path.append(found.x)
        return _path(path, start), f"SciPy: {str(found.message).rstrip(' .:')}. Iterations: {found.nit}."


def _path(path: list[Array], start: Array) -> Array:
    return np.array(path).reshape(-1, start.shape[-1])
