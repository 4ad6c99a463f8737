"""What an answer to anything may be: safe and finite, or an error in the one body. Each check says what it minds."""

import ast
import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from app.errors import MEDIA_TYPE
from tests.web.reading import parse, problem_of

SAFE_NAME = re.compile(r'(?:attachment|inline); filename="[\w.-]+"', re.ASCII)
OURS = ("/", "#", "data:image/", "http://testserver/")
"""How addresses in a page begin."""
OUTER = ("iframe", "object", "embed", "base", "applet", "frame", "foreignobject", "style", "portal")
"""Tags that no page of ours has."""
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


class Markup(HTMLParser):
    """Collects what is wrong with the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.flaws: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.flaws += [f"attribute {name}" for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        self.flaws += [f"tag {tag}"] if tag in OUTER else []
        if (
            tag == "script"
            and given.get("type") != "application/json"
            and not given.get("src", "").startswith("/static/")
        ):
            self.flaws.append("script")
        for name in ("href", "src", "action", "formaction"):
            if name in given and (not given[name].startswith(OURS) or given[name].startswith("//")):
                self.flaws.append(f"{name}={given[name][:60]}")


def flaws(response: Any) -> Iterator[str]:
    """What is wrong with a response, whatever was sent."""
    if response.status_code >= 500 and response.status_code != 501:
        yield f"status {response.status_code}"
        return
    for name, value in response.headers.items():
        if re.search(r"[\r\n\0]", value) or name.lower().startswith(("x-injected", "set-cookie")):
            yield f"header {name}"
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code >= 400 and kind not in (MEDIA_TYPE, "text/html"):
        yield f"status {response.status_code} as {kind}"
    if len(response.content) > 20_000 and response.status_code >= 400 and kind == MEDIA_TYPE:
        yield f"an error of {len(response.content):,} bytes"
    if kind in READERS:
        yield from READERS[kind](response)
    name = response.headers.get("content-disposition")
    if name and not SAFE_NAME.fullmatch(name):
        yield f"file name {name}"


def _error(response: Any) -> Iterator[str]:
    try:
        problem_of(response, response.status_code)
    except AssertionError as error:
        yield f"error body: {error}"


def _json(response: Any) -> Iterator[str]:
    try:
        parse(response.content)
    except (AssertionError, ValueError) as error:
        yield f"JSON: {error}"


def _page(response: Any) -> Iterator[str]:
    yield from Markup(response.text).flaws
    if "frame-ancestors" not in response.headers.get("content-security-policy", ""):
        yield "no policy"


def _table(response: Any) -> Iterator[str]:
    """No cell is read as a formula by a spreadsheet."""
    for row in csv.reader(io.StringIO(response.text)):
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(cell):
                yield f"cell {cell[:40]!r}"
            if cell.lower().strip("+-") in ("nan", "inf", "infinity"):
                yield f"cell {cell!r}"


def _drawing(response: Any) -> Iterator[str]:
    if re.search(r"<(script|foreignobject|iframe|image)\b|\son\w+\s*=|javascript:", response.text, re.IGNORECASE):
        yield "SVG with a script"
    if re.search(r"\b(nan|inf)\b", "".join(re.findall(r'\sd="([^"]*)"', response.text))):
        yield "SVG that is not finite"


def _program(response: Any) -> Iterator[str]:
    """It is a program, in which nothing that was typed is more than a number or a text."""
    try:
        tree = ast.parse(response.text)
    except (SyntaxError, ValueError) as error:
        yield f"program: {error}"
        return
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    yield from (f"program names {name}" for name in named & {"eval", "exec", "__import__", "compile", "os"})


READERS = {
    MEDIA_TYPE: _error, "application/json": _json, "text/html": _page, "text/csv": _table, "image/svg+xml": _drawing,
    "text/x-python": _program, "application/x-ipynb+json": _json,
}  # fmt: skip
"""What reads an answer, by its kind."""
