"""The subdifferential at one point."""

import numpy as np
from fastapi import APIRouter, Request, Response

from app.answer import answer
from app.api.experiment_link import read_pairs
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, SubdifferentialAnswer
from app.content.subdifferential import subdifferential_content
from app.core.arrays import Array
from app.core.experiment import Experiment
from app.core.limits import LARGEST
from app.link_reader import Flaw, InvalidLink
from app.link_text import read_number, shorten

router = APIRouter()

AT = {
    "name": "at", "in": "query", "description": "The point, one number for each parameter; left out, the start.",
    "schema": {"type": "string"}, "example": "0",
}  # fmt: skip
EXTRA = DOCUMENTED | {"parameters": [AT, *DOCUMENTED["parameters"]]}


def read_point(given: list[str], experiment: Experiment) -> Array:
    """The point that a request asks about; left out, the start.

    Raises:
        InvalidLink: when it is not one number in range for each parameter.
    """
    if not given:
        return np.array(experiment.start)
    names = experiment.objective.names
    try:
        point = [read_number(part) for part in given[0].split(",")]
    except ValueError as error:
        raise InvalidLink([Flaw("at", str(error), shorten(given[0]))]) from error
    if len(given) > 1 or len(point) != len(names) or any(abs(x) > LARGEST for x in point):
        message = f"{len(point)} given; {len(names)} ({', '.join(names)}) up to {LARGEST:g} allowed, once"
        raise InvalidLink([Flaw("at", message, shorten(given[0]))])
    return np.array(point)


@router.get("/subdifferential", openapi_extra=EXTRA, responses={200: {"model": SubdifferentialAnswer}, **ERRORS})
def subdifferential(request: Request) -> Response:
    """The exact subdifferential at a point: an interval in one parameter, a polygon in two."""
    pairs = request.query_params.multi_items()
    asked = read_pairs([pair for pair in pairs if pair[0] != "at"])
    point = read_point([text for key, text in pairs if key == "at"], asked.experiment)
    return answer(subdifferential_content(asked.experiment, point), packed=asked.packed)
