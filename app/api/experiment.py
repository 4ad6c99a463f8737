"""Everything about an experiment in one answer."""

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.experiment_link import Link
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, ExperimentAnswer
from app.content.experiment import experiment_content

router = APIRouter()


@router.get("/experiment", openapi_extra=DOCUMENTED, responses={200: {"model": ExperimentAnswer}, **ERRORS})
def experiment(request: Link) -> Response:
    """Loss, landscape and descent in one answer."""
    return answer(experiment_content(request.experiment), packed=request.packed)
