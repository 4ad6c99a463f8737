"""What people send who mean no good: every route answers safely, or refuses in the one error body, within bounds.

`tests/hostile` has the inputs. Each kind is sent by a process of its own with bounded memory; one that hangs is ended.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from tests.hostile import corpus
from tests.hostile.answers import flaws

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("formulas", "links", "packed", "embeds", "addresses", "tables", "hosts", "paths", "csv")
PATIENCE = 1_200
"""Seconds after which a kind counts as hanging, on however busy a machine."""


def test_there_are_many_inputs_and_none_stands_twice() -> None:
    read = {kind: corpus.read(kind) for kind in KINDS}
    assert sum(map(len, read.values())) >= 800
    assert {kind: len(texts) - len(set(texts)) for kind, texts in read.items()} == dict.fromkeys(KINDS, 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_sent_is_answered_safely_or_refused(kind: str) -> None:
    command = [sys.executable, "-m", "tests.hostile.send", kind]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-3_000:]
    assert int(done.stdout.split()[-2]) >= len(corpus.read(kind))


POLICY = {"content-security-policy": "frame-ancestors 'none'"}
UNSAFE = {
    "script": HTMLResponse("<p><script>alert(1)</script>", 200, POLICY),
    "attribute onerror": HTMLResponse("<p onerror=alert(1)>", 200, POLICY),
    "src=x": HTMLResponse("<img src=x>", 200, POLICY),
    "href=javascript:alert(1)": HTMLResponse("<a href='javascript:alert(1)'>", 200, POLICY),
    "src=//evil.example": HTMLResponse("<script src=//evil.example type=application/json>", 200, POLICY),
    "no policy": HTMLResponse("<p>"),
    "status 500": PlainTextResponse("", 500),
    "status 400 as text/plain": PlainTextResponse("", 400),
    "cell '=1+1'": Response("a,=1+1", media_type="text/csv"),
    "cell 'nan'": Response("a,nan", media_type="text/csv"),
    "JSON: NaN is not JSON": Response("NaN", media_type="application/json"),
    "program names eval": Response("eval('1')", media_type="text/x-python"),
    "SVG with a script": Response("<svg><script>", media_type="image/svg+xml"),
    'file name attachment; filename="a b"': Response("", headers={"content-disposition": 'attachment; filename="a b"'}),
}


@pytest.mark.parametrize(("said", "response"), UNSAFE.items(), ids=UNSAFE)
def test_what_is_unsafe_is_seen(said: str, response: Response) -> None:
    class Received:
        status_code = response.status_code
        headers = response.headers
        content = bytes(response.body)
        text = content.decode()

    assert said in set(flaws(Received()))
