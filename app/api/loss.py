"""The loss by itself."""

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.experiment_link import Link
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, LossAnswer
from app.content.loss import loss_content

router = APIRouter()


@router.get("/loss", openapi_extra=DOCUMENTED, responses={200: {"model": LossAnswer}, **ERRORS})
def loss(link: Link) -> Response:
    """The loss by itself: values, exact one-sided slopes, the reported subgradient, its kinks and jumps."""
    return answer(loss_content(link.experiment), packed=link.packed)
