"""How links look where they are shared: cards, oEmbed, Markdown and frames, with absolute addresses of this site."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.pages.address import HERE
from app.pages.sharing import CARD_HEIGHT, CARD_WIDTH, HEIGHT, WIDTH, Shared
from app.query import link
from app.scenarios.loader import scenarios
from app.settings import Settings, settings
from tests.web.reading import fields_of, parse, problem_of

HOME = "http://testserver"
LINK = "loss=huber&steps=5"
TITLE = "Huber: Subgradient method, constant step 0.3"
HOSTS = (
    'evil.example"><script>alert(1)</script>', "evil.example/path", "a b", "user@evil.example", "[::1", "::1",
    "evil.example:99999999", "evil.example\\@x", "é.example", "", "a" * 300, "evil.example?", "evil.example#", "-x",
    "evil..example", "javascript:alert(1)", "x'onload='y", "%0d%0aX: 1", "&quot;", "[::1]<b>",
)  # fmt: skip
"""What is no host: no address is made of it."""


class Tags(HTMLParser):
    """Tags of a page or a piece of one, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def properties(self) -> dict[str, str]:
        return {
            each.get("property", each.get("name", "")): each["content"]
            for tag, each in self.found
            if tag == "meta" and "content" in each
        }


def card(client: TestClient, path: str, **headers: str) -> dict[str, str]:
    return Tags(client.get(path, headers=headers).text).properties


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A site that knows its own address."""
    monkeypatch.setenv("LOSSCOPE_PUBLIC_URL", "https://losscope.example")
    settings.cache_clear()
    yield "https://losscope.example"
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("scenario", scenarios()[::9], ids=lambda each: each.slug)
def test_a_link_unfurls_with_its_own_title_and_finding(client: TestClient, scenario) -> None:  # type: ignore[no-untyped-def]
    answer = client.get(f"/api/v1/experiment?{scenario.link}").json()
    said = card(client, f"/lab?{scenario.link}")
    assert said["og:title"] == answer["title"]
    assert said["og:description"] == answer["descent"]["runs"][0]["findings"][0]["sentence"]
    assert said["og:url"] == f"{HOME}/lab?{answer['link']}"
    assert said["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", ["/", "/learn", f"/lab?{LINK}"])
def test_the_picture_of_a_card_is_there_in_the_size_it_says(client: TestClient, path: str) -> None:
    said = card(client, path)
    address = urlsplit(said["og:image"])
    asked = dict(parse_qsl(address.query))
    assert f"{address.scheme}://{address.netloc}" == HOME
    assert (asked["width"], asked["height"]) == (said["og:image:width"], said["og:image:height"])
    assert (said["og:image:width"], said["og:image:height"]) == (str(CARD_WIDTH), str(CARD_HEIGHT))
    picture = client.get(f"{address.path}?{address.query}")
    assert picture.status_code == 200
    assert picture.headers["content-type"] == said["og:image:type"] == "image/png"
    sides = int.from_bytes(picture.content[16:20]), int.from_bytes(picture.content[20:24])
    assert sides == (CARD_WIDTH, CARD_HEIGHT)


@pytest.mark.parametrize("path", ["/", "/?q=adam", "/learn"])
def test_kept_pages_say_where_they_were_asked_for(client: TestClient, path: str) -> None:
    for host in ("one.example", "two.example:8000", "[::1]:8000"):
        said = card(client, path, host=host)
        assert said["og:url"] == f"http://{host}{path.partition('?')[0]}"
        assert said["og:image"].startswith(f"http://{host}/api/v1/figure.png?")
    assert HERE not in client.get(path).text


@pytest.mark.parametrize("path", ["/", "/learn", f"/lab?{LINK}", "/lab/take-away", "/embed"])
@pytest.mark.parametrize("host", HOSTS)
def test_no_address_is_made_of_what_is_no_host(client: TestClient, host: str, path: str) -> None:
    response = client.get(path, headers={"host": host.encode()})
    assert response.status_code == 200
    assert "evil" not in response.text
    assert not re.search(r"""(?:content|href|src)=["']https?://(?!losscope)""", response.text)
    assert not re.findall(r"[a-z]+://[^/\s]*[\"'<]", response.text)


def test_the_address_that_is_set_counts(client: TestClient, public: str) -> None:
    for path in ("/", "/learn", f"/lab?{LINK}"):
        said = card(client, path, host="evil.example")
        assert said["og:url"].startswith(f"{public}/")
        assert said["og:image"].startswith(f"{public}/api/v1/figure.png?")
    assert oembed(client, f"{public}/lab?{LINK}")["provider_url"] == f"{public}/"
    problem_of(client.get("/oembed", params={"url": f"{HOME}/lab"}), 404)


@pytest.mark.parametrize(
    "address", ["losscope.example", "ftp://x.example", "https://x.example/path", "https://a@x.example"]
)
def test_an_address_with_more_than_a_host_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("LOSSCOPE_PUBLIC_URL", address)
    with pytest.raises(ValidationError):
        Settings()


def oembed(client: TestClient, url: str, **more: object) -> dict[str, object]:
    response = client.get("/oembed", params={"url": url, **more})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return dict(parse(response.content))


def frame_of(markup: str) -> dict[str, str]:
    """The attributes of the one frame that a piece of HTML is."""
    tags = Tags(markup)
    ((tag, attributes),) = tags.found
    assert (tag, tags.text) == ("iframe", "")
    return attributes


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


titles = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NASTY = '](javascript:alert(1)) "><script>alert(1)</script> `code` **b** \\ \n\n# x'


@given(title=titles)
@example(title=NASTY)
@example(title='\'" onload="alert(1)')
def test_no_title_breaks_out_of_a_frame(title: str) -> None:
    frame = frame_of(Shared(title, LINK, HOME).frame())
    assert set(frame) == {"src", "title", "width", "height", "loading", "style"}
    assert frame["title"] == re.sub("\r\n?", "\n", title).replace("\0", "\ufffd") or frame["title"] == title
    assert frame["src"] == f"{HOME}/embed?{LINK}"


@given(title=titles)
@example(title=NASTY)
@example(title="\\]")
@example(title="\\")
def test_no_title_breaks_out_of_markdown(title: str) -> None:
    """Read as CommonMark does: a backslash makes of the mark after it a character of the text."""
    shown = Shared(title, LINK, HOME)
    head, tail = "[![", f"]({shown.picture})]({shown.address})"  # whose links have nothing to escape
    assert shown.markdown.startswith(head)
    assert shown.markdown.endswith(tail)
    name = shown.markdown[len(head) : -len(tail)]
    assert re.fullmatch(r"(?:\\[!-/:-@\[-`{-~]|[^\\`*_\[\]<>&~|$!#\n\r])*", name)
    assert re.sub(r"\\(.)", r"\1", name) == " ".join(title.split())


@given(query=st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3))
@example(query={"f": "max(a*b, 0)) <b>"})
def test_no_text_of_a_link_breaks_out_of_markdown(query: dict[str, str]) -> None:
    shown = Shared("title", link(list(query.items())), HOME)
    name, picture, address = re.fullmatch(r"\[!\[(.*)\]\((\S*?)\)\]\((\S*)\)", shown.markdown).groups()
    assert name == "title"
    assert not re.search(r"[\s()<>*\\\"'`\[\]]", picture + address)
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == list(query.items())


def test_the_page_to_take_away_gives_the_same_texts(client: TestClient) -> None:
    page = client.get(f"/lab/take-away?{LINK}").text
    canonical = client.get(f"/api/v1/experiment?{LINK}").json()["link"]
    shown = Shared(TITLE, canonical, HOME)
    texts = Tags(page).text
    assert shown.markdown in texts
    assert shown.frame() in texts


def test_the_address_that_asks_is_quoted_whole() -> None:
    shown = Shared("title", "loss=huber&steps=5", HOME)
    assert parse_qs(urlsplit(shown.oembed).query) == {"url": [shown.address]}
    assert quote(shown.address, safe="") in shown.oembed
