"""Reading answers: what each route promises, and the checks that hold for every answer."""

import base64
import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from app.api.shapes import DescentAnswer, ExperimentAnswer, LandscapeByItself, LossAnswer, SubdifferentialAnswer
from app.core.experiment import Experiment
from app.errors import MEDIA_TYPE, ProblemDetails
from app.query import encode, link

SHAPES: dict[str, TypeAdapter[Any]] = {
    "loss": TypeAdapter(LossAnswer),
    "landscape": TypeAdapter(LandscapeByItself),
    "descent": TypeAdapter(DescentAnswer),
    "subdifferential": TypeAdapter(SubdifferentialAnswer),
    "experiment": TypeAdapter(ExperimentAnswer),
}
"""Every route that takes a link, and the shape of its answer."""
ROUTES = tuple(SHAPES)


def address(route: str, query: str = "") -> str:
    """Where a route answers a query."""
    return f"/api/v1/{route}?{query}"


def text_of(experiment: Experiment) -> str:
    """The canonical query string of an experiment."""
    return link(encode(experiment))


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} is not JSON")


def parse(body: bytes) -> Any:
    """JSON without the constants that Python would accept beyond it, and without numbers that overflow."""
    content = json.loads(body, parse_constant=_no_constant)
    assert all(math.isfinite(number) for number in numbers(content))
    return content


def numbers(value: Any) -> Iterator[float]:
    """Every number in a JSON value, those in typed arrays too."""
    if is_typed(value):
        yield from decode_array(value).ravel().tolist()
    elif isinstance(value, dict):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def is_typed(value: Any) -> bool:
    """Whether a JSON value is an array in base64."""
    named = isinstance(value, dict) and value.keys() == {"dtype", "bdata", "shape"}
    return named and all(isinstance(each, str) for each in value.values())


def decode_array(value: dict[str, str]) -> np.ndarray:
    """The array that base64 spells, in the form that Plotly reads."""
    shape = [int(size) for size in value["shape"].split(",")]
    return np.frombuffer(base64.b64decode(value["bdata"], validate=True), f"<{value['dtype']}").reshape(shape)


def read_binary(body: bytes) -> Any:
    """An answer whose arrays stand behind it as bytes, with the arrays in it."""
    behind = 4 + int.from_bytes(body[:4], "little")

    def filled(value: Any) -> Any:
        if isinstance(value, dict) and value.keys() == {"dtype", "at", "shape"}:
            dtype, count = np.dtype(f"<{value['dtype']}"), math.prod(value["shape"])
            planes = np.frombuffer(body, np.uint8, count * dtype.itemsize, behind + value["at"])
            ordered = np.ascontiguousarray(planes.reshape(dtype.itemsize, count).T)
            return ordered.view(dtype).reshape(value["shape"])
        if isinstance(value, dict):
            return {key: filled(each) for key, each in value.items()}
        return [filled(each) for each in value] if isinstance(value, list) else value

    return filled(json.loads(body[4:behind]))


def unpacked(value: Any) -> Any:
    """The same JSON value with its typed arrays as lists."""
    if is_typed(value):
        return decode_array(value).tolist()
    if isinstance(value, dict):
        return {key: unpacked(each) for key, each in value.items()}
    return [unpacked(each) for each in value] if isinstance(value, list) else value


def answer_to(client: Any, route: str, query: str = "") -> Any:
    """The answer of a route to a link that is in order, checked against the route's shape."""
    response = client.get(address(route, query))
    assert response.status_code == 200, response.text[:500]
    assert response.headers["content-type"] == "application/json"
    content = parse(response.content)
    SHAPES[route].validate_json(response.content, strict=False)
    return content


def problem_of(response: Any, status: int = 422) -> dict[str, Any]:
    """The body of an error, checked to be RFC 9457's with exactly our fields."""
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == MEDIA_TYPE
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = parse(response.content)
    assert list(body) == ["type", "title", "status", "detail", "errors"]
    for each in body["errors"]:
        place = ["position", "length"] if "position" in each else []
        assert list(each) == ["field", "message", "input", *place]
    ProblemDetails.model_validate(body, strict=True)
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def fields_of(response: Any) -> set[str]:
    """The fields that a 422 names."""
    return {each["field"] for each in problem_of(response)["errors"]}
