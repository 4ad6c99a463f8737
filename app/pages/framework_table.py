"""What frameworks answer at kinks: the table, and a page for each row with programs that ask again."""

from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from app.content.frameworks import Filter, read_filter
from app.frameworks.measurement import frameworks
from app.frameworks.program import calls_of, program
from app.frameworks.summary import cell_of, row, summary
from app.frameworks.table import Cell, Line, chosen, columns, line_named, lines
from app.link_reader import Flaw, InvalidLink
from app.pages.site import render, text_of

router = APIRouter(include_in_schema=False)

FINDINGS = {
    "abs": "abs-x-at-0",
    "largest": "max-x-0-at-0",
    "difference": "relu-x-minus-relu-minus-x-at-0",
    "root": "sqrt-x-times-x-at-0",
    "hinge_max": "hinge-max-0-1-minus-m-at-1",
    "hinge_relu": "hinge-relu-1-minus-m-at-1",
}
"""The rows that are told above the table."""


@lru_cache(maxsize=1)
def shared() -> dict[str, Any]:
    """What is the same for everybody: all rows, how each framework was run, and what stands out."""
    rows = {name: row(slug) for name, slug in FINDINGS.items()}
    hinges = (cell_of(rows["hinge_max"], "pytorch"), cell_of(rows["hinge_relu"], "pytorch"))
    return {
        "here": "learn", "columns": columns(), "lines": lines(), "summary": summary(), "told": rows, "hinges": hinges,
        "runs": {each.key: frameworks()[each.name] for each in columns().values()},
    }  # fmt: skip


@router.get("/learn/frameworks")
def table(request: Request) -> Response:
    """The table; rows and columns that the query leaves out are hidden, so that a script can show them again."""
    try:
        wanted = read_filter(request.query_params.multi_items())
    except InvalidLink as invalid:
        context = _context(Filter(), invalid.flaws, request.query_params.get("expression", ""))
        return render(request, "frameworks.html", context, status=422)
    return HTMLResponse(page(wanted))


@lru_cache(maxsize=32)
def page(wanted: Filter) -> str:
    """The page of a filter."""
    return text_of("frameworks.html", _context(wanted, [], wanted.expression))


def _context(wanted: Filter, flaws: list[Flaw], expression: str) -> dict[str, Any]:
    shown = {line.slug for line in chosen(**wanted._asdict())}
    return shared() | {"wanted": wanted, "shown": shown, "flaws": flaws, "expression": expression}


@router.get("/learn/frameworks/{slug}")
def line_page(request: Request, slug: str) -> Response:
    """One row: every answer, with its verdict and the program that asks for it."""
    line = line_named(slug)
    if line is None:
        raise HTTPException(404, f"unknown row {slug[:100]!r}; /learn/frameworks has all of them")
    answers = [_asked(line, cell) for cell in line.cells]
    return render(request, "framework_row.html", shared() | {"line": line, "answers": answers})


def _asked(line: Line, cell: Cell) -> dict[str, Any]:
    """An answer with the program for it, or else the calls that were measured."""
    measurement = columns()[cell.key]
    calls = calls_of(measurement, line.expression) or {"note": measurement.calls.get("note", "")}
    return {"cell": cell, "program": program(measurement, line.expression, line.at), "calls": calls}
