"""Figures as files: they open, show what they say, look as the page does, and are the same bytes for the same link."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.figures.catalogue import FIGURES
from app.figures.order import Order
from app.figures.result import result_of
from app.figures.scheme import SCHEMES
from app.settings import settings
from tests.web.drawing import EVERY, WILD, drawn, read
from tests.web.reading import fields_of, problem_of

ROOT = Path(__file__).resolve().parents[2]
TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

every_figure = pytest.mark.parametrize("figure", FIGURES)
every_format = pytest.mark.parametrize("form", TYPES)
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)


@pytest.fixture(scope="module")
def file(client: TestClient) -> Callable[..., Any]:
    def get(form: str, query: str) -> Any:
        response = client.get(f"/api/v1/figure.{form}?{query}")
        assert response.status_code == 200, response.text[:500]
        return response

    return get


@every_scheme
@every_figure
def test_a_png_has_its_size_its_colours_and_something_on_it(file: Any, figure: str, scheme: str) -> None:
    response = file("png", f"figure={figure}&scheme={scheme}&width=700&{EVERY}")
    with Image.open(BytesIO(response.content)) as image:
        image.load()
        pixels = image.convert("RGB")
    assert pixels.width == 700
    assert 0.4 * 700 <= pixels.height <= 2 * 700
    paper = tuple(bytes.fromhex(SCHEMES[scheme].paper[1:]))
    assert pixels.getpixel((1, 1)) == paper
    found = dict((colour, count) for count, colour in pixels.getcolors(1 << 20))
    assert 0.5 < found[paper] / (pixels.width * pixels.height) < 0.99
    drawn_in = {tuple(bytes.fromhex(colour[1:])) for colour in (SCHEMES[scheme].ink, SCHEMES[scheme].zero)}
    assert drawn_in & found.keys()


@every_scheme
@every_figure
def test_an_svg_has_its_words_as_words_large_enough_and_their_glyphs(file: Any, figure: str, scheme: str) -> None:
    text = file("svg", f"figure={figure}&scheme={scheme}&{EVERY}").text
    root = ElementTree.fromstring(text)
    assert root.get("width") == "504pt"
    words = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert FIGURES[figure].heading(read(EVERY)) in words
    assert any(re.match(r"Losscope [\d.]+ · .*/lab\?objective=location&", word) for word in words)
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)px", text)]
    assert len(sizes) >= len(words) > 5
    assert min(sizes) >= 8
    assert re.search(r"@font-face\{font-family:\"DejaVu Sans\";src:url\(data:font/woff2;base64,[\w+/=]+\)", text)
    assert SCHEMES[scheme].paper in text


@every_scheme
@every_figure
def test_a_pdf_has_one_page_and_its_font(file: Any, figure: str, scheme: str) -> None:
    content = file("pdf", f"figure={figure}&scheme={scheme}&{EVERY}").content
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page ") == 1
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert b"/MediaBox [ 0 0 504 " in content


@every_format
def test_headers_say_what_it_is_and_what_to_call_it(file: Any, form: str) -> None:
    headers = file(form, f"scheme=dark&{EVERY}").headers
    assert headers["content-type"] == TYPES[form]
    name = f"losscope-location-absolute-objective-dark.{form}"
    assert headers["content-disposition"] == f'inline; filename="{name}"'
    assert headers["x-content-type-options"] == "nosniff"
    assert ("sandbox" in headers["content-security-policy"]) == (form == "svg")


@every_format
def test_the_same_link_gives_the_same_bytes_and_no_date(form: str) -> None:
    order = Order("objective", form)
    first, second = drawn(EVERY, order), drawn(EVERY, order)
    assert first == second
    assert not re.search(rb"20\d\d-\d\d-\d\d|CreationDate|tIME", first)


def test_a_card_says_its_title_and_what_is_found(file: Any) -> None:
    query = f"card=1&width=1200&height=630&{EVERY}"
    with Image.open(BytesIO(file("png", query).content)) as image:
        assert image.size == (1200, 630)
    words = " ".join(ElementTree.fromstring(file("svg", query).text).itertext())
    assert _finding(EVERY)[:40] in words
    assert "Location of a sample" in words


def _finding(query: str) -> str:
    """What is first found of the first run."""
    return str(result_of(read(query))["descent"]["runs"][0]["findings"][0]["sentence"])


def test_what_is_drawn_is_said(file: Any) -> None:
    words = ElementTree.fromstring(file("svg", "figure=slopes&start=-1&steps=20").text).itertext()
    assert {"∂F = [−1, 1]", "F′(θ)", "reported there"} <= {word.strip() for word in words}
    words = ElementTree.fromstring(file("svg", WILD["no value"]).text).itertext()
    assert any(word.strip().startswith("no value: ") for word in words)


def test_the_step_that_the_link_shows_is_the_one_that_is_drawn(file: Any) -> None:
    ways = {file("svg", f"{EVERY}{frame}").content for frame in ("", "&frame=3", "&frame=9")}
    assert len(ways) == 3
    assert file("svg", f"{EVERY}&frame=20").text.count("<path") == file("svg", EVERY).text.count("<path")


def test_all_that_is_wrong_is_told_at_once(client: TestClient) -> None:
    response = client.get("/api/v1/figure.png?figure=x&scheme=pink&width=1&height=y&card=2&los=huber&steps=0")
    assert fields_of(response) == {"figure", "scheme", "width", "height", "card", "los", "steps"}
    assert fields_of(client.get("/api/v1/figure.svg?width=300&width=400")) == {"width"}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("figure=slopes&objective=line", "needs one parameter; the experiment has 2"),
        ("figure=data&loss=huber", "the experiment has no data"),
        ("figure=loss&objective=function", "a function by itself has no loss"),
        ("width=300&height=2000", "120 to 600 allowed beside this width"),
    ],
)
def test_a_figure_that_there_is_not_is_refused_with_why(client: TestClient, query: str, says: str) -> None:
    (error,) = problem_of(client.get(f"/api/v1/figure.png?{query}"))["errors"]
    assert says in error["message"]


def test_the_cost_of_drawing_counts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "cost_limit", 300)
    assert client.get(f"/api/v1/experiment?{EVERY}").status_code == 200
    assert fields_of(client.get(f"/api/v1/figure.png?{EVERY}&width=2400")) == {"steps"}
