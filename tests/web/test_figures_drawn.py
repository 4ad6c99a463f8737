"""Figures in files: whatever the experiment, in any process and thread, in the colours of the page."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.figures.catalogue import figures_of
from app.figures.order import Order
from app.figures.scheme import DASHES, SCHEMES
from tests.web.drawing import EVERY, WILD, drawn, read
from tests.web.examples import LINKS

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("png", "svg", "pdf")
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)


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
    here = [sha256(drawn(EVERY, Order("objective", form))).hexdigest() for form in FORMATS]
    assert ran.stdout.split() == here


def test_threads_do_not_disturb_each_other() -> None:
    queries = [EVERY, "objective=line&steps=20", "objective=function&f=wolfe&steps=20", "loss=huber&steps=20"]
    orders = [Order("objective", form, scheme, 300) for form in ("svg", "png") for scheme in SCHEMES]
    jobs = [(query, order) for query in queries for order in orders]
    alone = [drawn(*job) for job in jobs]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda job: drawn(*job), jobs)) == alone


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
