"""The runs and what is found of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.answer import Series, gapped
from app.core.diagnose import diagnose, promises
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.finding import Finding, Found, Remedy, above
from app.core.minimise import minimise
from app.core.minimiser_set import MinimiserSet
from app.core.theory import Promise, Theory
from app.core.trajectory import Outcome, Trajectory
from app.cost import is_too_much
from app.query import change, encode, link


def minimisers_content(found: MinimiserSet) -> dict[str, Any]:
    """The set of minimisers; an end at infinity is null."""
    certificate = found.certificate._asdict() if found.certificate else None
    return {
        "kind": found.kind,
        "points": [[float(x) for x in point] for point in found.points],
        "value": found.value if np.isfinite(found.value) else None,
        "source": found.source,
        "exact": found.exact,
        "bounded": found.bounded,
        "closed": found.closed,
        "complete": found.complete,
        "least": found.least,
        "certificate": certificate,
    }


def descent_content(experiment: Experiment, trajectories: Sequence[Trajectory]) -> dict[str, Any]:
    """Every run with what it left behind, the minimisers, and the canonical link."""
    pairs = zip(experiment.runs, trajectories, strict=True)
    return {
        "title": experiment.title,
        "runs": [_run_content(experiment, run, trajectory) for run, trajectory in pairs],
        "minimisers": minimisers_content(minimise(experiment.problem)),
        "link": link(encode(experiment)),
    }


def _run_content(experiment: Experiment, run: Run, trajectory: Trajectory) -> dict[str, Any]:
    gaps = above(minimise(experiment.problem), trajectory.values)
    return {
        "run": run.number,
        "title": run.title,
        "method": run.method.kind,
        "iterates": Series(trajectory.iterates),
        "values": gapped(trajectory.values),
        "gaps": gapped(gaps),
        "best_values": gapped(np.minimum.accumulate(trajectory.values)),
        "subgradients": Series(trajectory.subgradients),
        "subgradient_norms": gapped(np.hypot.reduce(trajectory.subgradients, axis=1)),
        "step_sizes": Series(trajectory.step_sizes),
        "kink_hits": [hit._asdict() for hit in trajectory.kink_hits],
        "outcome": outcome_content(experiment, trajectory.outcome),
        "findings": [_finding_content(experiment, *each) for each in diagnose(experiment, run, trajectory)],
        "theory": [_promise_content(*each) for each in promises(experiment, run, trajectory)],
    }


def outcome_content(experiment: Experiment, outcome: Outcome) -> dict[str, Any]:
    """Why a run ended, and whether before the last of its steps."""
    return outcome._asdict() | {"early": outcome.kind == "finished" and outcome.step < experiment.steps}


def _finding_content(experiment: Experiment, finding: Finding, found: Found) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "title": finding.title,
        "verdict": finding.is_verdict,
        "evidence": found.evidence,
        "sentence": found.sentence,
        "remedy": _remedy_content(experiment, found.remedy),
    }


def _promise_content(theory: Theory, promise: Promise) -> dict[str, Any]:
    return {
        "kind": theory.kind,
        "name": theory.title,
        "formula": theory.formula,
        "source": theory.source,
        "applies": promise.applies,
        "reason": promise.reason,
        "bounds": theory.bounds,
        "steps": promise.steps,
        "values": Series(promise.values),
    }


def _remedy_content(experiment: Experiment, remedy: Remedy | None) -> dict[str, str] | None:
    """A remedy as a link; none where that would cost too much."""
    if remedy is None:
        return None
    changed = change(experiment, remedy.changes)
    if is_too_much(changed):
        return None
    return {"title": remedy.title, "link": link(encode(changed))}
