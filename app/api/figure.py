"""A figure as a file."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from app.api.figure_keys import FIGURE, described, file_headers, file_name, read_figure
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS
from app.core.experiment import Experiment
from app.cost import check_cost, figure_cost
from app.figures.order import HEIGHTS, MOST_STRETCHED, WIDTHS, Format, Order
from app.figures.scheme import SCHEMES
from app.link_reader import Reader
from app.link_text import read_whole, shorten
from app.query import Pairs
from app.sent import SentPairs

router = APIRouter()
MEDIA_TYPES: dict[Format, str] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
ALONE = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'; sandbox"
"""What an SVG may do that is opened by itself: show what it is."""
OWN = ("figure", "scheme", "width", "height", "card")


def _whole(ends: tuple[int, int], **more: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": ends[0], "maximum": ends[1], **more}


PARAMETERS = [
    FIGURE,
    described("scheme", "The colours.", {"type": "string", "enum": list(SCHEMES), "default": "light"}, "dark"),
    described("width", "Of a PNG, in pixels; SVG and PDF are 7 inches wide.", _whole(WIDTHS, default=1400), 1200),
    described("height", "Likewise, and so the proportions of SVG and PDF; left out, what the figure needs.",
              _whole(HEIGHTS), 900),
    described("card", "1: for a small picture beside a link, with title and finding in large letters.",
              {"type": "string", "enum": ["0", "1"], "default": "0"}, "1"),
]  # fmt: skip
EXTRA = DOCUMENTED | {
    "parameters": [*PARAMETERS, *(each for each in DOCUMENTED["parameters"] if each["name"] != "arrays")],
    "x-examples": {
        "Descent on |θ|": "start=-1&steps=60&run.1.step.size=0.3",
        "Two runs on an L1 line, in dark colours": "objective=line&run.1=subgradient&run.2=adam&scheme=dark",
        "Histories, with what theorems promise": "figure=histories&objective=line&run.1.step=inverse_sqrt&steps=300",
        "A card": "card=1&width=1200&height=630&objective=function&f=wolfe",
    },
}


def read_order(pairs: Pairs, form: Format) -> tuple[Experiment, Order]:
    """What a request asks for.

    Raises:
        InvalidLink: naming every key that is wrong; or when there is no such figure, or it costs too much.
    """
    reader = Reader(pair for pair in pairs if pair[0] in OWN)
    reads = {"scheme": _scheme, "width": _within(WIDTHS), "height": _within(HEIGHTS), "card": _switch}
    given = {key: reader.take(key, read) for key, read in reads.items()}
    order = Order("", form)._replace(**{key: value for key, value in given.items() if value is not None})
    low, high = (share * order.width for share in MOST_STRETCHED)
    if order.height and not low <= order.height <= high:
        reader.fail(
            "height", f"{order.height} given; {low:.0f} to {high:.0f} allowed beside this width", str(order.height)
        )
    experiment, figure = read_figure(reader, [pair for pair in pairs if pair[0] not in OWN])
    check_cost(experiment, lambda asked: figure_cost(asked, order.pixels))
    return experiment, order._replace(figure=figure)


def _scheme(text: str) -> str:
    if text not in SCHEMES:
        raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(SCHEMES)}")
    return text


def _within(ends: tuple[int, int]) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not ends[0] <= read_whole(text) <= ends[1]:
            raise ValueError(f"invalid value {shorten(text)!r}: {ends[0]} to {ends[1]} is allowed")
        return read_whole(text)

    return read


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"invalid value {shorten(text)!r}; 0 or 1 is allowed")
    return text == "1"


def drawn(pairs: Pairs, form: Format) -> Response:
    """The file that a request asks for; Matplotlib is imported with the first."""
    from app.figures.file import draw

    experiment, order = read_order(pairs, form)
    name = file_name(experiment, order.figure, "dark" if order.scheme == "dark" else "")
    headers = file_headers(f"{name}.{form}", is_shown=True)
    if form == "svg":
        headers["Content-Security-Policy"] = ALONE
    return Response(draw(experiment, order), media_type=MEDIA_TYPES[form], headers=headers)


def _answers(form: Format) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": "The file.", "content": {MEDIA_TYPES[form]: {"schema": schema}}}, **ERRORS}


@router.get("/figure.png", openapi_extra=EXTRA, response_class=Response, responses=_answers("png"))
def figure_png(pairs: SentPairs) -> Response:
    """A figure of the experiment as PNG, drawn from the same answer as the lab's."""
    return drawn(pairs, "png")


@router.get("/figure.svg", openapi_extra=EXTRA, response_class=Response, responses=_answers("svg"))
def figure_svg(pairs: SentPairs) -> Response:
    """The same as SVG, with its text as text and the glyphs of its font in it."""
    return drawn(pairs, "svg")


@router.get("/figure.pdf", openapi_extra=EXTRA, response_class=Response, responses=_answers("pdf"))
def figure_pdf(pairs: SentPairs) -> Response:
    """The same as PDF, for print."""
    return drawn(pairs, "pdf")
