"""The link of every route: read once, from the query of a GET or the form of a POST."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from app.answer import Packing
from app.api.shapes.base import REFUSED
from app.core.experiment import Experiment
from app.cost import Cost, check_cost, total_cost
from app.link_reader import Flaw, InvalidLink
from app.query import Pairs, decode
from app.sent import FORM, SentPairs, sent_pairs

LONG_LINK = {"objective": "location", "data": "0,1,2,10,50", "loss": "absolute", "steps": "60"}
MORE: dict[str, Any] = {"type": "string"}
"""Keys of further runs, such as run.2, which are like those of the first."""


ARRAYS: dict[str, Packing] = {"json": "", "base64": "base64", "binary": "binary"}
"""What `arrays` may be."""


class Asked(NamedTuple):
    """What a request asks for."""

    experiment: Experiment
    packed: Packing


def reading(cost_of: Cost) -> Callable[[Pairs], Asked]:
    """What reads the link of a request to a route that computes so much; `arrays` says how arrays are sent."""

    def read(pairs: SentPairs) -> Asked:
        return read_pairs(pairs, cost_of)

    return read


def read_pairs(pairs: Pairs, cost_of: Cost = total_cost) -> Asked:
    """What a query asks for.

    Raises:
        InvalidLink: when the link does not decode, or costs too much.
    """
    arrays = [text for key, text in pairs if key == "arrays"]
    packed = ARRAYS.get(arrays[0] if arrays else "json")
    if len(arrays) > 1 or packed is None:
        raise InvalidLink([Flaw("arrays", f"{', '.join(ARRAYS)}: one is allowed, once", ",".join(arrays)[:200])])
    experiment = decode((key, text) for key, text in pairs if key != "arrays")
    check_cost(experiment, cost_of)
    return Asked(experiment, packed)


Link = Annotated[Asked, Depends(reading(total_cost))]


def posted(router: APIRouter) -> APIRouter:
    """The same routes for POST, as far as they take a link: it may be too long for an address."""
    twins = APIRouter()
    for route in router.routes:
        if isinstance(route, APIRoute) and _takes_link(route.dependant):
            twins.add_api_route(
                route.path,
                route.endpoint,
                methods=["POST"],
                responses={**route.responses, **REFUSED},
                openapi_extra=_described((route.openapi_extra or {}).get("parameters", [])),
            )
    return twins


def _described(parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """What a route that takes a link adds to its description where it is posted: its parameters as a form."""
    keys = {each["name"]: each["schema"] for each in parameters}
    schema = {"type": "object", "properties": keys, "additionalProperties": MORE}
    return {
        "requestBody": {
            "description": "The parameters of GET as a form: for links of more than 8,000 characters.",
            "content": {FORM: {"schema": schema, "example": LONG_LINK}},
        }
    }


def _takes_link(dependant: Dependant) -> bool:
    return dependant.call is sent_pairs or any(map(_takes_link, dependant.dependencies))
