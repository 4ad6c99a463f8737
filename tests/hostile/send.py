"""Sends the inputs of one kind to every route that may take them, and prints what is wrong with the answers.

A process of its own, so that one that hangs or fills the memory is ended by whoever started it:
`python -m tests.hostile.send formulas`.
"""

import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.testclient import TestClient

from app.link_reader import InvalidLink
from app.main import create_app
from app.query import decode
from tests.hostile import corpus
from tests.hostile.answers import flaws

MEMORY = 3 << 30
"""Bytes of addresses that the process may have."""
LONGEST_ADDRESS = 20_000
"""Characters of a query; servers refuse addresses that are much longer, and forms are posted."""
PAGES = ("/lab", "/lab/apply", "/lab/take-away", "/embed")
NEEDS = {"/api/v1/subdifferential": "at=0", "/api/v1/read-data": "objective=line"}
"""What a route asks for beside a link."""
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Sent(NamedTuple):
    """One request."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str | bytes] = {}


def link_routes(app: object) -> tuple[list[str], list[str]]:
    """The routes of the API that take a link: those that answer quickly, and those that make files."""
    paths = app.openapi()["paths"].items()  # type: ignore[attr-defined]
    named = [
        path
        for path, methods in paths
        if any(each["name"] == "objective" for each in methods.get("get", {}).get("parameters", []))
    ]
    files = [path for path in named if "." in path.rsplit("/", 1)[1]]
    return [path for path in named if path not in files], files


def opens(query: str) -> bool:
    """Whether a link decodes."""
    try:
        decode(parse_qsl(query, keep_blank_values=True))
    except InvalidLink:
        return False
    return True


class Sender:
    """What sends queries to all routes; files, which take longest, in turn."""

    def __init__(self, app: object) -> None:
        self.quick, self.files = link_routes(app)
        self.turns = count()

    def link(self, query: str) -> Iterator[Sent]:
        """A query string: to every route that takes a link where it is refused, else to some of them in turn."""
        routes = [*self.quick, *PAGES]
        if opens(query):
            routes = ["/api/v1/experiment", "/lab", *self.in_turn(self.quick), *self.in_turn(PAGES[1:])]
        if len(query) > LONGEST_ADDRESS:
            yield from (Sent("POST", path, query.encode(), FORM) for path in routes if path in (*self.quick, "/lab"))
            return
        for path in [*routes, *self.in_turn(self.files)]:
            yield Sent("GET", f"{path}?{query}" + (f"&{NEEDS[path]}" if path in NEEDS else ""))
        yield Sent("GET", f"/oembed?{urlencode({'url': f'http://testserver/lab?{query}'})}")
        for path in self.in_turn([*self.quick, "/lab"]):
            yield Sent("POST", path, query.encode(), FORM)

    def in_turn(self, paths: Sequence[str]) -> Sequence[str]:
        """One of the paths, the next time another."""
        turn = next(self.turns)
        return paths[turn % len(paths) :][:1]

    def formulas(self) -> Iterator[Sent]:
        for text in corpus.read("formulas"):
            pairs = {"objective": "function", "f": text, "steps": "20"}
            yield from self.link(urlencode(pairs, errors="surrogatepass"))

    def packed(self) -> Iterator[Sent]:
        for text in corpus.packed():
            for objective in ("location", "line"):
                yield from self.link(urlencode({"objective": objective, "data": text, "steps": "20"}))

    def links(self) -> Iterator[Sent]:
        for query in corpus.read("links"):
            yield from self.link(query)

    def embeds(self) -> Iterator[Sent]:
        for query in corpus.read("embeds"):
            yield Sent("GET", f"/embed?{query}")
            yield Sent("GET", f"/oembed?{urlencode({'url': f'http://testserver/embed?{query}'})}")

    def addresses(self) -> Iterator[Sent]:
        for text in corpus.read("addresses"):
            yield Sent("GET", f"/oembed?{urlencode({'url': text})}")

    def tables(self) -> Iterator[Sent]:
        """To the routes that give files: all of them."""
        for query in corpus.read("tables"):
            yield from (Sent("GET", f"{path}?{query}") for path in self.files)

    def hosts(self) -> Iterator[Sent]:
        for host in corpus.read("hosts"):
            large = self.in_turn(("/", "/learn", "/docs"))
            for path in (*large, *PAGES, "/oembed?url=http%3A%2F%2Fx%2Flab", "/nowhere", "/api/v1/loss"):
                yield Sent("GET", path, None, {"host": host.encode(), "accept": "text/html"})

    def paths(self) -> Iterator[Sent]:
        for path in corpus.read("paths"):
            yield Sent("GET", path, None, {"accept": "text/html"})
            yield Sent("GET", path)

    def csv(self) -> Iterator[Sent]:
        for body in corpus.tables().values():
            for query in ("objective=line", "objective=location&columns=1", "columns=999999", "delimiter=%3Cb%3E"):
                yield Sent("POST", f"/api/v1/read-data?{query}", body, {"content-type": "text/csv"})


def send(kind: str) -> tuple[int, int]:
    """How many requests were answered, and how many of the answers are wrong; each request is told as it is sent."""
    app, answered, wrong = create_app(), 0, 0
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
    for sent in getattr(Sender(app), kind)():
        sys.stderr.write(f"{sent.method} {sent.path[:200]} {(sent.body or b'')[:200]!r} {sent.headers}\n")
        response = client.request(sent.method, sent.path, content=sent.body, headers=sent.headers)
        answered += 1
        wrong += report(sent, sorted(set(flaws(response))))
    return answered, wrong


def report(sent: Sent, found: Sequence[str]) -> int:
    """Print what is wrong with an answer; how much it is."""
    for flaw in found:
        sys.stdout.write(f"{sent.method} {sent.path[:200]} {(sent.body or b'')[:80]!r}: {flaw[:300]}\n")
        sys.stdout.flush()
    return len(found)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answered, wrong = send(sys.argv[1])
    sys.stdout.write(f"{answered} answers\n")
    sys.exit(bool(wrong))
