"""What sites that follow links ask of one (https://oembed.com): its frame, its title, its picture."""

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from app.address import base_address
from app.answer import answer
from app.pages.address import split_own
from app.pages.embed import read, split
from app.pages.sharing import CARD_HEIGHT, CARD_WIDTH, HEIGHT, WIDTH, Shared, shared
from app.query import link

router = APIRouter()

SHOWN = ("/lab", "/embed")
"""Pages that have a frame."""
LONGEST = 20_000
"""Characters of an address."""
Side = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/oembed", include_in_schema=False)
def oembed(
    request: Request,
    url: Annotated[str, Query(max_length=LONGEST)],
    maxwidth: Side = WIDTH,
    maxheight: Side = HEIGHT,
    format: str = "json",
) -> Response:
    """The frame of a link of this site, no larger than is wanted; 404 for what is no such link, 501 for XML."""
    if format != "json":
        raise HTTPException(501, "Only format=json is answered.")
    parts = split_own(url, request)
    if parts is None or parts.path not in SHOWN:
        raise HTTPException(404, f"Only links of {base_address(request)}/lab and /embed have a frame.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    own, rest = split(pairs) if parts.path == "/embed" else ([], pairs)
    _, experiment = read(own, rest)
    return answer(_frame_of(shared(experiment, request, link(own)), min(maxwidth, WIDTH), min(maxheight, HEIGHT)))


def _frame_of(shown: Shared, width: int, height: int) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "provider_name": "Losscope",
        "provider_url": f"{shown.base}/",
        "html": shown.frame(width, height),
        "width": width,
        "height": height,
        "thumbnail_url": shown.card,
        "thumbnail_width": CARD_WIDTH,
        "thumbnail_height": CARD_HEIGHT,
        "cache_age": 3600,
    }
