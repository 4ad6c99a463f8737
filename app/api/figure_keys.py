"""What the routes of figures and of tables share: which figure of which experiment is asked for."""

from typing import Any

from app.core.experiment import Experiment
from app.figures.catalogue import FIGURES
from app.link_reader import InvalidLink, Reader
from app.link_text import shorten
from app.query import Pairs, decode


def described(name: str, description: str, schema: dict[str, Any], example: Any) -> dict[str, Any]:
    """A parameter of OpenAPI."""
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


DEFAULT = next(iter(FIGURES))
ABOUT = " ".join(f"{kind}: {figure.summary()}" for kind, figure in FIGURES.items())
FIGURE = described("figure", ABOUT, {"type": "string", "enum": list(FIGURES), "default": DEFAULT}, "histories")


def read_figure(reader: Reader, link: Pairs) -> tuple[Experiment, str]:
    """The experiment of a link, and the figure that is asked for.

    Raises:
        InvalidLink: with all flaws of both, or when the experiment has no such figure.
    """
    kind = reader.take("figure", _known) or DEFAULT
    try:
        experiment = decode(link)
    except InvalidLink as invalid:
        raise InvalidLink([*reader.flaws, *invalid.flaws]) from invalid
    flaw = FIGURES[kind].flaw(experiment)
    if flaw:
        reader.fail("figure", f"there is no figure {kind!r} here: {flaw}", kind)
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    return experiment, kind


def _known(text: str) -> str:
    if text not in FIGURES:
        raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(FIGURES)}")
    return text


def file_name(experiment: Experiment, *words: str) -> str:
    """A name for a file: what is minimised, and what is in the file."""
    what = [experiment.f.kind] if experiment.f else [experiment.objective.kind, experiment.loss.kind]
    return "-".join(["losscope", *what, *filter(None, words)])


def file_headers(name: str, *, is_shown: bool) -> dict[str, str]:
    """How a browser takes a file: shows it, or keeps it; its name is made of kinds, so it is plain ASCII."""
    return {
        "Content-Disposition": f'{"inline" if is_shown else "attachment"}; filename="{name}"',
    }
