"""A few cases of each operation, the same ones in CI; `make fuzz` sends thousands."""

import pytest
from fastapi import FastAPI, Response
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup

from app.main import create_app
from tests.fuzz.answers import send
from tests.fuzz.cases import cases
from tests.fuzz.service import described, operations

APP = create_app()
OPERATIONS = {each.label: each for each in operations(described(APP))}
WRONG = {
    "status": Response("{}", 409, media_type="application/json"),
    "type": Response("{}", media_type="text/plain"),
    "body": Response('{"status": 0, "version": "1"}', media_type="application/json"),
}


@pytest.mark.parametrize("label", OPERATIONS)
@settings(max_examples=5, phases=[Phase.generate])
@given(data=st.data())
def test_every_answer_is_what_the_schema_says(label: str, data: st.DataObject) -> None:
    send(APP, data.draw(cases(OPERATIONS[label])))


def test_every_route_of_the_api_is_drawn_from() -> None:
    routes = {f"{method} {route.path}" for route in APP.routes for method in getattr(route, "methods", None) or ()}
    assert {each for each in routes if "/api/v1/" in each and not each.startswith("HEAD")} <= set(OPERATIONS)


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_an_answer_that_is_not_is_seen(answer: Response) -> None:
    app = FastAPI()
    app.add_api_route("/healthz", lambda: answer, methods=["GET"])
    with pytest.raises(FailureGroup):
        send(app, OPERATIONS["GET /healthz"].Case())
