"""The pages that are no lab: what they say is computed, their links work, and errors have a face."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.api.shapes import (
    CatalogueAnswer,
    DescentAnswer,
    ExperimentAnswer,
    LandscapeAnswer,
    LossAnswer,
    SubdifferentialAnswer,
)
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
ANSWERS = {
    "loss": LossAnswer, "landscape": LandscapeAnswer, "descent": DescentAnswer, "experiment": ExperimentAnswer,
    "subdifferential": SubdifferentialAnswer, "catalogue": CatalogueAnswer,
}  # fmt: skip


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
    addresses = page.all("href") + page.all("src") + page.all("action")
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


def test_the_docs_have_every_route_and_every_parameter(client):
    text, document = client.get("/docs").text, client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        if path.startswith("/api/"):
            assert f"<code>{path}</code>" in text
            for parameter in operations["get"].get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in text


def test_every_shape_of_the_docs_says_what_each_field_means(client):
    document = client.get("/openapi.json").json()
    for name, shape in document["components"]["schemas"].items():
        assert shape.get("description"), name
        for field, schema in shape["properties"].items():
            assert schema.get("description"), f"{name}.{field}"


def test_every_example_of_the_docs_works(client):
    addresses = {each for each in Page(client.get("/docs").text).all("href", "a") if each.startswith("/api/")}
    assert len(addresses) >= 16
    for address in addresses:
        assert client.get(unescape(address)).status_code == 200, address


@pytest.mark.parametrize("path", ANSWERS)
def test_openapi_has_an_example_that_has_the_shape_of_the_answer(path, client):
    operation = client.get("/openapi.json").json()["paths"][f"/api/v1/{path}"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    TypeAdapter(ANSWERS[path]).validate_python(example)


def test_openapi_has_an_example_for_every_parameter_that_is_allowed(client):
    document = client.get("/openapi.json").json()
    for parameter in document["paths"]["/api/v1/experiment"]["get"]["parameters"]:
        assert "example" in parameter, parameter["name"]
        allowed = parameter["schema"].get("enum")
        assert allowed is None or parameter["example"] in allowed


def test_every_reference_of_openapi_leads_somewhere(client):
    text = client.get("/openapi.json").text
    known = client.get("/openapi.json").json()["components"]["schemas"]
    references = set(re.findall(r'"\$ref":\s*"([^"]+)"', text))
    assert references == {f"#/components/schemas/{each.rpartition('/')[2]}" for each in references}
    assert {each.rpartition("/")[2] for each in references} <= set(known)


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("POST", "/lab", 405)])
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
