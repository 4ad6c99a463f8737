"""Where data come from: named sets, chosen in a form that needs no script, and the dialog for those of the reader."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.core.catalogue import OBJECTIVES
from app.datasets.loader import datasets
from app.link_text import shorten
from app.pages.site import render
from app.tables.dialect import DECIMALS
from app.tables.grammar import DELIMITERS

router = APIRouter()


@router.get("/lab/data", include_in_schema=False)
def named_set(request: Request, name: str | None = None) -> Response:
    """The lab at the link of a set; without a name the page to choose one, which the lab shows in a dialog."""
    if name is None:
        fitted = [each for each in OBJECTIVES.values() if each.columns]
        context = {"datasets": datasets(), "objectives": fitted, "delimiters": DELIMITERS, "decimals": DECIMALS}
        return render(request, "data.html", {"here": "lab"} | context)
    link = next((each.link for each in datasets() if each.slug == name), None)
    if link is None:
        raise HTTPException(404, f"there is no set of data called {shorten(name)!r}")
    return RedirectResponse(f"/lab?{link}", status_code=303)
