"""The oracle's answer was not finite."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import PRECISIONS
from app.core.finding import Case, Finding, Found, Remedy, spell


class NonFinite(Finding):
    r"""The calculation failed, as \(0/0\) does: the oracle's answer was not a number, and one such sample is enough."""

    kind: Literal["non_finite"] = "non_finite"
    title: ClassVar[str] = "The calculation fails"
    rank: ClassVar[int] = 10

    def examine(self, case: Case) -> Found | None:
        outcome = case.trajectory.outcome
        if outcome.kind != "non_finite":
            return None
        evidence = {"step": outcome.step, "samples": list(outcome.samples), "theta": case.last.tolist()}
        if len(case.trajectory.subgradients) > outcome.step:
            sentence = f"{outcome.sentence[:-1]}: in {case.precision} its formula, {case.method.formula}, is 0/0 there."
            remedy = None if case.precision == "float64" else Remedy("Compute in float64", {"precision": "float64"})
            return Found(evidence, sentence, remedy)
        overflow = _overflow(case)
        if overflow is not None:
            sentence = f"At iterate {outcome.step}, {case.point(case.last)}, {overflow} {case.precision} can hold."
            return Found(evidence, sentence, Remedy("Compute in float64", {"precision": "float64"}))
        residual = float(case.fit.residual(case.last)[outcome.samples[0]]) if case.fit else 0.0
        division = _division(case)
        where = f"at iterate {outcome.step}, {case.point(case.last)}, {_which(case, outcome.samples)}"
        lies = "lies" if len(outcome.samples) == 1 else "lie"
        failure = f"{lies} exactly on a kink, and there {division} is 0/0: the gradient is not a number."
        sentence = f"{where[0].upper()}{where[1:]} {failure}"
        evidence |= {"residual": residual, "division": division, "numerator": 0.0, "denominator": 0.0}
        return Found(evidence, sentence, Remedy("Report 0 at the kink instead", {"convention": "zero"}))


def _overflow(case: Case) -> str | None:
    """What the precision of the run cannot hold, if that is why it failed."""
    dtype, samples = PRECISIONS[case.precision], case.trajectory.outcome.samples
    with np.errstate(over="ignore", invalid="ignore"):
        x = case.last.astype(dtype)
        residuals = case.fit.cast(dtype).residual(x) if case.fit else x
    if not np.isfinite(x).all():
        return "the start itself is more than"
    if not samples:
        return "the slopes add up to more than"
    if case.fit and not np.isfinite(residuals[samples[0]]):
        return f"the residual of {_which(case, samples)} is more than"
    return None


def _division(case: Case) -> str:
    if case.convention.kind == "epsilon":
        epsilon = spell(case.convention.parameters()["epsilon"])
        return f"r/(|r| + ε), with ε = {epsilon} rounded to 0 in {case.precision},"
    kinks = case.fit.loss.kinks() if case.fit else (0.0,)
    shift = "" if kinks == (0.0,) else f" − {spell(kinks[0])}" if len(kinks) == 1 else " − κ"
    return f"(r{shift})/|r{shift}|" if shift else "r/|r|"


def _which(case: Case, samples: tuple[int, ...]) -> str:
    if not case.columns:
        return "the residual"
    first = case.sample(samples[0])
    return first if len(samples) == 1 else f"{first} (and {len(samples) - 1} more)"
