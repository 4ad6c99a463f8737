"""The scenarios on the front page: which of them a search leaves, and what is left of their pictures."""

from itertools import pairwise

import numpy as np
import pytest

from app.pages.gallery import result_of
from app.pictures.hops import GRAIN, coarse
from app.pictures.picture import picture
from app.scenarios.loader import scenarios
from tests.web.test_pages import Page


def found(client, asked: str) -> set[str]:
    """Which scenarios a search leaves on the front page."""
    response = client.get("/", params={"q": asked})
    assert response.status_code == 200
    cards = [each for tag, each in Page(response.text).tags if tag == "li" and each.get("class") == "scenario"]
    assert len(cards) == len(scenarios())
    left = {card["id"].replace("-", "_") for card in cards if "hidden" not in card}
    assert f'<span id="found">{len(left)}</span> of {len(cards)}' in response.text
    return left


def test_a_search_finds_what_has_all_its_words(client):
    every = {each.slug for each in scenarios()}
    assert found(client, "") == found(client, " ") == every
    medians = {each.slug for each in scenarios() if "median" in f"{each.title} {each.teaser}".lower()}
    assert medians <= found(client, "MEDIAN") < every
    assert found(client, "adam cycle") == found(client, "cycle adam") == found(client, "adam") & found(client, "cycle")
    assert found(client, "no such scenario") == set()


@pytest.mark.parametrize("scenario", scenarios()[::7], ids=lambda each: each.slug)
def test_a_scenario_is_found_by_its_title_and_by_what_it_chooses(scenario, client):
    methods = [each.method.title for each in scenario.experiment.runs]
    for asked in (scenario.title, scenario.group, *methods, scenario.experiment.loss.kind.replace("_", " ")):
        assert scenario.experiment.f or scenario.slug in found(client, asked), asked


def test_a_group_without_a_find_is_hidden_with_its_link(client):
    tags = Page(client.get("/", params={"q": "limit cycle adam"}).text).tags
    sections = {each["id"]: "hidden" in each for tag, each in tags if each.get("class") == "group-of-cards"}
    assert set(sections.values()) == {True, False}
    links = {
        link["href"][1:]: "hidden" in item
        for (tag, item), (_, link) in pairwise(tags)
        if tag == "li" and link.get("href", "").startswith("#")
    }
    assert links == sections


def test_what_is_searched_for_is_text(client):
    text = client.get("/", params={"q": '"><b id=x>'}).text
    assert "<b id=x>" not in text
    assert Page(text).all("value", "input") == ['"><b id=x>']


def test_a_search_that_is_too_long_is_refused(client):
    response = client.get("/", params={"q": "a" * 101})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "q"


@pytest.mark.parametrize("slug", ["harmonic_steps", "eight_ways_down", "minibatches"])
def test_a_small_picture_keeps_every_way_to_a_pixel(slug):
    scenario = next(each for each in scenarios() if each.slug == slug)
    for way in picture(result_of(scenario.experiment)).ways:
        small = coarse(way)
        for places, kept in (
            (way.dots, small.dots),
            ([hop.end for hop in way.old + way.new], small.dots),
            ([hop.start for hop in small.old + small.new], way.dots),
        ):
            away = np.abs(np.array(places)[:, None] - np.array(kept)[None]).max(-1).min(1)
            assert away.max() <= GRAIN / 2 + 0.5
        assert small.mark == way.mark
        assert len(set(small.old)) == len(small.old) <= len(way.old)
