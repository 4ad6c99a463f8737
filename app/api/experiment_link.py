"""The link as the query of every route: read once."""

from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from app.core.experiment import Experiment
from app.cost import check_cost
from app.link_reader import Flaw, InvalidLink
from app.query import Pairs, decode


class Asked(NamedTuple):
    """What a request asks for."""

    experiment: Experiment
    packed: bool


def read_link(request: Request) -> Asked:
    """The experiment of a request's query; `arrays` says how arrays are sent."""
    return read_pairs(request.query_params.multi_items())


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
