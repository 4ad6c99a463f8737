"""Sends a case and holds the answer to the schema."""

import time
from typing import NamedTuple

from fastapi import FastAPI
from schemathesis import Case
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.python.asgi import get_client
from schemathesis.specs.openapi import checks

load_all_checks()
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


class Answered(NamedTuple):
    """What became of a case."""

    status: int
    cpu: float
    """Milliseconds of this process."""


def send(app: FastAPI, case: Case) -> Answered:
    """Send a case to the application in this process.

    Raises:
        FailureGroup: when the answer is not what the schema says.
    """
    with get_client(app) as client:
        before = time.process_time()
        response = case.call(session=client, app=app)
        spent = 1e3 * (time.process_time() - before)
    if response.status_code != 501:  # which is what is asked for with another format than JSON
        case.validate_response(response, checks=CHECKS)
    return Answered(response.status_code, spent)
