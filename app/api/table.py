"""The numbers of a figure as a table."""

from typing import Any

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.figure_keys import FIGURE, file_headers, file_name, read_figure
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS
from app.api.shapes.table import TableAnswer
from app.core.experiment import Experiment
from app.cost import check_cost, table_cost
from app.figures.catalogue import FIGURES
from app.figures.result import result_of
from app.figures.table import as_csv
from app.link_reader import Reader
from app.query import Pairs, encode, link
from app.sent import SentPairs

router = APIRouter()
EXTRA = DOCUMENTED | {
    "parameters": [FIGURE, *(each for each in DOCUMENTED["parameters"] if each["name"] != "arrays")],
    "x-examples": {
        "Histories of two runs": "figure=histories&objective=line&run.1=subgradient&run.2=adam",
        "F, its kinks and the path": "figure=objective&start=-1&steps=60&run.1.step.size=0.3",
        "The slopes of a loss on both sides": "figure=loss&loss=huber",
    },
}
CSV: dict[int | str, dict[str, Any]] = {
    200: {"description": "The table.", "content": {"text/csv": {"schema": {"type": "string"}}}}, **ERRORS
}  # fmt: skip


def read_wanted(pairs: Pairs) -> tuple[Experiment, str]:
    """The experiment and the figure that a request asks for.

    Raises:
        InvalidLink: naming every key that is wrong; or when there is no such figure, or it costs too much.
    """
    reader = Reader(pair for pair in pairs if pair[0] == "figure")
    experiment, figure = read_figure(reader, [pair for pair in pairs if pair[0] != "figure"])
    check_cost(experiment, table_cost)
    return experiment, figure


def table_content(experiment: Experiment, figure: str) -> dict[str, Any]:
    """The table of a figure that there is of the experiment."""
    table = FIGURES[figure].table(experiment, result_of(experiment))
    about = {"figure": figure, "title": experiment.title, "link": link(encode(experiment))}
    return about | {"columns": [column._asdict() for column in table.columns], "rows": table.rows}


def _headers(experiment: Experiment, figure: str, form: str) -> dict[str, str]:
    return file_headers(f"{file_name(experiment, figure)}.{form}", is_shown=form == "json")


@router.get("/table.csv", openapi_extra=EXTRA, response_class=Response, responses=CSV)
def table_csv(pairs: SentPairs) -> Response:
    """The numbers of a figure in long form, as CSV: one observation a row, in full precision."""
    experiment, figure = read_wanted(pairs)
    table = FIGURES[figure].table(experiment, result_of(experiment))
    return Response(as_csv(table), media_type="text/csv", headers=_headers(experiment, figure, "csv"))


@router.get("/table.json", openapi_extra=EXTRA, responses={200: {"model": TableAnswer}, **ERRORS})
def table_json(pairs: SentPairs) -> Response:
    """The same as JSON, with what each column means."""
    experiment, figure = read_wanted(pairs)
    response = answer(table_content(experiment, figure))
    response.headers.update(_headers(experiment, figure, "json"))
    return response
