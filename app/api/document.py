"""Completes OpenAPI: the shape of errors, and an example of every answer, computed when it is first asked for."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import orjson
from fastapi import FastAPI

from app.answer import answer
from app.api.link_parameters import add_binary
from app.api.read_data import EXAMPLE_QUERY, EXAMPLE_TEXT
from app.api.table import table_content
from app.content.catalogue import catalogue_content
from app.content.datasets import datasets_content
from app.content.descent import descent_content
from app.content.experiment import experiment_content
from app.content.fits import fits_content
from app.content.frameworks import frameworks_content, read_filter
from app.content.landscape import landscape_content
from app.content.loss import loss_content
from app.content.read_data import read_asked, read_data_content
from app.content.smoothing import smoothing_content
from app.content.subdifferential import subdifferential_content
from app.content.sweep import read_position, sweep_content
from app.core.catalogue import LOSSES
from app.core.experiment import Experiment
from app.core.run import run
from app.errors import ProblemDetails, problem_response
from app.link_reader import InvalidLink
from app.query import decode

SWEPT = "run.1.step.size"
EXAMPLE = "start=-1&steps=3&run.1.step.size=0.4"
FRAMEWORKS = [("expression", "abs(x)")]
SMOOTHED = "objective=location&data=0,1,2,10,50&loss=fair"
FITTED = "objective=location&data=0,1,2,10,50"
BROKEN = "loss=absolutely"
LONGEST = 3
"""Lists are cut to this length, so that an example can be read."""


def document(app: FastAPI) -> None:
    """Give the answers of the routes their examples."""
    plain: Callable[[], dict[str, Any]] = app.openapi

    def with_examples() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = plain()
            add_binary(schema)
            schema["components"]["schemas"] |= _error_shapes()
            for path, content in _examples(decode(parse_qsl(EXAMPLE))):
                operations = schema["paths"][f"/api/v1/{path}"]
                answers = operations.get("get", operations.get("post"))["responses"]
                answers["200"]["content"]["application/json"]["example"] = _cut(content)
                if "422" in answers:
                    answers["422"]["content"]["application/problem+json"]["example"] = _problem()
        return app.openapi_schema or plain()

    app.openapi = with_examples  # type: ignore[method-assign]


def _examples(experiment: Experiment) -> Iterator[tuple[str, dict[str, Any]]]:
    paths = run(experiment)
    yield "loss", loss_content(experiment)
    yield "landscape", landscape_content(experiment, paths)
    yield "descent", descent_content(experiment, paths)
    yield "subdifferential", subdifferential_content(experiment, np.zeros(1))
    yield "experiment", experiment_content(experiment)
    yield (
        "sweep",
        sweep_content(SWEPT, [read_position(parse_qsl(EXAMPLE), SWEPT, size) for size in ("0.4", "-1")], False),
    )
    yield "smoothing", smoothing_content(decode(parse_qsl(SMOOTHED)))
    yield "fits", fits_content(decode(parse_qsl(FITTED)), [LOSSES[kind]() for kind in ("squared", "absolute")])
    yield "datasets", datasets_content()
    yield "table.json", table_content(experiment, "objective")
    yield "read-data", read_data_content(EXAMPLE_TEXT.encode(), read_asked(parse_qsl(EXAMPLE_QUERY)))
    yield "frameworks", frameworks_content(read_filter(FRAMEWORKS))
    yield "catalogue", {name: entries[:1] for name, entries in catalogue_content().items()}


def _cut(content: dict[str, Any]) -> Any:
    return _shortened(orjson.loads(bytes(answer(content).body)))


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(each) for key, each in value.items()}
    return [_shortened(each) for each in value[:LONGEST]] if isinstance(value, list) else value


def _problem() -> Any:
    """The error body that a link with an unknown value gets."""
    try:
        decode(parse_qsl(BROKEN))
    except InvalidLink as invalid:
        return orjson.loads(bytes(problem_response(422, "Invalid link", str(invalid), invalid.flaws).body))
    raise AssertionError(f"{BROKEN} decodes")


def _error_shapes() -> dict[str, Any]:
    schema = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "ProblemDetails": schema}
