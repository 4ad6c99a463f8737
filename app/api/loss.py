"""The loss by itself."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.answer import answer
from app.api.experiment_link import Asked, reading
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, LossAnswer
from app.content.loss import loss_content
from app.cost import loss_cost

router = APIRouter()
Link = Annotated[Asked, Depends(reading(loss_cost))]


@router.get("/loss", openapi_extra=DOCUMENTED, responses={200: {"model": LossAnswer}, **ERRORS})
def loss(link: Link) -> Response:
    """The loss by itself: values, exact one-sided slopes, the reported subgradient, its kinks and jumps."""
    return answer(loss_content(link.experiment), packed=link.packed)
