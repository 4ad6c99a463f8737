"""A named set of data, chosen in a form that needs no script."""

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from app.datasets.loader import datasets
from app.link_text import shorten

router = APIRouter()


@router.get("/lab/data", include_in_schema=False)
def named_set(name: str = "") -> Response:
    """The lab at the link of a set."""
    link = next((each.link for each in datasets() if each.slug == name), None)
    if link is None:
        raise HTTPException(404, f"there is no set of data called {shorten(name)!r}")
    return RedirectResponse(f"/lab?{link}", status_code=303)
