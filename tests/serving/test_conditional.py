"""Tags: what they follow from, and that who has an answer is told so without asking the application."""

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.serving import identity as named
from app.serving.conditional import KEPT, Conditional
from app.serving.identity import code_digest, tag
from app.settings import settings
from tests.serving.visiting import Answered, asked, finished, visit

PATH, QUERY = "/api/v1/loss", "loss=huber"


async def never(*_: object) -> None:
    raise AssertionError("the application is asked")


async def always(scope: Scope, receive: Receive, send: Send) -> None:
    status = int(Request(scope).query_params.get("status", "200"))
    await Response(b"computed", status)(scope, receive, send)


def name_of(path: str = PATH, query: str = QUERY, **more: str) -> str:
    found = tag(asked(path, query, **more))
    assert found is not None
    return found


def answer(app: object, known: str, query: str = QUERY) -> Answered:
    answered = finished(visit(Conditional(app), asked(PATH, query, if_none_match=known)))  # type: ignore[arg-type]
    assert answered is not None
    return answered


TAG = name_of()
OPAQUE = TAG.removeprefix("W/")


@pytest.mark.parametrize("known", [TAG, OPAQUE, f'"a,b", {TAG}', f'W/"x" , {OPAQUE},"y"', f"{TAG},"])
def test_who_has_it_is_told_so_without_computing(known: str) -> None:
    assert answer(never, known) == (304, {"etag": TAG, "cache-control": KEPT, "vary": "Accept-Encoding"}, b"")


@pytest.mark.parametrize("known", ["", '""', OPAQUE.strip('"'), f'"{TAG}', OPAQUE[:-2] + '"', f'"x{OPAQUE[1:]}', "W/*"])
def test_who_has_another_is_answered(known: str) -> None:
    answered = answer(always, known)
    assert (answered.status, answered.body, answered.headers["etag"]) == (200, b"computed", TAG)


def test_any_means_any_that_there_is() -> None:
    assert answer(always, "*")[::2] == (304, b"")
    refused = answer(always, "*", "status=422")
    assert refused[::2] == (422, b"computed")
    assert refused.headers["cache-control"] == "no-store"
    assert "etag" not in refused.headers


def test_a_tag_is_of_what_was_asked_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [
        name_of("/lab"), name_of(query=""), name_of(query="loss=%68uber"), name_of(query="loss=huber&"),
        name_of(PATH[:-1], f"s{QUERY}"), name_of(host="elsewhere.example"),
    ]  # fmt: skip
    assert len({TAG, *others}) == 1 + len(others)
    assert name_of(accept_encoding="br") == TAG
    code_digest.cache_clear()
    assert name_of() == TAG
    monkeypatch.setattr(settings(), "cost_limit", settings().cost_limit + 1)
    code_digest.cache_clear()
    assert name_of() != TAG
    code_digest.cache_clear()


def test_a_tag_is_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = named._files
    monkeypatch.setattr(named, "_files", lambda folder: plain(folder)[1:])
    code_digest.cache_clear()
    assert name_of() != TAG
    code_digest.cache_clear()


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/static/1/a.js"])
def test_what_is_told_anew_or_is_a_file_has_none(path: str) -> None:
    assert tag(asked(path)) is None
    assert tag(asked(PATH) | {"method": "POST"}) is None
