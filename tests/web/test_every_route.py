"""What holds for every answer of every route, errors included: a route that is new can't forget it."""

import re
from collections.abc import Mapping
from itertools import product

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from app.main import create_app
from app.pages.site import static_version
from app.serving.conditional import KEPT
from app.serving.identity import OPERATION, STATIC

STATIC_FILE = f"{STATIC}{static_version()}/icon.svg"
NEEDED = {
    "/oembed": "?url=http://testserver/lab",
    "/lab/data": "?name=sleep",
}
"""What routes need to be asked for."""
ROUTES = [(each.path, each.methods or ()) for each in iter_route_contexts(create_app().routes) if each.path]
READ = {path.replace("{slug}", "none") + NEEDED.get(path, "") for path, methods in ROUTES if "GET" in methods}
POSTED = {path for path, methods in ROUTES if "POST" in methods}
BROKEN = ["/nothing", "/api/v1/nothing", "/api/v1/loss?loss=foo", "/lab?loss=foo", "/embed?loss=foo", f"{STATIC}x/y.js"]
"""Addresses whose answer is an error."""
FRAMABLE = "/embed"
ALWAYS = ("x-content-type-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy")


def is_safe(path: str, headers: Mapping[str, str]) -> bool:
    """Whether an answer says all that it must, and allows nothing else."""
    policy = headers["content-security-policy"]
    is_page = headers.get("content-type", "").startswith("text/html")
    assert all(headers[name] for name in ALWAYS)
    assert policy.startswith("default-src 'self'; script-src 'self'; " if is_page else "default-src 'none'; ")
    assert "unsafe-eval" not in policy
    assert ("unsafe-inline" in policy) == (headers.get("content-type") == "image/svg+xml" and path.startswith("/api/"))
    assert ("frame-ancestors 'none'" in policy) != (is_page and path.startswith(FRAMABLE))
    assert "server" not in headers
    return True


def is_open(path: str, headers: Mapping[str, str]) -> bool:
    """Whether scripts of other sites may read an answer."""
    assert not any(name.startswith("access-control") for name in headers) or path.startswith("/api/v1/")
    return headers.get("access-control-allow-origin") == "*"


def lasting(headers: Mapping[str, str]) -> dict[str, str]:
    """All but the name of the one request."""
    return {name: text for name, text in headers.items() if name != "x-request-id"}


@pytest.mark.parametrize("path", sorted(READ | {STATIC_FILE} | set(BROKEN)))
def test_what_is_read(client: TestClient, path: str) -> None:
    got = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert is_safe(path, got.headers)
    assert is_open(path, got.headers) == path.startswith("/api/v1/")
    looked = client.head(path)
    assert (looked.status_code, looked.content) == (got.status_code, b"")
    assert path == "/metrics" or lasting(looked.headers) == lasting(got.headers), "metrics are of this very moment"
    if got.status_code == 200 and path not in OPERATION:
        again = client.get(path, headers={"If-None-Match": f'"other", {got.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert lasting(again.headers).items() <= lasting(got.headers).items()
        assert {"etag", "cache-control", "vary", *ALWAYS} <= set(again.headers)
        assert got.headers["cache-control"] == KEPT or path == STATIC_FILE
    else:
        assert "etag" not in got.headers
        assert got.headers["cache-control"] == "no-store" or path == "/favicon.ico"


@pytest.mark.parametrize("path", sorted(POSTED | {"/nothing", "/"}))
def test_what_is_posted_is_nobody_elses(client: TestClient, path: str) -> None:
    answer = client.post(path, headers={"Origin": "https://elsewhere.example"})
    assert is_safe(path, answer.headers)
    assert not is_open(path, answer.headers)
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


ASKING = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}


def test_browsers_that_ask_first_are_told_to_read_only(client: TestClient) -> None:
    answer = client.options("/api/v1/experiment", headers=ASKING)
    assert answer.status_code == 204
    assert is_open("/api/v1/experiment", answer.headers)
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"
    for path, headers in product(["/lab", "/embed", STATIC_FILE], [ASKING]):
        assert not is_open(path, client.options(path, headers=headers).headers)
    assert client.options("/api/v1/experiment").status_code == 405


@pytest.mark.parametrize("path", ["/api/v1/loss", "/learn"])
def test_where_get_is_allowed_head_is(client: TestClient, path: str) -> None:
    allowed = re.split(", ?", client.delete(path).headers["allow"])
    assert allowed == ["GET", "HEAD"]
    assert client.head("/api/v1/read-data").status_code == 405


def test_our_own_fault_has_the_headers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.api.loss.loss_content", fail)
    answer = TestClient(create_app(), raise_server_exceptions=False).get("/api/v1/loss")
    assert answer.status_code == 500
    assert is_safe("/api/v1/loss", answer.headers)
    assert answer.headers["cache-control"] == "no-store"
