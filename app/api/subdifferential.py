"""The subdifferential at one point."""

from typing import Any

import numpy as np
from fastapi import APIRouter, Request, Response

from app.answer import answer
from app.api.experiment_link import DOCUMENTED, Link
from app.api.shapes import ERRORS, SubdifferentialAnswer
from app.core.experiment import Experiment
from app.core.limits import LARGEST
from app.core.oracle import ask
from app.core.subdifferential import subdifferential as exact_set
from app.link_text import read_number, shorten
from app.query import Flaw, InvalidLink

router = APIRouter()

AT = {
    "name": "at", "in": "query", "description": "The point, one number for each parameter; left out, the start.",
    "schema": {"type": "string"}, "example": "0",
}  # fmt: skip
EXTRA = DOCUMENTED | {"parameters": [AT, *DOCUMENTED["parameters"]]}


def read_point(request: Request, experiment: Experiment) -> np.ndarray:
    """The point that a request asks about.

    Raises:
        InvalidLink: when it is not one number in range for each parameter.
    """
    given = request.query_params.getlist("at")
    if not given:
        return np.array(experiment.start)
    names = experiment.objective.names
    try:
        point = [read_number(part) for part in given[0].split(",")]
    except ValueError as error:
        raise InvalidLink([Flaw("at", str(error), shorten(given[0]))]) from error
    if len(given) > 1 or len(point) != len(names) or any(abs(x) > LARGEST for x in point):
        message = f"{len(names)} numbers ({', '.join(names)}) up to {LARGEST:g} are needed, given once"
        raise InvalidLink([Flaw("at", message, shorten(given[0]))])
    return np.array(point)


def subdifferential_content(experiment: Experiment, theta: np.ndarray) -> dict[str, Any]:
    """The set ∂F(θ), its element of least norm, and what the convention reports."""
    problem, found = experiment.problem, exact_set(experiment.problem, theta)
    generator = np.random.default_rng(experiment.seed)
    uniform = generator.random((1, problem.samples)) if experiment.convention.draws else None
    with np.errstate(all="ignore"):
        reported = ask(problem, experiment.convention, theta[None], uniform).subgradient[0]
    return {
        "theta": theta,
        "value": float(problem.value(theta)),
        "kind": found.kind,
        "vertices": found.vertices,
        "minimum_norm": found.minimum_norm,
        "distance": found.distance,
        "reported": reported if np.isfinite(reported).all() else None,
        "stationary": found.stationary,
    }


@router.get("/subdifferential", openapi_extra=EXTRA, responses={200: {"model": SubdifferentialAnswer}, **ERRORS})
def subdifferential(request: Request, link: Link) -> Response:
    """The exact subdifferential at a point: an interval in one parameter, a polygon in two."""
    return answer(subdifferential_content(link.experiment, read_point(request, link.experiment)))
