"""The figure of a link for pages of others: what is shown around it is chosen, and any site may frame it."""

from typing import Any, NamedTuple

import orjson
from fastapi import APIRouter, Request, Response

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.experiment import Experiment
from app.cost import check_cost
from app.link_reader import InvalidLink, Reader
from app.link_text import shorten
from app.pages.adjusted import adjusted
from app.pages.site import POLICY, render
from app.pictures.history import histories
from app.pictures.picture import picture
from app.query import Pairs, decode, encode, link

router = APIRouter()

USUAL = ("title", "key", "player", "words", "findings")
"""Parts around the figure that are there unless `hide` names them."""
FURTHER = ("controls", "history")
"""Parts that are there when `show` names them."""
PARTS = USUAL + FURTHER
SCHEMES = ("light", "dark")
OWN = ("hide", "show", "scheme")
"""Keys that a link has here alone."""
FRAMABLE = POLICY.replace("frame-ancestors 'none'", "frame-ancestors * file:")
HISTORIES = ["gap", "step"]


class Layout(NamedTuple):
    """What is shown around the figure, and in which colours; without a scheme, those of the visitor's system."""

    parts: frozenset[str] = frozenset(USUAL)
    scheme: str | None = None


@router.get("/embed", include_in_schema=False)
def embed(request: Request) -> Response:
    """The figure of the experiment in the query; what is wrong with it, with status 422, when it does not decode."""
    pairs = request.query_params.multi_items()
    own, rest = split(pairs)
    try:
        layout, experiment = read(own, rest)
        context, status = {"layout": layout} | _shown(experiment, layout), 200
    except InvalidLink as invalid:
        context, status = {"layout": Layout(), "flaws": invalid.flaws, "link": link(rest)}, 422
    page = render(request, "embed.html", context | {"own": own}, status)
    page.headers["Content-Security-Policy"] = FRAMABLE
    return page


def split(pairs: Pairs) -> tuple[Pairs, Pairs]:
    """The keys of this page alone, and the link."""
    return [pair for pair in pairs if pair[0] in OWN], [pair for pair in pairs if pair[0] not in OWN]


def read(own: Pairs, rest: Pairs) -> tuple[Layout, Experiment]:
    """What a query shows, and how.

    Raises:
        InvalidLink: with all flaws of both, or when the experiment costs too much.
    """
    reader = Reader(own)
    hidden, added = (reader.take(key, _read_parts) or frozenset() for key in ("hide", "show"))
    scheme = reader.take("scheme", _read_scheme)
    for part in sorted(hidden & added):
        reader.fail("show", f"{part!r} is hidden, too; one of both is allowed", part)
    try:
        experiment = decode(rest)
    except InvalidLink as invalid:
        raise InvalidLink([*reader.flaws, *invalid.flaws]) from invalid
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    check_cost(experiment)
    return Layout(frozenset(USUAL) - hidden | added, scheme), experiment


def _read_parts(text: str) -> frozenset[str]:
    parts = text.split(",")
    for part in parts:
        if part not in PARTS:
            raise ValueError(f"unknown part {shorten(part)!r}; allowed: {', '.join(PARTS)}, joined by commas")
    return frozenset(parts)


def _read_scheme(text: str) -> str:
    if text not in SCHEMES:
        raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(SCHEMES)}")
    return text


def _shown(experiment: Experiment, layout: Layout) -> dict[str, Any]:
    """The answer as data and as text, and the pictures of it."""
    content = experiment_content(experiment)
    result = orjson.loads(bytes(answer(content).body))
    embedded = bytes(answer(content, packed="base64", drawn=True).body).decode()
    return {
        "result": result,
        "answer": embedded.replace("<", "\\u003c"),
        "picture": picture(result),
        "panels": HISTORIES,
        "histories": histories(result, HISTORIES) if "history" in layout.parts else None,
        "values": dict(encode(experiment)),
        "link": result["link"],
        "adjusted": adjusted(experiment) if "controls" in layout.parts else [],
    }
