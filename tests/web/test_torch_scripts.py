"""The PyTorch script of a link: as it was when it was run by PyTorch, and then it made the runs of the page."""

import ast
import json
from pathlib import Path

import numpy as np
import pytest

from app.program.torch_text import OPTIMISERS
from tests.web.examples import LINKS as EXAMPLES
from tests.web.torch_links import LINKS, digest, torch_text

STORED = json.loads((Path(__file__).parent / "torch_scripts.json").read_text("utf-8"))["records"]
ALLOWED = 1e-12
"""Of an iterate, or of 1 where that is smaller: PyTorch adds up in another order. The largest found was 9e-14."""


def test_what_is_recorded_is_what_is_asked():
    assert [record["link"] for record in STORED] == list(LINKS)


@pytest.mark.parametrize("record", STORED, ids=lambda record: record["link"][:70])
def test_a_script_is_as_it_was_recorded(record):
    """If not: python -m scripts.record_torch_scripts."""
    assert digest(torch_text(record["link"])) == record["sha256"]


@pytest.mark.parametrize("record", STORED, ids=lambda record: record["link"][:70])
def test_pytorch_makes_the_runs_of_the_page(record, client):
    expected = client.get(f"/api/v1/descent?{record['link']}").json()["runs"]
    for run, wanted in zip(record["runs"], expected, strict=True):
        for mine, name in ((run["iterates"], "iterates"), (run["values"], "values")):
            found, page = np.array(mine), np.array(wanted[name])
            assert found.shape == page.shape
            assert (np.abs(found - page) <= ALLOWED * np.maximum(np.abs(page), 1)).all()
        assert run["outcome"] == wanted["outcome"]["kind"]


def test_every_optimiser_of_pytorch_is_recorded():
    assert all(any(f"={kind}" in link for link in LINKS) for kind in OPTIMISERS)


def test_the_recorded_runs_move():
    paths = [run["iterates"] for record in STORED for run in record["runs"]]
    moving = [path for path in paths if path[0] != path[-1] and len(path) > 10]
    assert len(moving) >= 0.8 * len(paths)


@pytest.mark.parametrize("link", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_every_link_has_a_script_or_says_why_it_has_none(link, client):
    answer = client.get(f"/api/v1/script_torch.py?{link}")
    if answer.status_code == 200:
        assert "import torch" in answer.text
        ast.parse(answer.text)
    else:
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert error["field"] in ("convention", "batch", "precision", "run.1")
        assert "script.py has" in error["message"]


def test_the_convention_of_pytorch_needs_no_words_and_another_is_told(client):
    own = client.get("/api/v1/script_torch.py?loss=absolute").text
    told = client.get("/api/v1/script_torch.py?loss=absolute&convention=right").text
    assert "torch.abs(r)" in own
    assert "autograd.Function" not in own
    assert "autograd.Function" in told
    assert "PyTorch's own slope there is another." in told
