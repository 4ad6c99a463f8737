"""The runs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.answer import answer
from app.api.experiment_link import Asked, reading
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, DescentAnswer
from app.content.descent import descent_content
from app.core.run import run as run_experiment
from app.cost import runs_cost

router = APIRouter()
Link = Annotated[Asked, Depends(reading(runs_cost))]


@router.get("/descent", openapi_extra=DOCUMENTED, responses={200: {"model": DescentAnswer}, **ERRORS})
def descent(request: Link) -> Response:
    """Each run's iterates, values, reported subgradients, kink hits, outcome and findings."""
    trajectories = run_experiment(request.experiment)
    return answer(descent_content(request.experiment, trajectories), packed=request.packed)
