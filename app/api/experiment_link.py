"""The link as the query of every route: read once, documented once."""

from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Request

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES
from app.core.experiment import Experiment
from app.cost import check_cost
from app.query import Flaw, InvalidLink, Pairs, decode

EXAMPLES = {
    "descent on |θ|": "loss=absolute&start=-1&steps=60&run.1=subgradient&run.1.step=constant&run.1.step.size=0.3",
    "0/0 on an exact fit": "objective=scale&data=1:2,2:4,3:6&start=0&convention=naive&run.1.step.size=0.25",
    "a line by least absolute deviations": "objective=line&run.1=adam&run.1.step.size=0.05&steps=300",
}


class Asked(NamedTuple):
    """What a request asks for."""

    experiment: Experiment
    packed: bool


def read_link(request: Request) -> Asked:
    """The experiment of a request's query; `arrays` says how arrays are sent."""
    return read_pairs(request.query_params.multi_items())


def read_pairs(pairs: Pairs) -> Asked:
    """What a query asks for.

    Raises:
        InvalidLink: when the link does not decode, or costs too much.
    """
    arrays = [text for key, text in pairs if key == "arrays"]
    if arrays not in ([], ["base64"], ["json"]):
        raise InvalidLink([Flaw("arrays", "json or base64 is allowed, once", ",".join(arrays)[:200])])
    experiment = decode((key, text) for key, text in pairs if key != "arrays")
    check_cost(experiment)
    return Asked(experiment, arrays == ["base64"])


Link = Annotated[Asked, Depends(read_link)]


def _choice(name: str, registry: dict[str, type[Any]], default: str, help_text: str) -> list[dict[str, Any]]:
    """The parameter that chooses an entry, and one for each parameter of any entry."""
    found: dict[str, dict[str, Any]] = {}
    for kind, entry in registry.items():
        for field, schema in entry.parameters_schema()["properties"].items():
            about = f"{kind}: {schema.get('description', '')}"
            known = found.setdefault(field, {"description": about, "schema": {"type": schema["type"]}})
            if known["description"] != about:
                known["description"] += f" {about}"
    kinds = {"type": "string", "enum": list(registry), "default": default}
    first = {"name": name, "in": "query", "description": help_text, "schema": kinds}
    return [first, *({"name": f"{name}.{field}", "in": "query", **each} for field, each in found.items())]


def _plain(name: str) -> dict[str, Any]:
    field = Experiment.model_fields[name]
    kind = {"steps": "integer", "seed": "integer", "frame": "integer"}.get(name, "string")
    return {"name": name, "in": "query", "description": field.description or "", "schema": {"type": kind}}


def link_parameters() -> list[dict[str, Any]]:
    """Every key of a link as an OpenAPI parameter; run.1 stands for run.1 to run.8."""
    head = {
        "name": "v",
        "in": "query",
        "description": "Version of the link.",
        "schema": {"type": "string", "enum": ["1"]},
    }
    run_help = "The method of run 1; run.2 to run.8 likewise."
    step_help = "The step rule of run 1; run.2.step to run.8.step likewise."
    arrays = {
        "name": "arrays", "in": "query", "description": "How arrays are sent: lists, or base64 of float32.",
        "schema": {"type": "string", "enum": ["json", "base64"], "default": "json"},
    }  # fmt: skip
    return [
        head,
        *_choice("objective", OBJECTIVES, "point", "What is minimised."),
        *map(_plain, ("data", "reduction")),
        *_choice("loss", LOSSES, "absolute", "The function of one residual."),
        *_choice("convention", CONVENTIONS, "zero", "What is reported at a kink."),
        *map(_plain, ("start", "steps")),
        *_choice("run.1", METHODS, "subgradient", run_help),
        *_choice("run.1.step", STEP_RULES, "constant", step_help),
        *map(_plain, ("seed", "precision", "frame", "view")),
        arrays,
    ]


DOCUMENTED: dict[str, Any] = {"parameters": link_parameters(), "x-examples": EXAMPLES}
