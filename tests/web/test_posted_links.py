"""A link that is posted as a form means what it means in an address."""

from random import Random

import pytest
from starlette.testclient import TestClient

from app.sent import FORM, LONGEST_BODY, LONGEST_LINK, MOST_KEYS
from tests.web.examples import LINKS
from tests.web.reading import address, answer_to, fields_of, problem_of
from tests.web.test_links import LINKS as GIVEN_LINKS

HEADERS = {"Content-Type": FORM}
BROKEN = ["loss=foo&steps=0", "objective=line&data=1:2,3", "a=%FF", "=", "arrays=foo", "steps=5&steps=6"]
NO_FORMS = ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "form"]


def routes(client: TestClient) -> list[str]:
    """Every route of the API that takes a link: those that know its keys."""
    paths = client.get("/openapi.json").json()["paths"]
    keys = {
        path: {each["name"] for each in each_path.get("get", {}).get("parameters", [])}
        for path, each_path in paths.items()
    }
    return [path for path in paths if "objective" in keys[path]]


def test_every_route_that_takes_a_link_takes_it_as_a_form(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert len(routes(client)) >= 6
    for path in routes(client):
        assert FORM in paths[path]["post"]["requestBody"]["content"], path
        example = "objective=location&data=0,1,2,10,50&loss=fair&steps=5"
        got = client.get(f"{path}?{example}")
        posted = client.post(path, content=example, headers=HEADERS)
        assert (posted.status_code, posted.content) == (got.status_code, got.content), path


@pytest.mark.parametrize("query", GIVEN_LINKS)
def test_the_links_of_the_world_give_the_same_bytes(client: TestClient, query: str) -> None:
    posted = client.post("/api/v1/experiment", content=query, headers=HEADERS)
    assert posted.status_code == 200
    assert posted.content == client.get(address("experiment", query)).content


@pytest.mark.parametrize("query", [*LINKS.values(), *BROKEN])
def test_the_page_is_the_same(client: TestClient, query: str) -> None:
    got, posted = client.get(f"/lab?{query}"), client.post("/lab", content=query, headers=HEADERS)
    assert (posted.status_code, posted.text) == (got.status_code, got.text)
    assert posted.headers["content-security-policy"] == got.headers["content-security-policy"]


@pytest.mark.parametrize("query", BROKEN)
def test_what_is_wrong_is_named_all_the_same(client: TestClient, query: str) -> None:
    posted = client.post("/api/v1/loss", content=query, headers=HEADERS)
    assert fields_of(posted) == fields_of(client.get(address("loss", query)))


def test_what_an_address_may_not_hold_is_answered(client: TestClient) -> None:
    random = Random(7)
    rows = ",".join(f"{i}:{random.gauss()}" for i in range(900))
    query = f"objective=line&steps=3&data={rows}"
    answer = client.post("/api/v1/experiment", content=query, headers=HEADERS).json()
    assert len(answer["link"]) > LONGEST_LINK
    assert client.post("/api/v1/experiment", content=answer["link"], headers=HEADERS).json() == answer
    page = client.post("/lab/apply", content=f"{query}&was=line", headers=HEADERS)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer["link"].partition("data=")[2].partition("&")[0] in page.text
    assert ['method="post"' in text for text in (page.text, client.get("/lab").text)] == [True, False]


def test_a_form_that_fits_an_address_leads_to_one(client: TestClient) -> None:
    posted = client.post("/lab/apply", content="was=point&objective=line&start=-1&steps=7", headers=HEADERS)
    assert (posted.status_code, posted.headers["location"]) == (303, "/lab?objective=line&steps=7")


def test_keys_may_stand_in_the_address_and_in_the_form(client: TestClient) -> None:
    posted = client.post("/api/v1/loss?arrays=base64", content="loss=huber", headers=HEADERS)
    assert posted.content == client.get(address("loss", "loss=huber&arrays=base64")).content
    twice = client.post("/api/v1/loss?loss=huber", content="loss=huber", headers=HEADERS)
    assert fields_of(twice) == {"loss"}


def test_nothing_posted_is_the_default(client: TestClient) -> None:
    assert client.post("/api/v1/experiment").json() == answer_to(client, "experiment")


@pytest.mark.parametrize("path", ["/api/v1/experiment", "/lab", "/lab/apply"])
@pytest.mark.parametrize("kind", NO_FORMS)
def test_a_body_that_is_no_form_is_refused(client: TestClient, path: str, kind: str) -> None:
    body = problem_of(client.post(path, content="steps=5", headers={"Content-Type": kind}), 415)
    assert FORM in body["detail"]


@pytest.mark.parametrize("path", ["/api/v1/experiment", "/lab", "/lab/apply"])
def test_a_body_that_is_too_long_is_refused(client: TestClient, path: str) -> None:
    longest = ("steps=5&data=" + "1" * LONGEST_BODY)[:LONGEST_BODY]
    assert client.post(path, content=longest, headers=HEADERS).status_code in (303, 422)
    body = problem_of(client.post(path, content=longest + "1", headers=HEADERS), 413)
    assert f"{LONGEST_BODY:,}" in body["detail"]


def test_more_keys_than_any_link_has_are_refused(client: TestClient) -> None:
    many = "&".join(f"k{i}=1" for i in range(MOST_KEYS))
    assert "k0" in fields_of(client.post("/api/v1/loss", content=many, headers=HEADERS))
    body = problem_of(client.post("/api/v1/loss", content=f"{many}&x=1", headers=HEADERS))
    assert f"{MOST_KEYS:,}" in body["detail"]
