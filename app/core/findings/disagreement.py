"""What is reported is no slope of F."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np

from app.core.arrays import Array
from app.core.convention import Convention
from app.core.finding import Case, Finding, Found, Remedy, spell
from app.core.function_problem import FunctionProblem
from app.core.problem import Problem
from app.core.registry import discover
from app.core.subdifferential import Subdifferential

MOST = 16
"""Points that are looked at in one run."""
ROUNDED = 1e-9
"""What a report may be off by, as a share of it."""


class Wrong(NamedTuple):
    """A point at which the report is no element of the exact set, which is beside it."""

    step: int
    theta: Array
    reported: Array
    exact: Subdifferential
    is_passed: bool = False
    """Whether the run steps across the point, rather than on it."""


class Disagreement(Finding):
    r"""What is reported is no slope of F, \(g \notin \partial F(\theta)\): rules for the parts fail for the whole.

    Automatic differentiation takes one slope at each kink of the formula. F itself may have another slope there, and no
    kink: relu(a) − relu(−a) is a (Kakade & Lee 2018; Bolte & Pauwels 2020).
    """

    kind: Literal["disagreement"] = "disagreement"
    title: ClassVar[str] = "No slope of F"
    rank: ClassVar[int] = 105
    is_verdict: ClassVar[bool] = False

    def examine(self, case: Case) -> Found | None:
        if case.batch or case.precision != "float64" or not case.convention.is_local:
            return None  # what a minibatch or another formula reports is not meant to be a slope of F
        wrong = next((each for each in _reports(case) if _is_outside(each.reported, each.exact)), None)
        if wrong is None:
            return None
        evidence = {"step": wrong.step, "theta": wrong.theta.tolist()} | _numbers(wrong)
        return Found(evidence, _sentence(case, wrong), _remedy(case, wrong))


def _reports(case: Case) -> Iterator[Wrong]:
    """What was reported at the iterates on a switch of the formula, and at those that the run steps across."""
    told = case.trajectory.subgradients
    for k in _first(_switching(case), case.trajectory.iterates):
        if k < len(told) and len(case.last) <= 2:
            theta = case.trajectory.iterates[k]
            yield Wrong(k, theta, told[k], case.problem.subdifferential(theta))
    if isinstance(case.problem, FunctionProblem) and len(case.last) == 1 and not case.convention.draws:
        yield from _passed(case)


def _switching(case: Case) -> list[int]:
    """The steps at which a convention had to choose, or a branch was taken on its edge."""
    hits = {hit.step for hit in case.trajectory.kink_hits}
    if isinstance(case.problem, FunctionProblem):
        hits |= set(np.flatnonzero(case.problem.near_switch(case.trajectory.iterates)).tolist())
    return sorted(hits)


def _first(steps: list[int], iterates: Array) -> list[int]:
    """The first step at each of so many points."""
    places = {tuple(iterates[k].tolist()): k for k in reversed(steps)}
    return sorted(places.values())[:MOST]


def _passed(case: Case) -> Iterator[Wrong]:
    """The kinks that lie between two iterates that follow each other."""
    path = case.trajectory.iterates[:, 0]
    low, high = float(path.min()), float(path.max())
    for theta in case.problem.kinks(((low, high),)).theta.tolist() if low < high else ():
        crossed = np.flatnonzero((path[:-1] < theta) != (path[1:] < theta))
        if len(crossed) and theta not in path:
            at = np.array([theta])
            told = _asked(case.problem, case.convention, at)
            yield Wrong(int(crossed[0]), at, told, case.problem.subdifferential(at), True)


def _asked(problem: Problem, convention: Convention, theta: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(problem.ask(convention, theta[None]).subgradient[0])


def _is_outside(reported: Array, exact: Subdifferential) -> bool:
    """Whether a report is farther from the set than rounding can put it; a report that is no number is another flaw."""
    if not (np.isfinite(reported).all() and exact.bounded and np.isfinite(exact.vertices).all()) or not len(
        exact.vertices
    ):
        return False
    size = max(1.0, float(np.abs(exact.vertices).max()), float(np.abs(reported).max()))
    return _away(reported, exact) > max(exact.tolerance, ROUNDED * size)


def _away(reported: Array, exact: Subdifferential) -> float:
    """The distance of a report from the set."""
    return float(np.hypot.reduce(replace(exact, vertices=exact.vertices - reported, nearest=None).minimum_norm))


def _numbers(wrong: Wrong) -> dict[str, Any]:
    ends = wrong.exact.vertices
    if len(wrong.theta) == 1:
        return {"reported": float(wrong.reported[0]), "low": float(ends.min()), "high": float(ends.max())}
    return {"reported": wrong.reported.tolist(), "distance": _away(wrong.reported, wrong.exact)}


def _sentence(case: Case, wrong: Wrong) -> str:
    where = case.point(wrong.theta)
    place = (
        f"Between iterates {wrong.step} and {wrong.step + 1} lies {where}, where" if wrong.is_passed else f"At {where}"
    )
    told = f"automatic differentiation under the convention “{case.convention.title}” reports {_vector(wrong.reported)}"
    return f"{place} {_exactly(wrong)}; {told}."


def _exactly(wrong: Wrong) -> str:
    ends = wrong.exact.vertices
    if len(ends) == 1:
        what = "true slope is {} on both sides" if len(ends[0]) == 1 else "true gradient is {}"
        return f"the {what.format(_vector(ends[0]))}"
    if len(ends[0]) == 1:
        return f"the slopes of F lie between {spell(ends.min())} and {spell(ends.max())}"
    return f"every subgradient is at least {spell(_away(wrong.reported, wrong.exact))} away from what is reported"


def _vector(values: Array) -> str:
    text = ", ".join(spell(value) for value in values)
    return text if len(values) == 1 else f"({text})"


@lru_cache(maxsize=1)
def _others() -> list[Convention]:
    """Conventions that differ from the derivative at kinks alone; those that look at each kink by itself come first."""
    every = [entry() for entry in discover("app.core.conventions", Convention).values()]
    return sorted((each for each in every if each.is_local and not each.draws), key=lambda each: each.whole)


def _remedy(case: Case, wrong: Wrong) -> Remedy | None:
    """A convention whose report there is a slope of F."""
    for other in _others():
        told = _asked(case.problem, other, wrong.theta)
        if np.isfinite(told).all() and not _is_outside(told, wrong.exact):
            return Remedy(f"Report by the rule “{other.title}”", {"convention": other.kind})
    return None
