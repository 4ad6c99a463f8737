"""The best fits by other losses."""

from fastapi import APIRouter, Response

from app.answer import answer
from app.api.experiment_link import read_pairs
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS, FitsAnswer
from app.content.fits import fits_content, fitted
from app.core.catalogue import LOSSES
from app.core.experiment import Experiment
from app.core.loss import Loss
from app.cost import check_fits, loss_cost
from app.link_reader import Flaw, InvalidLink
from app.link_text import shorten
from app.sent import SentPairs

router = APIRouter()

DEFAULT = "squared,absolute,huber"
ANY_LOSS = f"({'|'.join(LOSSES)})"
LOSSES_KEY = {
    "name": "losses", "in": "query",
    "description": f"Kinds of losses, joined by commas; left out, {DEFAULT}. That of the link has its parameters, "
    "others have their defaults.",
    "schema": {"type": "string", "pattern": f"^{ANY_LOSS}(,{ANY_LOSS})*$", "default": DEFAULT},
    "example": "squared,absolute",
}  # fmt: skip
EXTRA = DOCUMENTED | {
    "parameters": [LOSSES_KEY, *DOCUMENTED["parameters"]],
    "x-examples": {
        "Mean, median and Huber's estimate of five numbers": f"objective=location&data=0,1,2,10,50&losses={DEFAULT}",
        "Least squares beside least absolute deviations": "objective=line&losses=squared,absolute",
        "Two classes by three losses": "objective=classify&losses=hinge,logistic,squared",
    },
}


def read_losses(given: list[str], own: Loss) -> list[Loss]:
    """The losses that a request names; that of the link itself as it is there.

    Raises:
        InvalidLink: when one is unknown, or named more than once.
    """
    kinds = (given or [DEFAULT])[0].split(",")
    unknown = [kind for kind in kinds if kind not in LOSSES]
    if unknown:
        message = f"unknown value {shorten(unknown[0])!r}; allowed: {', '.join(LOSSES)}"
        raise InvalidLink([Flaw("losses", message, shorten(given[0], 200))])
    if len(given) > 1 or len(set(kinds)) < len(kinds):
        raise InvalidLink([Flaw("losses", "each loss is allowed once, in one list", shorten(",".join(given), 200))])
    return [own if kind == own.kind else LOSSES[kind]() for kind in kinds]


def check(experiment: Experiment) -> None:
    """Refuse what has no losses.

    Raises:
        InvalidLink: that names the field.
    """
    if experiment.f:
        message = "a function is no sum of losses; point, location, scale, line, plane and classify are allowed"
        raise InvalidLink([Flaw("objective", message, experiment.objective.kind)])


@router.get("/fits", openapi_extra=EXTRA, responses={200: {"model": FitsAnswer}, **ERRORS})
def fits(pairs: SentPairs) -> Response:
    """Where F is least for the same data and objective under each of these losses: mean, median and their like."""
    asked = read_pairs([pair for pair in pairs if pair[0] != "losses"], loss_cost)
    check(asked.experiment)
    losses = read_losses([text for key, text in pairs if key == "losses"], asked.experiment.loss)
    check_fits([fitted(asked.experiment, loss) for loss in losses])
    return answer(fits_content(asked.experiment, losses), packed=asked.packed)
