"""The notebook of a link is one, and its cells make the runs of the page."""

import json

import nbformat
import pytest

from tests.web.programs import interpreted

LINKS = (
    "objective=scale&steps=20&run.1=subgradient&run.2=adam",
    "objective=function&f=abs(a)*2&steps=10&run.1=armijo",
    "objective=line&convention=minimum_norm&steps=5&run.1=exact_search",
    "objective=function&f=wolfe&steps=5&convention=random",
)
RUNNER = """
import json, sys
space = {"__name__": "__main__"}
cells = json.load(open(sys.argv[1], encoding="utf-8"))["cells"]
for cell in cells:
    if cell["cell_type"] == "code":
        exec(cell["source"], space)
print(json.dumps(space["runs"]))
"""
NO_MATPLOTLIB = "import sys\nsys.modules['matplotlib'] = None\n"


def notebook(client, link):
    answer = client.get(f"/api/v1/notebook.ipynb?{link}")
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("link", LINKS)
def test_a_notebook_is_valid(link, client):
    content = nbformat.reads(notebook(client, link).text, as_version=4)
    nbformat.validate(content)
    assert content.nbformat == 4
    assert content.cells[0].cell_type == "markdown"


@pytest.mark.parametrize("link", LINKS)
def test_its_cells_make_the_runs_of_the_page(link, client, tmp_path):
    (tmp_path / "it.ipynb").write_text(notebook(client, link).text, "utf-8")
    printed = interpreted(["-W", "error", "-c", NO_MATPLOTLIB + RUNNER, "it.ipynb"], tmp_path)
    runs = json.loads(printed.splitlines()[-1])
    expected = client.get(f"/api/v1/descent?{link}").json()["runs"]
    assert [(run["iterates"], run["values"]) for run in runs] == [
        (wanted["iterates"], wanted["values"]) for wanted in expected
    ]
    assert "There is no Matplotlib here" in printed


def test_its_last_cell_draws_with_matplotlib(client, tmp_path):
    (tmp_path / "it.ipynb").write_text(notebook(client, LINKS[0]).text, "utf-8")
    drawn = "import matplotlib\nmatplotlib.use('svg')\n" + RUNNER + "print(len(space['axes'].lines))"
    assert interpreted(["-c", drawn, "it.ipynb"], tmp_path).splitlines()[-1] == "2"


def test_titles_are_words_and_never_markup(client):
    first = json.loads(notebook(client, "objective=function&f=2*abs(a)*a").text)["cells"][0]["source"]
    assert first.startswith("# 2\\*abs\\(a\\)\\*a\\:")
    assert "](http://testserver/lab?v=1&objective=function" in first


def test_a_notebook_is_a_file_with_a_name(client):
    answer = notebook(client, "loss=huber")
    assert answer.headers["content-type"] == "application/x-ipynb+json; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="losscope_point_huber.ipynb"'
