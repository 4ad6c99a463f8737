"""The named sets of data."""

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.shapes import DatasetsAnswer
from app.content.datasets import datasets_content

router = APIRouter()


@router.get("/datasets", responses={200: {"model": DatasetsAnswer}})
def datasets() -> Response:
    """Small classics with their source and generated sets with their seed, each with its data and its link."""
    return answer(datasets_content())
