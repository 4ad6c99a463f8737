"""The question answered in chapters: short prose, with its numbers computed from the figures beside it."""

from pathlib import Path
from typing import Any, NamedTuple

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from app.answer import answer
from app.content.experiment import experiment_content
from app.pages import asked
from app.pages.address import HERE, placed
from app.pages.fan import with_fan
from app.pages.sharing import shared_at
from app.pages.site import ROOT, made_once, templates, text_of
from app.pages.told import named, told
from app.pictures.history import History, histories
from app.pictures.picture import Curve, Picture, picture

router = APIRouter()

FOLDER = ROOT / "templates" / "learn"
"""Every template in it whose name starts with a number is a chapter."""
CARD = "kink_of_absolute"
"""The scenario whose picture stands for the chapters where they are linked from."""


class Shown(NamedTuple):
    """A scenario as a figure."""

    link: str
    result: dict[str, Any]
    picture: Picture
    histories: list[History]


class Chapter(NamedTuple):
    """A section of the page."""

    number: int
    slug: str
    title: str
    body: Markup


def shown(slug: str, fan: bool, keys: list[str]) -> Shown:
    """The figure of the scenario of this name, with supporting lines at its kink or not, and with these histories."""
    scenario = named(slug)
    result = orjson.loads(bytes(answer(experiment_content(scenario.experiment)).body))
    drawn = picture(result)
    if fan and isinstance(drawn, Curve):
        drawn = with_fan(drawn, result["landscape"])
    return Shown(scenario.link, result, drawn, histories(result, keys))


def files() -> list[Path]:
    """The templates of the chapters, in their order."""
    return sorted(FOLDER.glob("[0-9]*.html"))


def chapter(path: Path) -> Chapter:
    """The chapter in a file such as `01_slopes.html`, which sets its own `title`.

    Raises:
        LookupError: when it tells a number that its scenario makes no claim about.
    """
    number, _, name = path.stem.partition("_")
    slug = name.replace("_", "-")
    given = asked.given() | {"told": told, "shown": shown, "link_of": lambda slug: named(slug).link}
    module = templates().get_template(f"learn/{path.name}").make_module(given)
    return Chapter(int(number), slug, str(module.title), Markup(str(module)))  # type: ignore[attr-defined]


@made_once
def chapters() -> list[Chapter]:
    """All chapters: they follow from their files and from the scenarios, so they are made once."""
    return [chapter(path) for path in files()]


@made_once
def page() -> str:
    """The page."""
    return text_of("learn.html", {"here": "learn", "here_is": HERE, "card_picture": _card(), "chapters": chapters()})


def _card() -> str:
    """The picture for cards."""
    return shared_at(HERE, named(CARD).experiment).card


@made_once
def printed() -> str:
    """The same as it is on paper."""
    return text_of("learn.html", {"here": "learn", "chapters": chapters(), "is_printed": True})


@router.get("/learn", include_in_schema=False)
def learn(request: Request) -> Response:
    """The page."""
    return HTMLResponse(placed(page(), request))


@router.get("/learn/print", include_in_schema=False)
def to_print() -> Response:
    """The page to print: every figure is a drawing."""
    return HTMLResponse(printed())
