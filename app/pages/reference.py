"""The reference: every entry of every registry with its formula, its parameters, and a figure that shows it."""

from typing import Any, NamedTuple

import orjson
from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from app.answer import answer
from app.content.catalogue import REGISTRIES, catalogue_content
from app.content.experiment import experiment_content
from app.content.landscape import landscape_content
from app.core.experiment import Experiment
from app.core.landscape import loss_curve
from app.datasets.dataset import Dataset
from app.datasets.loader import datasets
from app.mathml import paragraphs, prose
from app.pages.docs import Parameter, parameter
from app.pages.examples import KEYS, example
from app.pages.properties import Property, properties
from app.pages.site import made_once, text_of
from app.pictures.picture import Curve, Picture, picture
from app.query import encode, link

router = APIRouter()

DRAWN = ("loss", "convention", "method", "step_rule", "penalty", "finding", "theory", "solver", "objective", "function")
"""Registries whose entries have a figure."""
ALONE = ("loss", "convention")
"""Those of which the loss is shown by itself, without a run."""
LEVELS, TICKS = 5, 5
"""Level lines and numbers on an axis, for the size of these figures."""


class Figure(NamedTuple):
    """A picture, and what its words are made of."""

    picture: Picture
    result: dict[str, Any]
    part: str
    """What the script asks of the API to draw it: the loss by itself, or the experiment."""


class Row(NamedTuple):
    """A parameter of an entry, with the letter that it has in formulas."""

    symbol: str
    meaning: Markup
    parameter: Parameter


class Entry(NamedTuple):
    """An entry as the page shows it."""

    anchor: str
    kind: str
    """As it stands in a link."""
    title: str
    formula: Markup
    description: list[Markup]
    parameters: list[Row]
    properties: list[Property]
    source: str
    link: str
    figure: Figure | None


def _entry(registry: str, content: dict[str, Any]) -> Entry:
    kind, key = content["kind"], KEYS.get(registry)
    shown = example(registry, kind)
    formula, *description = paragraphs(content["description"])
    return Entry(
        anchor=f"{registry}-{kind}".replace("_", "-"),
        kind=f"{key}={kind}" if key else kind,
        title=content["title"], formula=formula, description=description,
        parameters=[_row(f"{key}.{name}", schema) for name, schema in content["parameters"]["properties"].items()],
        properties=properties(REGISTRIES[registry][kind](), content["properties"]),
        source=content["source"],
        link=link(encode(shown)) if shown else "",
        figure=_figure(registry, content["title"], shown) if shown and registry in DRAWN else None,
    )  # fmt: skip


def _row(key: str, schema: dict[str, Any]) -> Row:
    meaning = schema.get("description", "")
    described = {"name": key, "schema": schema, "description": meaning}
    return Row(schema.get("symbol", ""), prose(meaning), parameter(described))


def _figure(registry: str, title: str, shown: Experiment) -> Figure:
    if registry in ALONE:
        return _loss_alone(title, shown)
    result = _plain(experiment_content(shown))
    return Figure(picture(result, levels=LEVELS, ticks=TICKS), result, "experiment")


def _loss_alone(title: str, shown: Experiment) -> Figure:
    """ρ over the window in which the API gives it, without a run."""
    at = loss_curve(shown.loss, shown.convention, shown.seed).at
    view = ((float(at[0]), float(at[-1])),)
    landscape = landscape_content(shown.changed(view=view), ()) | {"names": ["m" if shown.loss.margin else "r"]}
    result = {"title": title, "experiment": {"frame": None}, "landscape": landscape, "descent": {"runs": []}}
    drawn = picture(_plain(result), ticks=TICKS)
    return Figure(drawn._replace(function="ρ") if isinstance(drawn, Curve) else drawn, result, "loss")


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    return dict(orjson.loads(bytes(answer(content).body)))


def _named_set(each: Dataset) -> Entry:
    said = [("Rows", str(len(each.rows))), ("A row", "; ".join(each.columns)), ("Fitted", each.objective)]
    return Entry(
        anchor=f"data-set-{each.slug}".replace("_", "-"), kind=each.slug, title=each.title, formula=Markup(),
        description=[prose(each.about)], parameters=[], properties=[Property(*pair) for pair in said],
        source=each.source, link=each.link, figure=None,
    )  # fmt: skip


def groups() -> list[tuple[str, list[Entry]]]:
    """Each registry with its entries, and the named sets of data."""
    entries = [(name, [_entry(name, each) for each in found]) for name, found in catalogue_content().items()]
    return [*entries, ("data_set", [_named_set(each) for each in datasets()])]


@made_once
def page() -> str:
    """The page: all of it follows from the registries, so it is made once."""
    return text_of("reference.html", {"here": "reference", "groups": groups()})


@router.get("/reference", include_in_schema=False)
def reference() -> Response:
    """The page."""
    return HTMLResponse(page())
