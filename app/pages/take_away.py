"""What can be taken away of an experiment: its link, its figures and their data, its code, a piece of a page."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.address import base_address
from app.core.experiment import Experiment
from app.cost import check_cost
from app.figures.catalogue import figures_of
from app.link_reader import InvalidLink
from app.pages.sharing import shared_at
from app.pages.site import render
from app.program.torch_script import torch_flaw
from app.query import decode, encode, link
from app.sent import LONGEST_LINK, SentPairs

router = APIRouter()

SCHEMES = ("light", "dark")
FORMATS = ("png", "svg", "pdf")


@router.api_route("/lab/take-away", methods=["GET", "POST"], include_in_schema=False)
def take_away(request: Request, pairs: SentPairs) -> Response:
    """The page of all that can be taken away; the lab shows the same in a dialog."""
    try:
        experiment = decode(pairs)
        check_cost(experiment)
    except InvalidLink as invalid:
        return render(request, "take_away.html", {"here": "lab", "take": None, "error": str(invalid)}, status=422)
    return render(request, "take_away.html", {"here": "lab", "take": taken(experiment, base_address(request))})


def taken(experiment: Experiment, address: str) -> dict[str, Any]:
    """What templates say of it."""
    pairs = encode(experiment)
    return {
        "title": experiment.title,
        "pairs": pairs,
        "link": link(pairs),
        "is_long": len(link(pairs)) > LONGEST_LINK,
        "address": address,
        "shared": shared_at(address, experiment),
        "figures": [{"kind": each.kind, "title": each.title} for each in figures_of(experiment)],
        "schemes": SCHEMES,
        "formats": FORMATS,
        "programs": _programs(experiment),
    }  # fmt: skip


def _programs(experiment: Experiment) -> list[dict[str, str]]:
    """The programs that make its runs, and why there is none where there is none."""
    return [
        {"route": "script.py", "title": "Python (NumPy)", "flaw": ""},
        {"route": "script_torch.py", "title": "PyTorch", "flaw": torch_flaw(experiment)[1]},
        {"route": "notebook.ipynb", "title": "Jupyter notebook", "flaw": ""},
    ]
