"""The objective as a picture."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.answer import answer
from app.api.experiment_link import Asked, reading
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, LandscapeByItself
from app.content.landscape import landscape_content
from app.core.run import run
from app.cost import picture_of_cost

router = APIRouter()
Link = Annotated[Asked, Depends(reading(picture_of_cost))]


@router.get("/landscape", openapi_extra=DOCUMENTED, responses={200: {"model": LandscapeByItself}, **ERRORS})
def landscape(link: Link) -> Response:
    """F over the window: with one-sided derivatives in one parameter, on a grid in two; kinks and minimisers."""
    trajectories = () if link.experiment.view else run(link.experiment)
    return answer(landscape_content(link.experiment, trajectories, is_raised=True), packed=link.packed)
