"""The lab: one form that is the link, the picture, the findings."""

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from app.answer import answer
from app.content.catalogue import catalogue_content
from app.content.experiment import experiment_content
from app.content.subdifferential import set_at_step
from app.core.experiment import Experiment
from app.cost import check_cost, page_cost
from app.link_reader import InvalidLink
from app.pages.carried import NOTHING, Carried
from app.pages.families import families
from app.pages.sharing import shared
from app.pages.site import render
from app.pictures.picture import picture
from app.query import Pairs, decode, encode, link
from app.scenarios.loader import scenarios
from app.sent import SentPairs

router = APIRouter()


@router.api_route("/lab", methods=["GET", "POST"], include_in_schema=False)
def lab(request: Request, pairs: SentPairs) -> Response:
    """The page of the experiment that a link means."""
    return lab_page(request, pairs)


def lab_page(request: Request, pairs: Pairs, carried: Carried = NOTHING) -> Response:
    """The same, where data have been set aside with words about it; with status 422 when the link does not decode."""
    try:
        experiment = decode(pairs)
        check_cost(experiment, page_cost)
    except InvalidLink as invalid:
        errors = {flaw.field: flaw.message for flaw in invalid.flaws}
        places = {flaw.field: (flaw.position, flaw.length) for flaw in invalid.flaws if flaw.position is not None}
        sent = _defaults(dict(pairs)) | dict(pairs)
        return render(request, "lab.html", _context(pairs, sent, errors) | {"places": places}, status=422)
    canonical = encode(experiment)
    context = _context(canonical, dict(canonical), {}) | {"shared": shared(experiment, request)}
    context["carried"] = {"words": carried.words, "aside": link(encode(carried.aside)) if carried.aside else ""}
    return render(request, "lab.html", context | _shown(experiment))


def _defaults(sent: dict[str, str]) -> dict[str, str]:
    """What the fields say that a broken link says nothing of: the defaults of its objective, if that is known."""
    try:
        return dict(encode(decode([(key, sent[key]) for key in ("objective", "f") if key in sent])))
    except InvalidLink:
        return dict(encode(decode([])))


def _shown(experiment: Experiment) -> dict[str, Any]:
    """The answer as data and as text, its picture, and the scenario that it is the link of, if any."""
    content = experiment_content(experiment)
    content |= {"subdifferential": _first_set(experiment, content["descent"]["runs"][0])}
    result = orjson.loads(bytes(answer(content).body))
    embedded = bytes(answer(content, packed="base64", drawn=True).body).decode()
    plain = link(encode(experiment.changed(frame=None, view=None)))
    return {
        "result": result,
        "answer": embedded.replace("<", "\\u003c"),
        "picture": picture(result),
        "scenario": next((each for each in scenarios() if each.timeless == plain), None),
    }


def _first_set(experiment: Experiment, run: dict[str, Any]) -> dict[str, Any]:
    """The subdifferential at the step of the first run that the page opens with."""
    path = run["iterates"].values, run["subgradients"].values
    last = len(path[0]) - 1
    return set_at_step(experiment, run["run"], path, last if experiment.frame is None else min(experiment.frame, last))


def _context(pairs: Pairs, values: dict[str, str], errors: dict[str, str]) -> dict[str, Any]:
    choices = {registry: families(registry, entries) for registry, entries in catalogue_content().items()}
    return {
        "here": "lab", "choices": choices, "values": values, "errors": errors,
        "link": link(pairs), "result": None, "answer": None,
    }  # fmt: skip
