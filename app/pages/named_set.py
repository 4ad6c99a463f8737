"""Where data come from: named sets and tables that are pasted, in forms that need no script, and the lab's dialog."""

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.content.read_data import MOST_BYTES, read_asked, read_data_content
from app.core.catalogue import OBJECTIVES
from app.datasets.loader import datasets
from app.link_reader import InvalidLink
from app.link_text import shorten
from app.pages.site import render
from app.query import Pairs
from app.sent import LONGEST_LINK, read_form
from app.tables.dialect import DECIMALS
from app.tables.grammar import DELIMITERS

router = APIRouter()

OWN = ("objective", "columns", "delimiter", "decimal", "header")
"""What the form says beside the text, as `/api/v1/read-data` takes it."""


@router.get("/lab/data", include_in_schema=False)
def named_set(request: Request, name: str | None = None) -> Response:
    """The lab at the link of a set; without a name the page to choose one, which the lab shows in a dialog."""
    if name is None:
        return _page(request, {"objective": "line"})
    link = next((each.link for each in datasets() if each.slug == name), None)
    if link is None:
        raise HTTPException(404, f"there is no set of data called {shorten(name)!r}")
    return RedirectResponse(f"/lab?{link}", status_code=303)


async def _pasted(request: Request) -> Pairs:
    """The form that a table is pasted into; what is typed there is up to three times as long when it is sent."""
    form = await read_form(request, 3 * MOST_BYTES + 1_000)
    return parse_qsl(form.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)


@router.post("/lab/data", include_in_schema=False)
def pasted(request: Request, sent: Annotated[Pairs, Depends(_pasted)]) -> Response:
    """The page with the table as it was read: its first rows, what is not read and why, and the way to the lab."""
    texts = dict(sent)
    body = texts.get("text", "").encode()
    if len(body) > MOST_BYTES:
        raise HTTPException(413, f"the text is too long; {MOST_BYTES:,} bytes are allowed")
    try:
        answer = read_data_content(body, read_asked([(key, texts[key]) for key in OWN if texts.get(key)]))
    except InvalidLink as invalid:
        return _page(request, texts | {"flaw": "; ".join(flaw.message for flaw in invalid.flaws)}, status=422)
    pairs = parse_qsl(answer["link"], keep_blank_values=True)
    read = answer | {"pairs": pairs, "is_long": len(answer["link"]) > LONGEST_LINK}
    return _page(request, texts, read, 200 if answer["link"] else 422)


def _page(request: Request, values: dict[str, str], read: dict[str, Any] | None = None, status: int = 200) -> Response:
    fitted = [each for each in OBJECTIVES.values() if each.columns]
    context = {"datasets": datasets(), "objectives": fitted, "delimiters": DELIMITERS, "decimals": DECIMALS}
    return render(request, "data.html", {"here": "lab", "values": values, "read": read} | context, status)
