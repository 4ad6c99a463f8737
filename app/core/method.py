"""What a method is: a pure pair of a first state and a step."""

from typing import Any, ClassVar, Protocol

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.described import Described
from app.core.oracle import Oracle
from app.core.problem import Problem


class State(Protocol):
    """What a method carries from step to step: a NamedTuple with at least the iterate.

    A method that stops by itself adds a `verdict`: why, in a sentence; empty while it goes on.
    """

    @property
    def x(self) -> Array:
        """The iterate, shape (runs, parameters)."""
        ...


class Method(Described):
    """A rule that turns a state into the next one; it never loops, records, stops or changes its inputs.

    Arrays have shape (runs, parameters), so that many starts or step sizes run as one.
    """

    formula: ClassVar[str]
    source: ClassVar[str]
    family: ClassVar[str] = "first order"
    """The kin that it is listed with: first order, adaptive, line search, second order, proximal, structured, SciPy."""
    is_implicit: ClassVar[bool] = False
    """Whether it asks for a prox: a problem to be solved at each step."""
    is_stochastic: ClassVar[bool] = False
    """Whether a minibatch is enough for it: it asks for nothing but one subgradient at each iterate."""
    is_elementwise: ClassVar[bool] = False
    """Whether its step is the same arithmetic at each k, of one subgradient, its state and its count of steps."""
    evaluations: ClassVar[int] = 1
    """How many questions to the oracle a step asks, about: for the estimate of its cost."""
    has_step_size: ClassVar[bool] = True
    """Whether the step rule matters to it."""
    is_smoothing: ClassVar[bool] = False
    """Whether it rounds kinks off, as widely as the step rule says where that says so."""

    @property
    def obeys_rule(self) -> bool:
        """Whether the step rule alone says how long its steps are."""
        return self.has_step_size and not self.adapts_length

    def unmet(self, problem: Problem) -> str:
        """What it needs and a problem lacks, to follow "needs"; empty when it can be run on it."""
        if not self.is_implicit or (isinstance(problem, Affine) and problem.convex):
            return ""
        return "a convex loss of data"

    rounds_corners: ClassVar[bool] = False
    """Whether it minimises F with its corners rounded off within its `epsilon`, not F itself."""
    adapts_length: ClassVar[bool] = False
    """Whether the step rule gives the length of its first step alone."""

    def init(self, x0: Array) -> Any:
        """The state before the first step."""
        raise NotImplementedError

    def step(self, state: Any, oracle: Oracle, step_size: float | Array) -> Any:
        """The next state, by what the oracle answers at `state.x`."""
        raise NotImplementedError
