"""The link of every route: read once, from the query of a GET or the form of a POST."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from app.api.shapes.base import REFUSED
from app.core.experiment import Experiment
from app.cost import check_cost
from app.link_reader import Flaw, InvalidLink
from app.query import Pairs, decode
from app.sent import FORM, SentPairs, sent_pairs

LONG_LINK = {"objective": "location", "data": "0,1,2,10,50", "loss": "absolute", "steps": "60"}
MORE: dict[str, Any] = {"type": "string"}
"""Keys of further runs, such as run.2, which are like those of the first."""


class Asked(NamedTuple):
    """What a request asks for."""

    experiment: Experiment
    packed: bool


def read_link(pairs: SentPairs) -> Asked:
    """The experiment of a request's link; `arrays` says how arrays are sent."""
    return read_pairs(pairs)


def read_pairs(pairs: Pairs) -> Asked:
    """What a query asks for.

    Raises:
        InvalidLink: when the link does not decode, or costs too much.
    """
    arrays = [text for key, text in pairs if key == "arrays"]
    if arrays not in ([], ["base64"], ["json"]):
        raise InvalidLink([Flaw("arrays", "json or base64 is allowed, once", ",".join(arrays)[:200])])
    experiment = decode((key, text) for key, text in pairs if key != "arrays")
    check_cost(experiment)
    return Asked(experiment, arrays == ["base64"])


Link = Annotated[Asked, Depends(read_link)]


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
