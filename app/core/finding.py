"""What a finding is: a diagnosis of one trajectory with its evidence, a sentence, and a remedy."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.convention import Convention
from app.core.described import Described
from app.core.method import Method
from app.core.minimiser_set import MinimiserSet
from app.core.objective import Rows
from app.core.problem import Problem
from app.core.step_rule import StepRule
from app.core.trajectory import Trajectory

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Case:
    """All that a diagnosis may look at."""

    names: tuple[str, ...]
    """Of the parameters."""
    columns: tuple[str, ...]
    """Of the data; empty when there are none."""
    rows: Rows
    problem: Problem
    convention: Convention
    precision: str
    number: int
    """The run's number in the link."""
    method: Method
    rule: StepRule
    trajectory: Trajectory
    minimisers: MinimiserSet
    steps: int
    """How many steps the run might have made."""
    batch: int
    """How many samples each step looked at; 0 means all."""

    @property
    def fit(self) -> Affine | None:
        """F as a sum of losses of affine residuals, where it is one."""
        return self.problem if isinstance(self.problem, Affine) else None

    @property
    def last(self) -> Array:
        """The last iterate, shape (p,)."""
        return np.asarray(self.trajectory.iterates[-1])

    @property
    def gaps(self) -> Array:
        """F(θₖ) − F*, not below 0; where F falls without end, above the lowest value that was met."""
        return above(self.minimisers, self.trajectory.values)

    def point(self, theta: Array) -> str:
        """A point in words: θ = 0.5, or (w, b) = (1, 2)."""
        numbers = ", ".join(spell(value) for value in theta)
        names = ", ".join(self.names)
        return f"{names} = {numbers}" if len(theta) == 1 else f"({names}) = ({numbers})"

    def sample(self, i: int) -> str:
        """A term in words: the sample x = 2, y = 4, or the penalty on w1."""
        if i >= len(self.rows):
            return f"the penalty on {self.names[(i - len(self.rows)) % len(self.names)]}"
        pairs = zip(self.columns, self.rows[i], strict=True)
        return "the sample " + ", ".join(f"{name} = {spell(value)}" for name, value in pairs)

    def is_at_rest(self) -> bool:
        """Whether the iterates have stopped moving: the last three are equal, or the last quarter nearly."""
        x = self.trajectory.iterates
        if self.batch:  # that a few minibatches had no slope says nothing of the next
            return len(x) > 16 and bool(np.all(x[len(x) // 2 :] == x[-1]))
        if self.has_stopped() or (len(x) > 1 and np.all(x[-3:] == x[-1])):
            return True
        tail = x[-max(4, len(x) // 4) :]
        return len(x) > 8 and bool(np.all(np.ptp(tail, axis=0) <= 1e-8 * np.ptp(x, axis=0).max()))

    def has_stopped(self) -> bool:
        """Whether the method stopped by itself before its steps were made."""
        outcome = self.trajectory.outcome
        return outcome.kind == "finished" and outcome.step < self.steps

    def is_optimal(self) -> bool:
        """Whether the last value is the minimum, as closely as rounding and the run's own scale let one say."""
        gaps = self.gaps
        return self.minimisers.kind != "none" and bool(gaps[-1] <= max(1e-8 * gaps.max(), self.rounding))

    def is_settled(self) -> bool:
        """Whether rounding hides what the last quarter of the values still gained."""
        tail = self.gaps[-max(4, len(self.gaps) // 4) :]
        return len(self.gaps) > 8 and bool(np.all(tail <= self.rounding))

    def has_landed(self) -> bool:
        """Whether the last values are the minimum, or the last alone when they only ever fell."""
        gaps = self.gaps
        return bool(np.all(gaps[-3:] <= self.rounding) or (gaps[-1] <= self.rounding and np.all(np.diff(gaps) <= 0)))

    @property
    def rounding(self) -> float:
        """How large a gap there may be that is really 0."""
        least = self.minimisers.value if np.isfinite(self.minimisers.value) else float(self.trajectory.values[-1])
        largest = max(abs(least), abs(float(self.trajectory.values[0])))
        return 64 * float(np.finfo(self.precision).eps) * largest


class Remedy(NamedTuple):
    """A changed link: its title and the keys to change."""

    title: str
    changes: dict[str, str]


class Found(NamedTuple):
    """What a diagnosis says of one case."""

    evidence: dict[str, Any]
    sentence: str
    remedy: Remedy | None = None


class Finding(Described):
    """One diagnosis. Verdicts exclude each other: the first by rank that applies is given; notes add to it."""

    rank: ClassVar[int]
    is_verdict: ClassVar[bool] = True

    def examine(self, case: Case) -> Found | None:
        """What there is to say, or None when this does not apply."""
        raise NotImplementedError


def above(minimisers: MinimiserSet, values: Array) -> Array:
    """Values less the minimum, not below 0; where there is none, less the lowest of them."""
    least = minimisers.value if np.isfinite(minimisers.value) else float(values.min())
    with np.errstate(invalid="ignore"):  # a start at which F overflows has no gap
        return np.maximum(values - least, 0)


def shrinking_steps(case: Case) -> Remedy | None:
    """The remedy for steps that stay too long; None where they shrink so already, or the rule does not give them."""
    size = case.rule.parameters().get("size")
    if size is None or case.rule.kind == "inverse_sqrt" or not case.method.obeys_rule:
        return None
    key = f"run.{case.number}.step"
    return Remedy("Let the steps shrink: α/√(k + 1)", {key: "inverse_sqrt", f"{key}.size": repr(size)})


def spell(value: float) -> str:
    """A number for a sentence: at most six significant digits, a real minus sign, powers of ten written out.

    >>> spell(-0.1), spell(1/3), spell(2.5e-7)
    ('−0.1', '0.333333', '2.5×10⁻⁷')
    """
    digits, _, power = f"{float(value) + 0.0:.6g}".partition("e")
    return digits.replace("-", "−") + (f"×10{str(int(power)).translate(RAISED)}" if power else "")
