"""The pages that are no lab: what they say is computed, their links work, and errors have a face."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from app.content.catalogue import REGISTRIES
from app.errors import ProblemDetails
from app.main import create_app
from app.pages.examples import KEYS
from app.scenarios.loader import scenarios

PAGES = (
    "/",
    "/learn",
    "/learn/print",
    "/lab",
    "/reference",
    "/docs",
    "/learn/frameworks",
    "/learn/frameworks/abs-x-at-0",
    "/nowhere",
)
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Page(HTMLParser):
    """What a page's tags say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name: str, tag: str = "") -> list[str]:
        return [attributes[name] for each, attributes in self.tags if name in attributes and tag in ("", each)]


@pytest.fixture(scope="module", params=PAGES)
def page(request, client) -> Page:
    return Page(client.get(request.param, headers=BROWSER).text)


def test_no_page_names_another_host_or_has_a_style_of_its_own(page):
    named = page.all("href") + page.all("src") + page.all("action")
    addresses = {each.removeprefix("http://testserver") for each in named}
    assert not [each for each in addresses if re.match(r"(?i)[a-z]+:|//", each)]
    assert not page.all("style")
    assert not [tag for tag, _ in page.tags if tag == "style"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_scripts_are_modules_or_data(page):
    kinds = [attributes for tag, attributes in page.tags if tag == "script"]
    for attributes in kinds:
        assert attributes.get("type") in ("module", "application/json") or attributes["src"].endswith("/early.js")
        assert attributes.get("type") == "application/json" or "src" in attributes


def test_no_id_stands_twice_and_every_anchor_has_its_place(page):
    names = page.all("id")
    assert len(set(names)) == len(names)
    assert {each[1:] for each in page.all("href") if each.startswith("#")} <= set(names)
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert {name for each in page.all(attribute) for name in each.split()} <= set(names)


def test_static_files_of_a_page_are_there(page, client):
    for address in {each for each in page.all("href", "link") + page.all("src") if each.startswith("/static/")}:
        if "/vendor/" not in address:
            assert client.get(address).status_code == 200, address


def test_the_front_page_has_a_card_for_every_scenario_with_its_link(client):
    text = client.get("/").text
    links = Page(text).all("href", "a")
    for scenario in scenarios():
        assert f"/lab?{scenario.link}" in links
        assert f'id="{scenario.slug.replace("_", "-")}"' in text


def test_a_card_gives_the_verdict_that_the_api_gives(client):
    text = unescape(client.get("/").text)
    for scenario in scenarios():
        card = text.split(f'id="{scenario.slug.replace("_", "-")}"')[1].split("</ul>")[0]
        for run in client.get(f"/api/v1/descent?{scenario.link}").json()["runs"]:
            assert run["findings"][0]["title"] in card


def test_the_front_page_is_light(client):
    response = client.get("/", headers={"Accept-Encoding": "br"})
    assert response.headers["content-encoding"] == "br"
    assert int(response.headers["content-length"]) < 60_000


def test_every_entry_is_two_clicks_from_the_front_page(client):
    """By way of the reference, or of the lab's form."""
    assert {"/reference", "/lab"} <= set(Page(client.get("/").text).all("href", "a"))
    links = {part for each in Page(client.get("/reference").text).all("href", "a") for part in re.split("[?&]", each)}
    options = set(Page(client.get("/lab").text).all("value", "option"))
    for registry, key in KEYS.items():
        word = key.replace("run.N", "run.1")
        assert [kind for kind in REGISTRIES[registry] if f"{word}={kind}" not in links and kind not in options] == []


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/lab", 405)])
def test_people_get_a_page_where_programs_get_problem_json(method, path, status, client):
    shown = client.request(method, path, headers=BROWSER)
    assert shown.status_code == status
    assert shown.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "no-store"
    assert f">{status}<" in shown.text
    plain = client.request(method, path, headers={"Accept": "application/json"})
    assert plain.status_code == status
    assert ProblemDetails.model_validate_json(plain.text).status == status
    assert shown.headers.get("allow") == plain.headers.get("allow")


def test_below_the_api_even_a_browser_gets_problem_json(client):
    shown = client.get("/api/v1/nothing", headers=BROWSER)
    assert (shown.status_code, shown.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("accept", "kind"), [("text/html", "text/html"), ("*/*", "application/problem+json")])
def test_our_own_failure_says_nothing_of_its_cause(accept, kind):
    app = create_app()
    app.add_api_route("/breaks", lambda: 1 / 0)
    response = TestClient(app, raise_server_exceptions=False).get("/breaks", headers={"Accept": accept})
    assert response.status_code == 500
    assert response.headers["content-type"].startswith(kind)
    assert "division" not in response.text


def test_browsers_find_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 307
    assert client.get(response.headers["location"]).headers["content-type"] == "image/svg+xml"
