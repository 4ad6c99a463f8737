"""How a link looks where it is shared: its card, with absolute addresses of this site and of no other."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.pages.address import HERE
from app.pages.sharing import CARD_HEIGHT, CARD_WIDTH
from app.scenarios.loader import scenarios
from app.settings import Settings, settings
from tests.web.markup import Tags
from tests.web.reading import problem_of

HOME = "http://testserver"
LINK = "loss=huber&steps=5"
HOSTS = (
    'evil.example"><script>alert(1)</script>', "evil.example/path", "a b", "user@evil.example", "[::1", "::1",
    "evil.example:99999999", "evil.example\\@x", "é.example", "", "a" * 300, "evil.example?", "evil.example#", "-x",
    "evil..example", "javascript:alert(1)", "x'onload='y", "%0d%0aX: 1", "&quot;", "[::1]<b>",
)  # fmt: skip
"""What is no host: no address is made of it."""


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
    assert client.get("/oembed", params={"url": f"{public}/lab?{LINK}"}).json()["provider_url"] == f"{public}/"
    problem_of(client.get("/oembed", params={"url": f"{HOME}/lab"}), 404)


@pytest.mark.parametrize(
    "address", ["losscope.example", "ftp://x.example", "https://x.example/path", "https://a@x.example"]
)
def test_an_address_with_more_than_a_host_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("LOSSCOPE_PUBLIC_URL", address)
    with pytest.raises(ValidationError):
        Settings()
