"""Every entry of every registry."""

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.shapes import CatalogueAnswer
from app.content.catalogue import catalogue_content

router = APIRouter()


@router.get("/catalogue", responses={200: {"model": CatalogueAnswer}})
async def catalogue() -> Response:
    """Every loss, objective, convention, method, step rule, finding and solver, with the schema of its parameters."""
    return answer(catalogue_content())
