"""Many positions of a slider in one answer."""

from typing import NamedTuple

from fastapi import APIRouter, Response

from app.answer import Packing, answer
from app.api.experiment_link import read_pairs
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, SweepAnswer
from app.content.sweep import Position, changes_picture, read_position, sweep_content
from app.link_reader import Flaw, InvalidLink
from app.link_text import shorten
from app.query import Pairs
from app.sent import SentPairs
from app.sweep_cost import check_sweep

router = APIRouter()

MOST_VALUES = 64
KEY = {
    "name": "key", "in": "query", "required": True, "description": "The key of the link that varies.",
    "schema": {"type": "string"}, "example": "run.1.step.size",
}  # fmt: skip
VALUES = {
    "name": "values", "in": "query", "required": True,
    "description": f"Its values, joined by commas, at most {MOST_VALUES}.",
    "schema": {"type": "string"}, "example": "0.1,0.2,0.3",
}  # fmt: skip
OWN = ("key", "values")
EXTRA = DOCUMENTED | {
    "parameters": [KEY, VALUES, *DOCUMENTED["parameters"]],
    "x-examples": {
        "Four step sizes of descent on |θ|": "start=-1&steps=60&key=run.1.step.size&values=0.05,0.1,0.2,0.3",
        "Huber's loss from sharp to flat": "objective=location&loss=huber&key=loss.delta&values=0.1,1,10",
    },
}


class Sweep(NamedTuple):
    """What a request asks for."""

    packed: Packing
    key: str
    positions: list[Position]
    has_landscape: bool


def read_sweep(pairs: Pairs) -> Sweep:
    """The experiment of a request's link, and the positions of its key.

    Raises:
        InvalidLink: when the link does not decode, no key or no values are given, or all together costs too much.
    """
    given = {name: [text for key, text in pairs if key == name] for name in OWN}
    flaws = [Flaw(name, "missing; it is to be given once", "") for name in OWN if len(given[name]) != 1]
    if flaws:
        raise InvalidLink(flaws)
    key, values = given["key"][0], given["values"][0].split(",")
    if key in ("arrays", "data", "view"):
        raise InvalidLink([Flaw("key", "a key of the link with one value is allowed", key)])
    if len(values) > MOST_VALUES:
        message = f"{len(values)} values are given; at most {MOST_VALUES} are allowed"
        raise InvalidLink([Flaw("values", message, shorten(given["values"][0], 200))])
    rest = [pair for pair in pairs if pair[0] not in OWN]
    asked = read_pairs(rest)
    plain = [pair for pair in rest if pair[0] != "arrays"]
    positions = [read_position(plain, key, value) for value in values]
    experiments = [each.experiment for each in positions if each.experiment]
    has_landscape = changes_picture(asked.experiment, experiments)
    check_sweep(experiments, has_landscape)
    return Sweep(asked.packed, key, positions, has_landscape)


@router.get("/sweep", openapi_extra=EXTRA, responses={200: {"model": SweepAnswer}, **ERRORS})
def sweep(pairs: SentPairs) -> Response:
    """One key of the link at many values: at each the paths, and the landscape, if the key changes it."""
    asked = read_sweep(pairs)
    content = sweep_content(asked.key, asked.positions, asked.has_landscape)
    return answer(content, packed=asked.packed, drawn=True)
