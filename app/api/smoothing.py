"""What smoothing does to the minimiser."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.answer import answer
from app.api.experiment_link import Asked, reading
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, SmoothingAnswer
from app.content.smoothing import smoothing_content
from app.core.bias import flaw
from app.core.experiment import Experiment
from app.cost import check_cost, loss_cost, smoothing_cost
from app.link_reader import Flaw, InvalidLink

router = APIRouter()
Link = Annotated[Asked, Depends(reading(loss_cost))]
EXTRA = DOCUMENTED | {
    "x-examples": {
        "r/(|r| + ε) moves the median by a term in ε²": "objective=location&data=0,1,2,10,50&loss=fair",
        "r/√(r² + ε²) by one in ε³": "objective=location&data=0,1,2,10,50&loss=charbonnier&loss.epsilon=0.5",
        "Smooth L1 leaves it, up to the nearest sample": "objective=location&data=0,1,2,10,50&loss=smooth_l1",
    }
}


def check(experiment: Experiment) -> None:
    """Refuse what has no such answer.

    Raises:
        InvalidLink: that names the field and says what it may be.
    """
    field, allowed = flaw(experiment)
    if field:
        raise InvalidLink([Flaw(field, allowed, getattr(experiment, field).kind)])


@router.get("/smoothing", openapi_extra=EXTRA, responses={200: {"model": SmoothingAnswer}, **ERRORS})
def smoothing(link: Link) -> Response:
    """How far smoothing moves the minimiser of a location: measured over a range, and predicted to leading order."""
    check(link.experiment)
    check_cost(link.experiment, smoothing_cost)
    return answer(smoothing_content(link.experiment), packed=link.packed)
