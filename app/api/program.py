"""The experiment as a program: a script, the same for PyTorch, a notebook."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from app.address import base_address
from app.api.link_parameters import DOCUMENTED
from app.api.shapes import ERRORS
from app.core.experiment import Experiment
from app.cost import check_cost, program_cost
from app.link_reader import Flaw, InvalidLink
from app.program.notebook import notebook
from app.program.script import script
from app.program.torch_script import torch_flaw, torch_script
from app.query import decode, encode, link
from app.sent import SentPairs

router = APIRouter()

PYTHON, JUPYTER = "text/x-python", "application/x-ipynb+json"
EXTRA: dict[str, Any] = DOCUMENTED | {
    "parameters": [each for each in DOCUMENTED["parameters"] if each["name"] != "arrays"]
}
Maker = Callable[[Experiment, str], str]


def read_experiment(pairs: SentPairs) -> Experiment:
    """The experiment of a request's link."""
    experiment = decode(pairs)
    check_cost(experiment, program_cost)
    return experiment


Link = Annotated[Experiment, Depends(read_experiment)]


def _responses(media_type: str, about: str, form: str = "string") -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": form}}}
    return {200: {"description": about, "content": content}, **ERRORS}


@router.get("/script.py", response_class=Response, openapi_extra=EXTRA, responses=_responses(PYTHON, "Python source"))
def python_script(request: Request, experiment: Link) -> Response:
    """A Python script that needs NumPy alone (or SciPy, too, and says so) and makes the same runs, to the last bit."""
    return _file(request, experiment, script, ".py", PYTHON)


@router.get(
    "/script_torch.py",
    response_class=Response,
    openapi_extra=EXTRA,
    responses=_responses(PYTHON, "Python source for PyTorch"),
)
def pytorch_script(request: Request, experiment: Link) -> Response:
    """The same for PyTorch: autograd and torch.optim, and the convention where they answer otherwise at kinks."""
    field, reason = torch_flaw(experiment)
    if field:
        text = dict(encode(experiment)).get(field, "")
        raise InvalidLink([Flaw(field, f"there is no PyTorch script of this: {reason}", text)])
    return _file(request, experiment, torch_script, "_torch.py", PYTHON)


@router.get(
    "/notebook.ipynb",
    response_class=Response,
    openapi_extra=EXTRA,
    responses=_responses(JUPYTER, "A notebook", "object"),
)
def jupyter_notebook(request: Request, experiment: Link) -> Response:
    """The same as a Jupyter notebook, with a picture of the values."""
    return _file(request, experiment, notebook, ".ipynb", JUPYTER)


def _file(request: Request, experiment: Experiment, make: Maker, ending: str, media_type: str) -> Response:
    """A program as a file; its name is made of kinds, so it is plain ASCII."""
    what = [experiment.f.kind] if experiment.f else [experiment.objective.kind, experiment.loss.kind]
    name = "_".join(["losscope", *what]) + ending
    text = make(experiment, f"{base_address(request)}/lab?{link(encode(experiment))}")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)
