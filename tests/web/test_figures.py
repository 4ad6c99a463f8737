"""Every figure that the page builds of a real answer is one that Plotly's own validators accept."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from starlette.testclient import TestClient

HERE = Path(__file__).parent
LINKS = {
    "cycle": "",
    "naive": "objective=scale&data=1:2,2:4,3:6&convention=naive&start=0&run.1=subgradient&run.1.step.size=0.25",
    "flat": "objective=location&data=0,1,3,9&start=-2",
    "epsilon": "convention=epsilon&convention.epsilon=0.1&loss=absolute",
    "no kink": "loss=squared&start=2",
    "concave run": "objective=location&data=0,1,2&loss=huber&loss.delta=0.5&run.3=adam&run.8=sign",
    "line": "objective=line&start=0,0&run.1=subgradient&run.2=adam",
    "falls without end": "objective=function&f=relu_difference",
    "apart": "objective=function&f=two_valleys",
    "curves": "objective=function&f=nonsmooth_rosenbrock&view=-2:2,-1:3",
    "many": "objective=plane&data=1:0:0:2,0:1:1:0,1:1:0:1&penalty=l1",
    "two classes": "objective=classify&run.1.step.size=0.1",
    "diverges": "loss=squared&start=1&run.1=subgradient&run.1.step.size=100&steps=400",
}

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="the builders are run by Node")


def asked(client: TestClient, link: str) -> dict[str, Any]:
    """What the page asks for: the experiment, and the subgradients at a step."""
    experiment, found = (
        client.get(f"/api/v1/{part}?{link}&arrays=base64").json() for part in ("experiment", "subdifferential")
    )
    return dict(experiment) | {"subdifferential": dict(found) | {"run": 1, "step": 0}}


@pytest.fixture(scope="module")
def figures(client: TestClient) -> dict[str, dict[str, Any]]:
    """Figures by link and by builder."""
    answers = [asked(client, link) for link in LINKS.values()]
    built = subprocess.run(
        ["node", HERE / "build_figures.mjs"],
        input=json.dumps(answers),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return dict(zip(LINKS, json.loads(built.stdout), strict=True))


@pytest.mark.parametrize("name", LINKS)
def test_plotly_accepts_every_figure(figures: dict[str, dict[str, Any]], name: str) -> None:
    for figure in figures[name].values():
        go.Figure(data=figure["data"], layout=figure["layout"])


def test_the_default_link_has_its_kink_and_its_minimiser(figures: dict[str, dict[str, Any]]) -> None:
    traces = {trace["name"]: trace for trace in figures["cycle"]["objective"]["data"]}
    assert traces["kinks"]["x"] == traces["minimisers"]["x"] == [0]
    assert traces["subdifferential"]["y"] == [-1, 1, None]


def test_flat_minimisers_are_a_band(figures: dict[str, dict[str, Any]]) -> None:
    (band,) = figures["flat"]["objective"]["layout"]["shapes"]
    assert (band["x0"], band["x1"]) == (1, 3)


def test_a_curve_of_kinks_has_many_points(figures: dict[str, dict[str, Any]]) -> None:
    traces = {trace["name"]: trace for trace in figures["curves"]["contour"]["data"]}
    assert len(traces["kinks"]["x"]) > 20
    assert set(traces["kinks"]["text"]) == {"kink", ""}


def test_a_histories_line_has_one_point_a_step(figures: dict[str, dict[str, Any]]) -> None:
    assert figures["cycle"]["history"]["data"][0]["x"] == list(range(61))
