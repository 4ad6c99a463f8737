"""What search engines read: which pages there are, what each is about, and which address it has."""

import re
from html import unescape
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.pages.sitemap import PAGES
from app.scenarios.loader import scenarios

SITE = "http://testserver"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def listed(client: TestClient) -> list[str]:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    return [each.text or "" for each in ElementTree.fromstring(answer.text).iter(f"{SPACE}loc")]


def described(client: TestClient, path: str) -> tuple[str, str]:
    """The title and the description of a page that opens."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, path
    (title,) = re.findall(r"<title>([^<]+)</title>", answer.text)
    (description,) = re.findall(r'<meta name="description" content="([^"]+)">', answer.text)
    return unescape(title), unescape(description)


def test_the_map_lists_every_page_and_every_scenario_once(listed: list[str]) -> None:
    assert len(set(listed)) == len(listed)
    assert {SITE + path for path in PAGES} | {f"{SITE}/lab?{each.link}" for each in scenarios()} <= set(listed)
    assert sum("/learn/frameworks/" in each for each in listed) > 5


def test_pages_say_what_they_are_about_each_in_its_own_words(client: TestClient) -> None:
    found = {path: described(client, path) for path in PAGES if path != "/learn/print"}
    for part in zip(*found.values(), strict=True):
        assert len(set(part)) == len(found)
    assert all(len(description) >= 50 for _, description in found.values())


def test_crawlers_may_read_what_is_listed_and_the_pictures_on_cards_but_nothing_else_that_is_computed(
    client: TestClient, listed: list[str]
) -> None:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]
    assert all(rules.can_fetch("any", each) for each in [*listed, f"{SITE}/api/v1/figure.png?card=1"])
    assert not any(rules.can_fetch("any", SITE + path) for path in ("/api/v1/experiment", "/embed", "/lab/take-away"))


@pytest.mark.parametrize("path", ["/", "/learn", "/lab", "/lab?loss=huber&steps=5"])
def test_a_page_names_its_one_address(client: TestClient, path: str) -> None:
    (address,) = re.findall(r'<link rel="canonical" href="([^"]+)">', client.get(path, headers=BROWSER).text)
    parts = urlsplit(unescape(address))
    assert parts.path == urlsplit(path).path
    assert not parts.query or client.get(unescape(address).removeprefix(SITE)).status_code == 200


def test_without_a_host_no_address_is_told(client: TestClient) -> None:
    for path in ("/lab", "/robots.txt", "/sitemap.xml"):
        text = client.get(path, headers={"host": "<b>"}).text
        assert 'rel="canonical"' not in text
        assert "Sitemap:" not in text
        assert "<loc>" not in text
