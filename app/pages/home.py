"""The front page: what this is, descent on |θ| to look at, and all scenarios, in which one can search."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from app.pages.address import HERE, placed
from app.pages.gallery import gallery, result_of
from app.pages.sharing import shared_at
from app.pages.site import made_once, text_of
from app.pictures.hops import NEWEST
from app.pictures.picture import picture
from app.scenarios.loader import scenarios

router = APIRouter()

HERO = next(each for each in scenarios() if each.slug == "limit_cycle")
"""The scenario on top. Reading the scenarios here makes a broken file an error at the start."""
LONGEST = 100
"""Characters of a search."""


@made_once
def _hero() -> dict[str, Any]:
    """The figure on top, cut off after so many steps as are told apart by age; its link goes on."""
    result = result_of(HERO.experiment.changed(steps=NEWEST))
    card = shared_at(HERE, HERO.experiment).card
    return {"link": HERO.link, "card": card, "result": result, "picture": picture(result)}


def _page(asked: str) -> str:
    groups = [(group, [(card, card.has(asked)) for card in cards]) for group, cards in gallery()]
    context = {"here": "home", "groups": groups, "hero": _hero(), "here_is": HERE, "asked": asked, "longest": LONGEST}
    return text_of("home.html", context)


@made_once
def page() -> str:
    """The page with all scenarios: all of it follows from them, so it is made once."""
    return _page("")


@router.get("/", include_in_schema=False)
def home(request: Request, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """The front page; `q` hides the scenarios that lack one of its words."""
    asked = q.strip()
    return HTMLResponse(placed(_page(asked) if asked else page(), request))
