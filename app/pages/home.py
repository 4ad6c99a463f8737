"""The front page: what this is, descent on |θ| to look at, and all scenarios with their pictures."""

from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.answer import answer
from app.content.experiment import experiment_content
from app.core.experiment import Experiment
from app.pages.hops import NEWEST
from app.pages.picture import Picture, picture
from app.pages.site import HEADERS, text_of
from app.scenarios.loader import by_group, scenarios
from app.scenarios.scenario import Scenario

router = APIRouter()

HERO = next(each for each in scenarios() if each.slug == "limit_cycle")
"""The scenario on top. Reading the scenarios here makes a broken file an error at the start."""
LEVELS = 9


class Verdict(NamedTuple):
    """What is found of one run."""

    run: int
    kind: str
    title: str


class Card(NamedTuple):
    """A scenario as the front page shows it; all but its words is computed from its link."""

    slug: str
    title: str
    teaser: str
    link: str
    picture: Picture
    verdicts: list[Verdict]


def _result(experiment: Experiment) -> dict[str, Any]:
    body = answer(experiment_content(experiment)).body
    return dict(orjson.loads(bytes(body)))


def _card(scenario: Scenario) -> Card:
    result = _result(scenario.experiment)
    found = [
        Verdict(run["run"], run["findings"][0]["kind"], run["findings"][0]["title"])
        for run in result["descent"]["runs"]
    ]
    small = picture(result, levels=LEVELS)
    return Card(scenario.slug, scenario.title, scenario.teaser, scenario.link, small, found)


def _hero() -> dict[str, Any]:
    """The figure on top, cut off after so many steps as are told apart by age; its link goes on."""
    result = _result(HERO.experiment.changed(steps=NEWEST))
    return {"link": HERO.link, "result": result, "picture": picture(result)}


@lru_cache(maxsize=1)
def page() -> str:
    """The page: all of it follows from the scenarios, so it is made once."""
    groups = [(group, [_card(each) for each in members]) for group, members in by_group()]
    return text_of("home.html", {"here": "home", "groups": groups, "hero": _hero()})


@router.get("/", include_in_schema=False)
def home() -> Response:
    """The front page."""
    return HTMLResponse(page(), headers=dict(HEADERS))
