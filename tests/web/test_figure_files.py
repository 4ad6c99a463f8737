"""Figures as files: they open, show what they say, look as the page does, and are the same bytes for the same link."""

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.core.experiment import Experiment
from app.figures.catalogue import FIGURES, figures_of
from app.figures.order import Order
from app.figures.result import result_of
from app.figures.scheme import DASHES, SCHEMES
from app.query import decode
from app.settings import settings
from tests.web.examples import LINKS
from tests.web.reading import fields_of, problem_of

ROOT = Path(__file__).resolve().parents[2]
EVERY = "objective=location&data=0,1,3,9&steps=20&run.1=subgradient&run.3=adam"
"""An experiment that has every figure."""
TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
WILD = {
    "does not end finite": "objective=scale&data=1:2,2:4,3:6&start=0&convention=naive&run.1.step.size=0.25",
    "diverges": "loss=squared&run.1.step.size=1e6&steps=300",
    "overflows at the start": "start=1e12&precision=float16",
    "no least value": "loss=hinge&start=-3",
    "huge data": "objective=line&data=1e12:-1e12,-1e12:1e12,1:1&loss=squared&steps=10&reduction=sum",
    "tiny data": "objective=scale&data=1e-300:1,5e-324:1e-300",
    "tiny start": "start=5e-324&run.1.step.size=5e-324",
    "largest view": "objective=line&view=-1e12:1e12,-1e12:1e12&steps=10",
    "smallest view": "view=1:1.00000001",
    "a surface that is flat": "objective=line&data=0:0&steps=2&view=-1e-9:1e-9,-1e-9:1e-9",
    "one step, one sample, one class": "objective=classify&data=1:1&loss=logistic&steps=1",
    "forty weights": "objective=plane&data=" + ":".join(map(str, range(41))) + "&steps=5",
    "a function from afar": "objective=function&f=rosenbrock&start=1e12,-1e12&steps=10",
    "eight runs": "objective=line&steps=40&" + "&".join(f"run.{n}=adam&run.{n}.step.size=1e{n}" for n in range(1, 9)),
    "no value": "objective=function&f=log(a)&start=1&view=-2:2",
    "nowhere a value": "objective=function&f=sqrt(-1-a^2)&start=1&view=-2:2",
    "a pole": "objective=function&f=1/a&start=1&view=-2:2",
}

every_figure = pytest.mark.parametrize("figure", FIGURES)
every_format = pytest.mark.parametrize("form", TYPES)
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)


def read(query: str) -> Experiment:
    return decode(parse_qsl(query, keep_blank_values=True))


def drawn(query: str, order: Order) -> bytes:
    """A file that is drawn anew."""
    from app.figures.file import draw

    return draw.__wrapped__(read(query), order)


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
    assert headers["cache-control"] == "public, max-age=60"
    assert ("sandbox" in headers.get("content-security-policy", "")) == (form == "svg")


@every_format
def test_the_same_link_gives_the_same_bytes_and_no_date(form: str) -> None:
    order = Order("objective", form)
    first, second = drawn(EVERY, order), drawn(EVERY, order)
    assert first == second
    assert not re.search(rb"20\d\d-\d\d-\d\d|CreationDate|tIME", first)


AGAIN = """
import sys
import app.main
assert not [name for name in sys.modules if name.split(".")[0] in ("matplotlib", "fontTools", "PIL")], "imported early"
from hashlib import sha256
from urllib.parse import parse_qsl
from app.figures.file import draw
from app.figures.order import Order
from app.query import decode
for form in ("png", "svg", "pdf"):
    print(sha256(draw(decode(parse_qsl(sys.argv[1])), Order("objective", form))).hexdigest())
assert "matplotlib.pyplot" not in sys.modules
"""


def test_another_process_draws_the_same_and_imports_matplotlib_no_earlier() -> None:
    command = [sys.executable, "-W", "error", "-c", AGAIN, EVERY]
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PATH": "", "MPLBACKEND": "agg", "HOME": "/nowhere"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    here = [sha256(drawn(EVERY, Order("objective", form))).hexdigest() for form in TYPES]
    assert ran.stdout.split() == here


def test_threads_do_not_disturb_each_other() -> None:
    queries = [EVERY, "objective=line&steps=20", "objective=function&f=wolfe&steps=20", "loss=huber&steps=20"]
    orders = [Order("objective", form, scheme, 300) for form in ("svg", "png") for scheme in SCHEMES]
    jobs = [(query, order) for query in queries for order in orders]
    alone = [drawn(*job) for job in jobs]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda job: drawn(*job), jobs)) == alone


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


@pytest.mark.parametrize("query", WILD.values(), ids=WILD.keys())
def test_the_wildest_experiments_are_drawn(query: str) -> None:
    experiment = read(query)
    for figure in figures_of(experiment):
        with Image.open(BytesIO(drawn(query, Order(figure.kind, "png", width=200)))) as image:
            assert len(image.convert("L").getcolors()) > 20


STORED = [
    line for line in (ROOT / "tests/links.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize("number", range(len(STORED)))
def test_every_stored_link_is_drawn(number: int) -> None:
    found = figures_of(read(STORED[number]))
    assert drawn(STORED[number], Order(found[number % len(found)].kind, "png", width=200))


@pytest.mark.parametrize("query", LINKS.values(), ids=LINKS.keys())
def test_every_kind_of_link_has_a_figure_by_post_as_by_get(client: TestClient, query: str) -> None:
    form = dict(parse_qsl(query, keep_blank_values=True)) | {"width": "200"}
    posted = client.post("/api/v1/figure.png?figure=histories", data=form)
    got = client.get(f"/api/v1/figure.png?figure=histories&width=200&{query}")
    assert posted.status_code == got.status_code == 200
    assert posted.content == got.content


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


@every_scheme
def test_colours_and_dashes_are_those_of_the_page(scheme: str) -> None:
    script = (ROOT / "static/js/figures/theme.js").read_text("utf-8")
    (block,) = re.findall(rf"^  {scheme}: {{(.*?)^  }},", script, re.S | re.M)
    named = dict(re.findall(r"(\w+): '(#\w+)'", block))
    ours = SCHEMES[scheme]._asdict()
    for name in ("ink", "muted", "grid", "zero", "paper", "kink", "minimum"):
        assert ours[name] == named[name], name
    assert list(ours["runs"]) == re.findall(r"#\w+", re.search(r"runs: \[(.*?)\]", block).group(1))
    (dashes,) = re.findall(r"DASHES = \[(.*?)\];", script)
    spelt = [tuple(map(int, re.findall(r"(\d+)px", each))) for each in re.findall(r"'(.*?)'", dashes)]
    assert spelt == list(DASHES)


@every_scheme
def test_the_ground_and_the_shade_of_levels_are_those_of_the_page(scheme: str) -> None:
    style = (ROOT / "static/css/picture.css").read_text("utf-8")
    i = list(SCHEMES).index(scheme)
    colours = [re.search(rf"{name} {{ fill: light-dark\((#\w+), (#\w+)\)", style) for name in (r"\.ground", r"\.level")]
    assert [found.group(i + 1) for found in colours] == [SCHEMES[scheme].ground, SCHEMES[scheme].level]
