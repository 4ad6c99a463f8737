"""Holds a scenario to what it expects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from app.core.diagnose import diagnose
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.finding import above
from app.core.minimise import minimise
from app.core.run import run as run_experiment
from app.core.trajectory import Trajectory
from app.scenarios.expectation import Expects, KinkWords, PointWords, RunWords, constants

Facts = Mapping[str, Callable[[], Any]]

SEARCHED = (-1e6, 1e6)
"""Where the kinks of a formula are looked for; of other functions all are known."""


def failures(experiment: Experiment, expects: Expects) -> list[str]:
    """A sentence for everything that is expected and not so; none when all holds."""
    so = facts(experiment, expects)
    found = [failure for number in expects.run for failure in _run_failures(so["run"], number, expects.run[number])]
    if expects.kinks and len(so["kinks"]) != len(expects.kinks):
        found.append(f"kinks: expected {len(expects.kinks)}, got {len(so['kinks'])}")
    elif expects.kinks:
        found += _each("kinks", expects.kinks, so["kinks"])
    if expects.minimisers:
        found += expects.minimisers.failures("minimisers", so["minimisers"])
    return found + _each("at", expects.at, so["at"])


def _each(place: str, claims: Sequence[KinkWords] | Sequence[PointWords], so: list[Facts]) -> list[str]:
    return [failure for i, words in enumerate(claims) for failure in words.failures(f"{place}.{i}", so[i])]


def _run_failures(so: dict[int, Facts], number: int, words: RunWords) -> list[str]:
    place = f"run.{number}"
    return words.failures(place, so[number]) if number in so else [f"{place}: there is no such run"]


def facts(experiment: Experiment, expects: Expects) -> dict[str, Any]:
    """What is so of all that is spoken of, in the shape of the words."""
    shown = zip(experiment.runs, run_experiment(experiment), strict=True) if expects.run else ()
    spoken = [(run, path) for run, path in shown if run.number in expects.run]
    return {
        "run": {run.number: run_facts(experiment, run, path, expects.run[run.number]) for run, path in spoken},
        "minimisers": minimiser_facts(experiment) if expects.minimisers else {},
        "kinks": kink_facts(experiment) if expects.kinks else [],
        "at": [point_facts(experiment, words) for words in expects.at],
    }


def run_facts(experiment: Experiment, run: Run, trajectory: Trajectory, words: RunWords) -> Facts:
    """What is so of a run, for each word of `RunWords`."""
    said = diagnose(experiment, run, trajectory)
    notes = said[1:]
    gaps = above(minimise(experiment.problem), trajectory.values)
    iterates, reported = trajectory.iterates.tolist(), trajectory.subgradients.tolist()
    return {
        "finding": lambda: said[0][0].kind,
        "notes": lambda: [kind for kind in words.notes if kind in {finding.kind for finding, _ in notes}],
        "evidence": lambda: said[0][1].evidence,
        "noted": lambda: {name: value for _, found in notes for name, value in found.evidence.items()},
        "first": lambda: iterates[: len(words.first)],
        "last": lambda: iterates[-len(words.last) :],
        "reported": lambda: reported[: len(words.reported)],
        "hits": lambda: [hit.step for hit in trajectory.kink_hits[: len(words.hits)]],
        "hit_count": lambda: len(trajectory.kink_hits),
        "gap": lambda: float(gaps[-1]),
        "gaps": lambda: {step: float(gaps[step]) for step in words.gaps if step < len(gaps)},
        "best_gap": lambda: float(gaps.min()),
        "slope": lambda: float(np.hypot.reduce(trajectory.subgradients, axis=1).min()),
        "outcome": lambda: trajectory.outcome._asdict() | {"samples": list(trajectory.outcome.samples)},
    }


def minimiser_facts(experiment: Experiment) -> Facts:
    """What is so of the minimisers."""
    found = minimise(experiment.problem)
    return {
        "kind": lambda: found.kind,
        "points": lambda: found.points.tolist(),
        "value": lambda: float(found.value),
        "multipliers": lambda: list(found.certificate.multipliers) if found.certificate else [],
    }


def kink_facts(experiment: Experiment) -> list[Facts]:
    """What is so of each kink, ascending."""
    shown = experiment.problem.kinks((SEARCHED,))
    columns = zip(shown.theta.tolist(), shown.left.tolist(), shown.right.tolist(), strict=True)
    return [constants({"theta": theta, "left": left, "right": right}) for theta, left, right in columns]


def point_facts(experiment: Experiment, words: PointWords) -> Facts:
    """What is so at a point."""
    theta = np.array(words.theta)
    found = experiment.problem.subdifferential(theta)

    def reported() -> list[float]:
        uniform = np.zeros((1, experiment.problem.terms)) if experiment.convention.draws else None
        with np.errstate(all="ignore"):
            answer = experiment.problem.ask(experiment.convention, theta[None], uniform).subgradient[0]
        return list(answer.tolist()) if np.isfinite(answer).all() else []

    return {
        "theta": lambda: words.theta,
        "value": lambda: float(experiment.problem.value(theta)),
        "subdifferential": lambda: found.vertices.tolist(),
        "reported": reported,
        "stationary": lambda: found.stationary,
    }
