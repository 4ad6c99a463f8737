"""Holds a scenario to what it expects."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from app.core.diagnose import diagnose
from app.core.experiment import Experiment, Run
from app.core.kink import kinks
from app.core.minimise import minimise
from app.core.oracle import ask
from app.core.run import run as run_experiment
from app.core.subdifferential import subdifferential
from app.core.trajectory import Trajectory
from app.scenarios.expectation import Expects, PointWords, RunWords, constants

Facts = Mapping[str, Callable[[], Any]]


def failures(experiment: Experiment, expects: Expects) -> list[str]:
    """A sentence for everything that is expected and not so; none when all holds."""
    found = _run_failures(experiment, expects) + _kink_failures(experiment, expects)
    if expects.minimisers:
        found += expects.minimisers.failures("minimisers", minimiser_facts(experiment))
    for i, point in enumerate(expects.at):
        found += point.failures(f"at.{i}", point_facts(experiment, point))
    return found


def _run_failures(experiment: Experiment, expects: Expects) -> list[str]:
    shown = {run.number: (run, path) for run, path in zip(experiment.runs, run_experiment(experiment), strict=True)}
    found: list[str] = []
    for number, words in expects.run.items():
        if number not in shown:
            found.append(f"run.{number}: there is no such run")
            continue
        found += words.failures(f"run.{number}", run_facts(experiment, *shown[number], words))
    return found


def run_facts(experiment: Experiment, run: Run, trajectory: Trajectory, words: RunWords) -> Facts:
    """What is so of a run, for each word of `RunWords`."""
    said = diagnose(experiment, run, trajectory)
    notes = said[1:]
    gaps = np.maximum(trajectory.values - minimise(experiment.problem).value, 0)
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
        "gap": lambda: float(gaps[-1]),
        "best_gap": lambda: float(gaps.min()),
        "slope": lambda: float(np.linalg.norm(trajectory.subgradients, axis=1).min()),
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


def _kink_failures(experiment: Experiment, expects: Expects) -> list[str]:
    if not expects.kinks:
        return []
    shown = kinks(experiment.problem)
    if len(shown.theta) != len(expects.kinks):
        return [f"kinks: expected {len(expects.kinks)}, got {len(shown.theta)}"]
    columns = zip(shown.theta.tolist(), shown.left.tolist(), shown.right.tolist(), strict=True)
    facts = [constants({"theta": theta, "left": left, "right": right}) for theta, left, right in columns]
    found = (words.failures(f"kinks.{i}", facts[i]) for i, words in enumerate(expects.kinks))
    return [failure for each in found for failure in each]


def point_facts(experiment: Experiment, words: PointWords) -> Facts:
    """What is so at a point."""
    theta = np.array(words.theta)
    found = subdifferential(experiment.problem, theta)

    def reported() -> list[float]:
        uniform = np.zeros((1, experiment.problem.samples)) if experiment.convention.draws else None
        with np.errstate(all="ignore"):
            answer = ask(experiment.problem, experiment.convention, theta[None], uniform).subgradient[0]
        return list(answer.tolist()) if np.isfinite(answer).all() else []

    return {
        "theta": lambda: words.theta,
        "value": lambda: float(experiment.problem.value(theta)),
        "subdifferential": lambda: found.vertices.tolist(),
        "reported": reported,
        "stationary": lambda: found.stationary,
    }
