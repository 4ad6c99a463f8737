"""The script of a link makes the runs of its page, to the last bit, in an interpreter that has NumPy alone."""

import ast
import sys
from urllib.parse import quote

import pytest

from app.core.catalogue import CONVENTIONS, FUNCTIONS, METHODS
from tests.web.examples import EVERY_CHOICE, LINKS, choosing, opens, races
from tests.web.programs import interpreted, runs_of
from tests.web.test_links import LINKS as STORED

FORMULAS = (
    "a", "abs(x*a - y)", "max(a, 0)^2 + abs(b)", "relu(a) - relu(-a)", "huber(a*x - y, 1)", "min(a, b)*2^a",
    "where(a < b, norm(a, b), sqrt(abs(a)))", "tanh(a*x + b) - sign(y)*clip(a, -1, 1)", "norm(a, b, 1)/3 - 2",
    "log(1 + exp(a))/3 + sin(a)*cos(a)", "quantile(a - 1, 0.3) + huber(a, 2) + huber(a + 1, 1)", "abs(-2)*a + abs(-3)",
)  # fmt: skip
WRITTEN = [f"objective=function&steps=12&f={quote(formula)}&run.1=adam&run.2=armijo" for formula in FORMULAS]
FITS = (
    "objective=line&loss=power&loss.power=0.5", "objective=classify&penalty=elastic_net&reduction=sum",
    "objective=plane&loss=quantile&penalty=l1", "objective=plane&data=1:2:3:4:5:6,2:0:1:0:1:3&loss=huber",
)  # fmt: skip
HARD = "&run.1=exact_search&run.2=coordinate_descent&run.3=newton&run.4=minimum_norm&run.5=nelder_mead&run.6=lbfgs"
GROUPS = {
    "examples": list(LINKS.values()),
    "entries": [choosing(key, kind) for key, kind in EVERY_CHOICE],
    "every method on a line": races("objective=line&steps=12&start=0.5,-1"),
    "every method on Kuhn's anchors": races("objective=function&f=geometric_median&steps=12"),
    "conventions": [
        f"{fit}&steps=15&convention={kind}&run.1=proximal_gradient&run.2=adagrad"
        for fit in FITS
        for kind in CONVENTIONS
    ],
    "minibatches": [f"{fit}&steps=15&batch=2&convention={kind}" for fit in FITS for kind in ("random", "epsilon")],
    "short floats": [
        f"{fit}&steps=15&convention={kind}&precision={precision}&run.1=radam&run.2=armijo"
        for fit in (*FITS, "objective=function&f=wolfe", "objective=function&f=relu_difference")
        for kind in ("zero", "random")
        for precision in ("float32", "float16")
    ],
    "functions": [
        f"objective=function&f={kind}&steps=8&convention=random&run.1=adam&run.2=lbfgs" for kind in FUNCTIONS
    ],
    "functions asked for all": [f"objective=function&f={kind}&steps=5{HARD}" for kind in [*FUNCTIONS][::5]],
    "formulas": [f"{link}&convention={kind}" for link in WRITTEN for kind in ("zero", "naive", "random")],
    "formulas asked for all": [
        f"objective=function&steps=6&f={quote(formula)}{more}"
        for formula in FORMULAS[1:8:2]
        for more in (HARD, "&convention=minimum_norm")
    ],
    "samples of a formula": [
        f"objective=function&f={quote('abs(x*a + b - y)')}&batch=3&convention={kind}&steps=15"
        for kind in ("random", "right", "minimum_norm")
    ],
}  # fmt: skip
ALLOWED = {
    "argparse", "bisect", "dataclasses", "fractions", "functools", "itertools", "json", "math", "numpy", "operator",
    "types", "typing", "warnings",
}  # fmt: skip
"""What a script may import: nothing that reaches files or other programs."""
SCIPY = {"scipy.optimize", "scipy.special"}


def programs(client, links):
    answers = [client.get(f"/api/v1/script.py?{link}") for link in links]
    assert [answer.status_code for answer in answers] == [200] * len(links)
    return [answer.text for answer in answers]


def check(client, links, folder):
    """The runs of each link by its script and by the page."""
    for link, runs in zip(links, runs_of(programs(client, links), folder), strict=True):
        expected = client.get(f"/api/v1/descent?{link}").json()["runs"]
        for run, wanted in zip(runs, expected, strict=True):
            assert run["iterates"] == wanted["iterates"], link
            assert run["values"] == [value for value in wanted["values"] if value is not None], link
            assert (run["outcome"], run["run"]) == (wanted["outcome"]["kind"], wanted["run"]), link


@pytest.mark.parametrize("part", range(4))
def test_a_stored_link_makes_the_same_runs_by_its_script(part, client, tmp_path):
    check(client, STORED[part::4], tmp_path)


@pytest.mark.parametrize("links", GROUPS.values(), ids=GROUPS.keys())
def test_every_kind_of_link_makes_the_same_runs_by_its_script(links, client, tmp_path):
    check(client, links, tmp_path)


def test_every_method_is_among_them():
    tried = {kind for links in GROUPS.values() for kind in METHODS for link in links if f"={kind}" in link}
    assert tried == set(METHODS)


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("links", GROUPS.values(), ids=GROUPS.keys())
def test_a_script_stands_alone_and_defines_nothing_twice(links, client):
    for text in programs(client, links[::5]):
        tree = ast.parse(text)
        needs = set(imported(tree))
        assert needs <= ALLOWED | SCIPY
        assert ("Needs NumPy and SciPy." in text) == bool(needs & SCIPY)
        defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert len(defined) == len(set(defined))


def test_the_script_of_a_usual_link_is_short(client):
    (text,) = programs(client, ["objective=scale&loss=absolute&run.1=subgradient"])
    lines = [line for line in text.split("\n") if line.strip() and not line.strip().startswith(("#", '"""'))]
    assert len(lines) <= 100


@pytest.mark.parametrize(
    "formula", ['abs(a)"""\nimport os', "abs(a)\n#", "a'+__import__('os')", "abs(a)\u2028", "abs(a);b", "\\", "{{a}}"]
)
def test_what_is_typed_never_becomes_code(formula, client):
    answer = client.get("/api/v1/script.py", params={"objective": "function", "f": formula})
    if answer.status_code == 200:
        assert set(imported(ast.parse(answer.text))) <= ALLOWED
        assert answer.text.count("\n# %%") == 5
    else:
        assert answer.status_code == 422


def test_a_script_prints_where_the_runs_end(client, tmp_path):
    (text,) = programs(client, ["start=-1&steps=3&run.1.step.size=0.5"])
    (tmp_path / "script.py").write_text(text, "utf-8")
    printed = interpreted(["script.py"], tmp_path)
    assert "finished at step 3" in printed
    assert "last iterate [0.0], value [0.0], best value 0.0" in printed


def test_a_script_is_a_file_with_a_name_and_the_link(client):
    answer = client.get("/api/v1/script.py?objective=line", headers={"Host": "lab.example"})
    assert answer.headers["content-type"] == "text/x-python; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="losscope_line_absolute.py"'
    assert "# " + " " * 4 + "http://lab.example/lab?v=1&objective=line" in answer.text


@pytest.mark.parametrize("route", ["script.py", "notebook.ipynb"])
def test_a_link_that_does_not_decode_is_an_error_as_everywhere(route, client):
    answer = client.get(f"/api/v1/{route}?loss=none&arrays=json")
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"loss", "arrays"}


def test_the_interpreter_of_these_tests_knows_no_lab(tmp_path):
    assert interpreted(["-c", "import importlib.util as u; print(u.find_spec('app'))"], tmp_path) == "None\n"
    assert sys.executable


def test_links_of_groups_open():
    assert all(opens(link) for name, links in GROUPS.items() for link in links if "f=" not in link)
