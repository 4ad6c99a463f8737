"""The oracle's answer was not finite."""

from typing import Any, ClassVar, Literal

import numpy as np

from app.core.arrays import PRECISIONS
from app.core.finding import Case, Finding, Found, Remedy, spell
from app.core.loss import Sides

AT_KINKS = Remedy("Report 0 at the kink instead", {"convention": "zero"})
SHORTEST = 1e-300
"""Less cannot be divided further."""


class NonFinite(Finding):
    r"""The calculation failed, as \(0/0\) does: the oracle's answer was not finite; one such sample is enough."""

    kind: Literal["non_finite"] = "non_finite"
    title: ClassVar[str] = "The calculation fails"
    rank: ClassVar[int] = 10

    def examine(self, case: Case) -> Found | None:
        outcome = case.trajectory.outcome
        if outcome.kind != "non_finite":
            return None
        evidence = {"step": outcome.step, "samples": list(outcome.samples), "theta": case.last.tolist()}
        if outcome.is_undefined:
            return Found(evidence, f"{outcome.sentence[:-1]}: the formula is undefined there.", _shorter(case))
        where = f"At iterate {outcome.step}, {case.point(case.last)},"
        if len(case.trajectory.subgradients) > outcome.step and np.isfinite(case.trajectory.values[-1]):
            sentence = f"{outcome.sentence[:-1]}: in {case.precision} its formula, {case.method.formula}, is 0/0 there."
            return Found(evidence, sentence, _in_double(case))
        if case.fit is None and not outcome.samples and np.isfinite(case.trajectory.values[-1]):
            return Found(evidence, f"{where} {_of_the_chain_rule(case)}", _least_norm(case))
        overflow = _overflow(case)
        if overflow is not None:
            return Found(evidence, f"{where} {overflow} can hold.", _in_double(case))
        return _at_a_kink(case, evidence, where)


def _at_a_kink(case: Case, evidence: dict[str, Any], where: str) -> Found:
    """What there is to say where terms lie on a kink, or a cusp, of which the convention makes no number."""
    outcome = case.trajectory.outcome
    is_one = len(outcome.samples) == 1 or case.fit is None
    lies = f"{_which(case, outcome.samples)} {'lies' if is_one else 'lie'} exactly on a"
    if _is_cusp(case):
        answer = f"of which the convention “{case.convention.title}” makes no finite number."
        return Found(evidence, f"{where} {lies} cusp, where the slopes are −∞ and ∞, {answer}", AT_KINKS)
    residual = float(case.fit.residual(case.last)[outcome.samples[0]]) if case.fit else 0.0
    division = _division(case)
    sentence = f"{where} {lies} kink, and there {division} is 0/0: the gradient is not a number."
    evidence |= {"residual": residual, "division": division, "numerator": 0.0, "denominator": 0.0}
    return Found(evidence, sentence, AT_KINKS)


def _shorter(case: Case) -> Remedy | None:
    """Steps a tenth as long, for a run that left the domain of F."""
    size = case.rule.parameters().get("size")
    if size is None or size < SHORTEST or not case.method.obeys_rule or len(case.trajectory.iterates) < 2:
        return None
    return Remedy(
        f"Take steps a tenth as long: α = {spell(size / 10)}", {f"run.{case.number}.step.size": repr(size / 10)}
    )


def _of_the_chain_rule(case: Case) -> str:
    """What goes wrong where each part of a formula has a slope, but not the whole."""
    with np.errstate(all="ignore"):
        told = case.problem.ask(case.convention, case.last[None], np.zeros((1, case.problem.terms))).subgradient[0]
    if np.isnan(told).any():
        return "the chain rule multiplies 0 by ∞: what automatic differentiation reports is not a number."
    return "a factor of the chain rule is infinite: so is what automatic differentiation reports."


def _least_norm(case: Case) -> Remedy | None:
    """The remedy where F itself has slopes, though its formula makes none of them."""
    try:
        exact = case.problem.subdifferential(case.last)
    except ArithmeticError:
        return None
    is_known = bool(exact.bounded and np.isfinite(exact.vertices).all())
    return Remedy("Report the element of least norm", {"convention": "minimum_norm"}) if is_known else None


def _in_double(case: Case) -> Remedy | None:
    return None if case.precision == "float64" else Remedy("Compute in float64", {"precision": "float64"})


def _overflow(case: Case) -> str | None:
    """What the precision of the run cannot hold, if that is why it failed."""
    dtype, samples = PRECISIONS[case.precision], case.trajectory.outcome.samples
    with np.errstate(over="ignore", invalid="ignore"):
        x = case.last.astype(dtype)
        residuals = case.fit.cast(dtype).residual(x) if case.fit else x
    if not np.isfinite(x).all():
        return f"the start itself is more than {case.precision}"
    if not np.isfinite(case.trajectory.values[-1]):
        return "F is more than float64"
    if not samples:
        return f"the slopes add up to more than {case.precision}"
    if case.fit and not np.isfinite(residuals[samples[0]]):
        return f"the residual of {_which(case, samples)} is more than {case.precision}"
    if case.fit and _overflows(case.fit.slopes(residuals), samples[0]):
        return f"the slope of {_which(case, samples)} is more than {case.precision}"
    return None


def _overflows(sides: Sides, sample: int) -> bool:
    """Whether a slope is infinite off the kinks."""
    return bool(np.isinf(sides[0][sample]) and sides[0][sample] == sides[1][sample])


def _is_cusp(case: Case) -> bool:
    """Whether the sample that failed has infinite slopes to both sides."""
    if case.fit is None:
        return False
    left, right = case.fit.sides(case.last)
    return bool(np.isinf([left, right])[:, case.trajectory.outcome.samples[0]].all())


def _division(case: Case) -> str:
    if case.convention.kind == "epsilon":
        epsilon = spell(case.convention.parameters()["epsilon"])
        return f"r/(|r| + ε), with ε = {epsilon} rounded to 0 in {case.precision},"
    kinks = case.fit.loss.kinks() if case.fit else (0.0,)
    shift = "" if kinks == (0.0,) else f" − {spell(kinks[0])}" if len(kinks) == 1 else " − κ"
    return f"(r{shift})/|r{shift}|" if shift else "r/|r|"


def _which(case: Case, samples: tuple[int, ...]) -> str:
    if case.fit is None:
        return "a part of the formula"
    if not case.columns:
        return "the residual"
    first = case.sample(samples[0])
    return first if len(samples) == 1 else f"{first} (and {len(samples) - 1} more)"
