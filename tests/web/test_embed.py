"""The figure for pages of others: which parts there are, who may frame it, and what is said of a link that is wrong."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.pages.embed import FURTHER, PARTS, USUAL
from app.scenarios.loader import scenarios
from tests.web.markup import frame_of

PLACES = {
    "title": 'main h1', "key": 'id="key"', "player": '<div class="under needs-script">', "words": 'id="words"',
    "findings": 'id="verdicts"', "controls": 'id="controls"', "history": 'data-histories="gap step"',
}  # fmt: skip
"""What there is of a page only while it has the part."""
ELSEWHERE = [
    "/",
    "/lab",
    "/lab?loss=foo",
    "/lab/take-away",
    "/learn",
    "/learn/print",
    "/reference",
    "/docs",
    "/nowhere",
]
BROWSER = {"Accept": "text/html"}


GUIDE = (Path(__file__).parents[2] / "docs/embedding.md").read_text("utf-8")


class Fields(HTMLParser):
    """What the form of a page would send."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and "name" in given:
            self.pairs.append((str(given["name"]), given["value"] or ""))


def embed(client: TestClient, query: str, status: int = 200) -> str:
    response = client.get(f"/embed?{query}")
    assert response.status_code == status, response.text
    return response.text


def parts_of(text: str) -> set[str]:
    page = text.replace("<h1>", "main h1")
    return {part for part, place in PLACES.items() if place in page}


def test_every_part_has_its_place() -> None:
    assert tuple(PLACES) == PARTS


def test_usual_parts_are_there_and_further_ones_when_they_are_asked_for(client: TestClient) -> None:
    assert parts_of(embed(client, "steps=5")) == set(USUAL)
    assert parts_of(embed(client, "steps=5&show=controls,history")) == set(PARTS)


@pytest.mark.parametrize("hidden", [pair for pair in combinations(PARTS, 2)], ids=",".join)
def test_hidden_parts_are_left_out_and_no_others(client: TestClient, hidden: tuple[str, str]) -> None:
    shown = [part for part in FURTHER if part not in hidden]
    query = f"hide={','.join(hidden)}" + (f"&show={','.join(shown)}" if shown else "")
    assert parts_of(embed(client, f"steps=5&{query}")) == set(PARTS) - set(hidden)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_as_the_link_says(client: TestClient, scheme: str) -> None:
    assert f'<html lang="en" data-theme="{scheme}">' in embed(client, f"scheme={scheme}")
    assert "data-theme" not in embed(client, "")


COSTLY = "&".join(["steps=10000", *(f"run.{n}=proximal_point" for n in range(1, 9))])
WRONG = {
    "hide=": "hide", "hide=title,": "hide", "hide=Title": "hide", "hide=<script>alert(1)</script>": "hide",
    "show=all": "show", "hide=words&show=words": "show", "scheme=blue": "scheme", "hide=title&hide=words": "hide",
    "loss=foo": "loss", "frame=x": "frame", COSTLY: "steps",
    "arrays=base64": "arrays", "hidden=title": "hidden",
}  # fmt: skip


@pytest.mark.parametrize(("query", "field"), WRONG.items(), ids=WRONG.values())
def test_what_is_wrong_is_said_in_the_frame(client: TestClient, query: str, field: str) -> None:
    text = embed(client, query, 422)
    assert f"<li>{field}: " in text
    assert "<script>alert" not in text
    assert 'id="embed"' not in text


def test_all_flaws_are_told_at_once_with_what_is_allowed(client: TestClient) -> None:
    text = unescape(embed(client, "hide=nothing&scheme=blue&loss=foo", 422))
    said = re.findall(r"<li>(\w+): (.*?)</li>", text)
    assert [field for field, _ in said] == ["hide", "scheme", "loss"]
    assert ", ".join(PARTS) in said[0][1]
    assert "light, dark" in said[1][1]


def policy(client: TestClient, path: str) -> str:
    return str(client.get(path, headers=BROWSER).headers["content-security-policy"])


@pytest.mark.parametrize("path", ["/embed", "/embed?loss=foo", "/embed?hide=foo"])
def test_any_site_may_frame_the_figure(client: TestClient, path: str) -> None:
    assert "frame-ancestors * file:;" in policy(client, path)
    assert "x-frame-options" not in client.get(path).headers


@pytest.mark.parametrize("path", ELSEWHERE)
def test_no_site_may_frame_anything_else(client: TestClient, path: str) -> None:
    assert "frame-ancestors 'none'" in policy(client, path)


def test_nothing_else_is_allowed_to_the_figure(client: TestClient) -> None:
    def rest(path: str) -> list[str]:
        return [each for each in policy(client, path).split("; ") if not each.startswith("frame-ancestors")]

    assert rest("/embed") == rest("/lab")


@pytest.mark.parametrize("scenario", scenarios()[::9], ids=lambda each: each.slug)
def test_the_figure_is_the_labs_and_leads_to_it(client: TestClient, scenario) -> None:  # type: ignore[no-untyped-def]
    answer = client.get(f"/api/v1/experiment?{scenario.link}").json()
    text = unescape(embed(client, scenario.link))
    assert answer["title"] in text
    assert f'href="/lab?{scenario.link}"' in text
    for run in answer["descent"]["runs"]:
        assert run["findings"][0]["sentence"] in text


@pytest.mark.parametrize("scenario", scenarios()[::9], ids=lambda each: each.slug)
def test_the_form_sends_the_same_experiment(client: TestClient, scenario) -> None:  # type: ignore[no-untyped-def]
    """Without a script, too: its fields are the link and the keys of the page."""
    pairs = Fields(embed(client, f"{scenario.link}&show=controls&hide=title")).pairs
    assert dict(pairs) == dict(parse_qsl(scenario.link)) | {
        "show": "controls", "hide": "title",
    }  # fmt: skip
    assert len(pairs) == len(dict(pairs))


@given(key=st.sampled_from(["hide", "show", "scheme"]), text=st.text(max_size=30))
def test_whatever_is_asked_for_is_shown_or_refused(client: TestClient, key: str, text: str) -> None:
    response = client.get("/embed", params={key: text, "steps": "3"})
    assert response.status_code in (200, 422)
    assert response.status_code == 422 or set(text.split(",")) <= {*PARTS, "light", "dark"}


def test_the_guide_names_every_part_and_its_addresses_open(client: TestClient) -> None:
    (row,) = re.findall(r"^\| `hide` \| (.*?) \|", GUIDE, re.M)
    assert tuple(re.findall(r"`(\w+)`", row)) == PARTS
    addresses = re.findall(r"/embed\?[\w=&.,-]+", GUIDE)
    assert len(addresses) >= 3
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_frame_in_the_guide_is_the_one_that_is_given(client: TestClient) -> None:
    """But for the title, the link is the only thing that anyone changes."""
    markup = re.search(r"<iframe.*?</iframe>", GUIDE, re.S)
    assert markup
    address = f"http://testserver/lab?{markup[0].partition('/embed?')[2].partition(chr(34))[0]}"
    given = frame_of(client.get("/oembed", params={"url": address}).json()["html"])
    shown = frame_of(markup[0])
    assert given.keys() == shown.keys()
    assert all(given[name] == shown[name] for name in given if name not in ("src", "title"))
