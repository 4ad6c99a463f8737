"""A client of the application in this process: no socket, no server."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A client for which a failure of the server is a failure of the test, with its traceback."""
    with TestClient(create_app(), follow_redirects=False) as client:
        yield client
