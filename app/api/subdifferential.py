"""The subdifferential at one point, or at a step of a run."""

from typing import Any

import numpy as np
from fastapi import APIRouter, Response

from app.answer import answer
from app.api.experiment_link import read_pairs
from app.api.link_parameters import DOCUMENTED, NUMBERS
from app.api.shapes import ERRORS, SubdifferentialAnswer
from app.content.subdifferential import set_at_step, subdifferential_content, trajectory_of
from app.core.arrays import Array
from app.core.experiment import Experiment
from app.core.limits import LARGEST, MOST_RUNS, MOST_STEPS
from app.cost import set_at_point_cost, set_at_step_cost
from app.link_reader import Flaw, InvalidLink
from app.link_text import read_number, read_whole, shorten
from app.sent import SentPairs

router = APIRouter()

AT = {
    "name": "at", "in": "query", "description": "The point, one number for each parameter; left out, the start.",
    "schema": {"type": "string", "pattern": NUMBERS}, "example": "0",
}  # fmt: skip
RUN = {
    "name": "run", "in": "query",
    "description": "Instead of a point: the run at whose iterate the set is taken; left out beside a step, the first.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST_RUNS}, "example": 1,
}  # fmt: skip
STEP = {
    "name": "step", "in": "query", "description": "Instead of a point: the step of that run; left out beside a run, 0.",
    "schema": {"type": "integer", "minimum": 0, "maximum": MOST_STEPS}, "example": 4,
}  # fmt: skip
OWN = ("at", "run", "step")
EXTRA = DOCUMENTED | {
    "parameters": [AT, RUN, STEP, *DOCUMENTED["parameters"]],
    "x-examples": {
        "|θ| at its kink": "loss=absolute&at=0",
        "|θ|, where step 2 of a run is": "loss=absolute&start=-1&run.1.step.size=0.5&run=1&step=2",
        "The best L1 line: a polygon": "objective=line&data=0:0,1:1,2:3,3:5,4:2,5:3,6:16&at=1.5,0",
    },
}


def read_point(given: list[str], experiment: Experiment) -> Array:
    """The point that a request asks about; left out, the start.

    Raises:
        InvalidLink: when it is not one number in range for each parameter.
    """
    if not given:
        return np.array(experiment.start)
    names = experiment.names
    try:
        point = [read_number(part) for part in given[0].split(",")]
    except ValueError as error:
        raise InvalidLink([Flaw("at", str(error), shorten(given[0]))]) from error
    if len(given) > 1 or len(point) != len(names) or any(abs(x) > LARGEST for x in point):
        message = f"{len(point)} given; {len(names)} ({', '.join(names)}) up to {LARGEST:g} allowed, once"
        raise InvalidLink([Flaw("at", message, shorten(given[0]))])
    return np.array(point)


def read_choice(key: str, given: list[str], choices: range | list[int]) -> int:
    """The whole number that a request chooses; left out, the first that there is.

    Raises:
        InvalidLink: when it is none of them, or given more than once.
    """
    if not given:
        return choices[0]
    try:
        chosen = read_whole(given[0])
    except ValueError as error:
        raise InvalidLink([Flaw(key, str(error), shorten(given[0]))]) from error
    if len(given) > 1 or chosen not in choices:
        known = f"{choices[0]} to {choices[-1]}" if isinstance(choices, range) else ", ".join(map(str, choices))
        raise InvalidLink([Flaw(key, f"{', '.join(given)[:80]} given; {known} allowed, once", shorten(given[0]))])
    return chosen


def content_of(experiment: Experiment, given: dict[str, list[str]]) -> dict[str, Any]:
    """The set at the point or at the step that is asked for.

    Raises:
        InvalidLink: when both are, or what is asked for is not there.
    """
    if not given["run"] and not given["step"]:
        return subdifferential_content(experiment, read_point(given["at"], experiment))
    if given["at"]:
        raise InvalidLink([Flaw("at", "a point, or a run and a step, are allowed, not both", shorten(given["at"][0]))])
    number = read_choice("run", given["run"], [run.number for run in experiment.runs])
    found = trajectory_of(experiment, number)
    step = read_choice("step", given["step"], range(len(found.iterates)))
    return set_at_step(experiment, number, (found.iterates, found.subgradients), step)


@router.get("/subdifferential", openapi_extra=EXTRA, responses={200: {"model": SubdifferentialAnswer}, **ERRORS})
def subdifferential(pairs: SentPairs) -> Response:
    """The exact subdifferential at a point or at a run's iterate: an interval in one parameter, a polygon in two."""
    at_step = any(key in ("run", "step") for key, _ in pairs)
    rest = [pair for pair in pairs if pair[0] not in OWN]
    asked = read_pairs(rest, set_at_step_cost if at_step else set_at_point_cost)
    given = {name: [text for key, text in pairs if key == name] for name in OWN}
    return answer(content_of(asked.experiment, given), packed=asked.packed)
