"""The server's picture: its numbers are those of the answer, and what is drawn from them is a picture."""

import re
from html import unescape
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import numpy as np
import pytest

from app.link_reader import InvalidLink
from app.pages.site import templates
from app.pictures.hops import MOST, NEWEST
from app.pictures.picture import picture
from app.pictures.plot import FAR, SIDE
from app.query import decode
from app.scenarios.loader import scenarios
from tests.web.examples import LINKS

CYCLE = "start=-1&steps=40&run.1.step.size=0.3"
LINE = "objective=line&data=0:0,1:1,2:3,3:5,4:2,5:3,6:16&reduction=sum&start=0,0&steps=40"
WILD = {
    **LINKS,
    "far away": "start=1e8&view=1e8:100000003",
    "tiny": "start=1e-30&steps=3&run.1.step.size=1e-30",
    "huge": "objective=scale&data=1e6:1e9&loss=squared&start=1e9&steps=5",
    "many kinks": "objective=location&data=" + ",".join(map(str, range(200))),
    "eight long runs": "steps=1000&run.1.step=inverse&" + "&".join(f"run.{n}=adam" for n in range(2, 9)),
    "flat": "objective=scale&data=0:1,0:2",
    "beyond": "frame=5000",
    "no minimum": "loss=logistic",
    "falls without end": "objective=function&f=relu_difference",
    "two minimisers": "objective=function&f=two_valleys",
    "removable kink": "objective=function&f=relu_quadratic",
    "curved kinks": "objective=function&f=nonsmooth_rosenbrock&steps=5",
    "four weights": "objective=plane&data=1:0:0:2:1,0:1:1:0:2,1:1:0:1:3,0:2:1:1:4&penalty=l1&steps=40",
    "two classes": "objective=classify",
}


def ask(client, query: str) -> dict:
    response = client.get(f"/api/v1/experiment?{query}")
    assert response.status_code == 200, response.text
    return response.json()


def drawn(query: str, client, **options) -> ElementTree.Element:
    """The picture's markup, parsed as XML, which holds every tag and number to being well formed."""
    result = ask(client, query)
    macro = templates().env.get_template("_picture.html").module.draw
    return ElementTree.fromstring(str(macro(picture(result), result, **options)))


def test_places_are_those_of_the_data(client):
    result = ask(client, CYCLE)
    shown, (low, high) = picture(result), result["landscape"]["window"][0]
    x = [SIDE * (theta - low) / (high - low) for (theta,) in result["descent"]["runs"][0]["iterates"]]
    (way,) = shown.ways
    assert [hop.end[0] for hop in way.new] == pytest.approx(x[-NEWEST:], abs=0.06)
    assert way.mark[0] == pytest.approx(x[-1], abs=0.06)
    assert way.below[-1][0] == pytest.approx(x[-1], abs=0.06)


def test_many_parameters_are_paths_with_their_zeros(client):
    result = ask(client, WILD["four weights"])
    shown = picture(result)
    theta = np.array(result["descent"]["runs"][0]["iterates"])
    assert len(shown.paths) == len(shown.least) == 4
    for path, column in zip(shown.paths, theta.T, strict=True):
        assert len(path.zeros) == np.count_nonzero(column == 0)
    part = picture(ask(client, WILD["four weights"] + "&frame=3"))
    assert all(path.line[-1][0] == part.paths[0].line[-1][0] < SIDE / 10 for path in part.paths)


def test_the_frame_ends_the_way(client):
    (whole,), (part,) = (picture(ask(client, CYCLE + frame)).ways for frame in ("", "&frame=2"))
    assert (len(part.new), part.old) == (2, [])
    assert part.mark != whole.mark
    assert part.mark == part.new[-1].end


def test_a_cycle_is_drawn_once(client):
    (way,) = picture(ask(client, "start=-1&steps=2000&run.1.step.size=0.3")).ways
    assert len(way.old) <= 8
    assert len(way.dots) <= 8


@pytest.mark.parametrize("query", WILD.values(), ids=WILD)
def test_every_experiment_gives_a_picture_of_finite_numbers(query, client):
    for small in (False, True):
        tree = drawn(query, client, small=small)
        text = ElementTree.tostring(tree, encoding="unicode")
        assert not re.search(r"\b(nan|inf)\b", text, re.I)
        numbers = [
            float(each)
            for path in tree.iter("path")
            for each in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", path.get("d", ""))
        ]
        assert max(map(abs, numbers), default=0) <= FAR + SIDE
        assert len(text) < 400_000
        assert sum(path.get("class", "").startswith("hops") for path in tree.iter("path")) <= MOST


def test_a_picture_has_no_style_of_its_own(client):
    for node in drawn(LINE, client).iter():
        assert not {"style", "fill", "stroke"} & set(node.attrib)


def test_a_picture_is_told_in_words_and_a_small_one_is_hidden(client):
    (plane,) = [each for each in drawn(CYCLE, client).iter("svg") if each.get("role") == "img"]
    named = {each.get("id"): "".join(each.itertext()) for each in plane.iter() if each.tag in ("title", "desc")}
    title, words = (named[each] for each in plane.get("aria-labelledby").split())
    result = ask(client, CYCLE)
    assert title == result["title"]
    assert "1 kink: at 0, slopes −1 to 1" in words
    assert result["descent"]["runs"][0]["findings"][0]["sentence"] in words
    assert drawn(CYCLE, client, small=True).find("svg").get("aria-hidden") == "true"


def test_marks_and_panels_of_both_kinds(client):
    for query, kinks in ((CYCLE, 1), (LINE, 0)):
        tree = drawn(query, client)
        assert sum(each.get("class") == "kink" for each in tree.iter("path")) == kinks
        assert sum((each.get("class") or "").startswith("mark run-") for each in tree.iter("svg")) == 1


def test_the_lab_has_the_picture_and_the_story_of_a_scenario(client):
    text = unescape(client.get(f"/lab?{CYCLE}").text)
    assert 'class="plane"' in text
    assert "A constant step never settles" in text
    assert "A constant step never settles" in unescape(client.get(f"/lab?{CYCLE}&frame=3&view=-2:2").text)
    assert all(f'data-link="{each.timeless}"' in unescape(client.get(f"/lab?{each.link}").text) for each in scenarios())
    assert "never settles</h2>" not in unescape(client.get(f"/lab?{CYCLE}&seed=1").text)


def test_a_link_that_does_not_decode_has_no_picture(client):
    with pytest.raises(InvalidLink):
        decode(parse_qsl("loss=absolutely"))
    assert 'class="plane"' not in client.get("/lab?loss=absolutely").text
