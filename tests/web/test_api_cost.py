"""What costs too much is refused before it is computed, with the cost, the limit and what to lower."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.testclient import TestClient

from app.cost import check_cost, total_cost
from app.link_reader import InvalidLink
from app.main import create_app
from app.query import decode
from app.settings import settings
from tests.web.reading import ROUTES, address, problem_of

ROWS = ",".join(f"{i % 37 - 18}:{i % 11 - 5}" for i in range(1000))
RUNS = "&".join(f"run.{n}=adam" for n in range(1, 9))
LARGEST = f"objective=line&data={ROWS}&steps=10000&{RUNS}&loss=pseudo_huber&convention=minimum_norm"
SMALLER = {
    "steps": LARGEST.replace("steps=10000", "steps=100"),
    "runs": LARGEST.replace(RUNS, "run.1=adam").replace("steps=10000", "steps=3000"),
    "samples": LARGEST.replace(ROWS, "1:2,3:4").replace("steps=10000", "steps=2000"),
}


@pytest.fixture
def lowest_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The least that the setting allows, from the environment."""
    monkeypatch.setenv("LOSSCOPE_COST_LIMIT", "100")
    settings.cache_clear()
    yield
    settings.cache_clear()


RUNNING = [route for route in ROUTES if route not in ("loss", "subdifferential")]
"""Routes that make the runs of a link."""


@pytest.mark.parametrize("route", [*RUNNING, "table.csv", "figure.svg"])
def test_the_largest_legal_link_is_refused_with_cost_limit_and_advice(client: TestClient, route: str) -> None:
    (error,) = problem_of(client.get(address(route, LARGEST)))["errors"]
    assert (error["field"], error["input"]) == ("steps", "10000")
    cost, limit = re.search(r"costs about ([\d,]+) .*limit is ([\d,]+)", error["message"]).groups()
    assert int(cost.replace(",", "")) > int(limit.replace(",", "")) == settings().cost_limit
    assert re.search(r"lower steps \(10,000\).*runs \(8\).*samples \(1,000\)", error["message"])


@pytest.mark.parametrize("query", SMALLER.values(), ids=SMALLER.keys())
def test_to_lower_what_is_named_helps(query: str) -> None:
    with pytest.raises(InvalidLink):
        check_cost(decode(parse_qsl(LARGEST)))
    check_cost(decode(parse_qsl(query)))


def test_of_a_formula_that_costs_too_much_by_itself_the_steps_are_not_blamed(client: TestClient) -> None:
    formula = "+".join(f"abs(sin({i}*a))*abs(cos({i}*a))" for i in range(1, 15))
    link = urlencode({"objective": "function", "f": formula, "steps": 1})
    (error,) = problem_of(client.get(address("experiment", link)))["errors"]
    assert (error["field"], error["input"]) == ("f", formula)
    assert "lower steps" not in error["message"]
    assert "write one of fewer operations" in error["message"]
    check_cost(decode(parse_qsl(urlencode({"objective": "function", "f": formula[:27]}))))


def test_the_page_shows_the_refusal_at_its_field(client: TestClient) -> None:
    response = client.get(f"/lab?{LARGEST}")
    assert response.status_code == 422
    assert "costs about" in re.search(r'data-error="steps"[^>]*>([^<]*)', response.text).group(1)


COMPUTING = ("/lab", "/lab/take-away", "/embed", "/oembed")
"""Pages that compute what a link means, or show where that is computed."""
NOT_COMPUTING = ("catalogue", "datasets", "frameworks", "read-data")
"""Routes of the API that take no link, or whose bodies are bounded."""


def computing(client: TestClient) -> list[str]:
    """The addresses of all routes that compute what a link means."""
    paths = client.get("/openapi.json").json()["paths"]
    routes = [path for path in paths if path.startswith("/api/") and not path.endswith(NOT_COMPUTING)]
    return [*routes, *COMPUTING]


@pytest.mark.usefixtures("lowest_limit")
def test_every_route_that_computes_asks_for_the_cost_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "cost_limit", 0)
    client = TestClient(create_app())  # which keeps no answers from before
    link = "objective=location&data=0,1,2,10,50&loss=fair&steps=5"
    assert len(computing(client)) >= 18
    for path in computing(client):
        query = link + "&key=seed&values=1,2" * path.endswith("sweep")
        query = urlencode({"url": f"http://testserver/lab?{link}"}) if path == "/oembed" else query
        response = client.get(f"{path}?{query}")
        assert response.status_code == 422, path
        assert re.search(r"costs? about [\d,]+ ms of computing, the limit is 0", response.text), path


@pytest.mark.usefixtures("lowest_limit")
def test_the_limit_is_read_from_the_environment(client: TestClient) -> None:
    assert client.get(address("experiment")).status_code == 200
    (error,) = problem_of(client.get(address("experiment", "steps=10000")))["errors"]
    assert "the limit is 100" in error["message"]


@pytest.mark.parametrize(
    "more", ["steps=2000", RUNS, "run.1=proximal_point", "convention=minimum_norm", f"data={ROWS}"]
)
def test_more_work_costs_more(more: str) -> None:
    base = "objective=line&data=1:2,3:4&steps=500&run.1=adam"
    keys = {key for key, _ in parse_qsl(more)}
    kept = [pair for pair in parse_qsl(base) if pair[0] not in keys]
    assert _cost(kept + parse_qsl(more)) > 1.1 * _cost(parse_qsl(base))


def _cost(pairs: list[tuple[str, str]]) -> float:
    return total_cost(decode(pairs))
