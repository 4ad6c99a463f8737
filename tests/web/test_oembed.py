"""What sites that follow links are told of one."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from starlette.testclient import TestClient

from app.pages.sharing import HEIGHT, WIDTH, Shared
from tests.web.markup import Tags, frame_of
from tests.web.reading import fields_of, parse, problem_of

HOME = "http://testserver"
LINK = "loss=huber&steps=5"
TITLE = "Huber: Subgradient method, constant step 0.3"


def oembed(client: TestClient, url: str, **more: object) -> dict[str, object]:
    response = client.get("/oembed", params={"url": url, **more})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return dict(parse(response.content))


@pytest.mark.parametrize("path", [f"/lab?{LINK}", f"/embed?{LINK}", f"/embed?hide=title&{LINK}", "/lab"])
def test_a_link_has_a_frame_that_opens(client: TestClient, path: str) -> None:
    told = oembed(client, f"{HOME}{path}")
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Losscope")
    frame = frame_of(str(told["html"]))
    assert frame["title"] == told["title"]
    assert frame["loading"] == "lazy"
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"])) == (str(WIDTH), str(HEIGHT))
    assert frame["src"].startswith(f"{HOME}/embed?")
    assert ("hide=title" in frame["src"]) == ("hide=title" in path)
    assert client.get(frame["src"].removeprefix(HOME)).status_code == 200


def test_the_lab_says_where_to_ask(client: TestClient) -> None:
    (there,) = [each for tag, each in Tags(client.get(f"/lab?{LINK}").text).found if each.get("rel") == "alternate"]
    assert there["type"] == "application/json+oembed"
    told = parse(client.get(there["href"].removeprefix(HOME)).content)
    assert told["title"] == there["title"] == TITLE


@pytest.mark.parametrize(("most", "side"), [(1, 1), (400, 400), (99_999, None)])
def test_the_frame_is_no_larger_than_is_wanted(client: TestClient, most: int, side: int | None) -> None:
    told = oembed(client, f"{HOME}/lab", maxwidth=most, maxheight=most)
    assert (told["width"], told["height"]) == ((side or WIDTH), (side or HEIGHT))


@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "1e3", "", "9" * 30])
def test_a_size_that_is_none_is_named(client: TestClient, name: str, text: str) -> None:
    assert fields_of(client.get("/oembed", params={"url": f"{HOME}/lab", name: text})) == {name}


ELSEWHERE = (
    "http://evil.example/lab", "http://testserver.evil.example/lab", "http://testserver@evil.example/lab", "/lab", "",
    "ftp://testserver/lab", "javascript://testserver/lab", "//testserver/lab", "http://testserver", "http://[::1",
    "http://testserver/learn", "http://testserver/lab/take-away", "http://testserver/lab/../docs", "x",
    "http://testserver/LAB", "http://testserver:81/lab", "http://testserver\\@evil.example/lab", "\0",
)  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
def test_what_is_no_link_of_this_site_has_no_frame(client: TestClient, url: str) -> None:
    problem_of(client.get("/oembed", params={"url": url}), 404)


def test_what_cannot_be_told_is_said(client: TestClient) -> None:
    problem_of(client.get("/oembed", params={"url": f"{HOME}/lab", "format": "xml"}), 501)
    assert fields_of(client.get("/oembed")) == {"url"}
    assert fields_of(client.get("/oembed", params={"url": f"{HOME}/lab?loss=foo"})) == {"loss"}
    assert fields_of(client.get("/oembed", params={"url": f"{HOME}/lab?hide=title"})) == {"hide"}
    assert fields_of(client.get("/oembed", params={"url": f"{HOME}/embed?hide=foo"})) == {"hide"}
    assert fields_of(client.get("/oembed", params={"url": "x" * 20_001})) == {"url"}


def test_the_address_that_asks_is_quoted_whole() -> None:
    shown = Shared("title", "loss=huber&steps=5", HOME)
    assert parse_qs(urlsplit(shown.oembed).query) == {"url": [shown.address]}
    assert quote(shown.address, safe="") in shown.oembed
