"""The named sets of data have the numbers that were published of them, and open as they say."""

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.shapes import DatasetsAnswer
from app.core.catalogue import LOSSES
from app.core.limits import MOST_SAMPLES
from app.core.minimise import minimise
from app.datasets.dataset import Dataset
from app.datasets.loader import FOLDER, GENERATORS, datasets, made, read
from app.query import decode
from tests.web.reading import answer_to, problem_of

SETS = {each.slug: each for each in datasets()}
every_set = pytest.mark.parametrize("name", SETS)


def table(name: str) -> np.ndarray:
    return np.array(SETS[name].rows)


def least_squares(name: str) -> tuple[float, float]:
    """Intercept and slope."""
    slope, intercept = np.polyfit(*table(name).T, 1)
    return intercept, slope


def least(name: str, loss: str) -> np.ndarray:
    """The minimisers of another loss."""
    found = SETS[name].experiment.changed(loss=LOSSES[loss](), convention=SETS[name].experiment.convention)
    return np.array(minimise(found.problem).points)


@pytest.mark.parametrize("name", ["anscombe_1", "anscombe_2", "anscombe_3", "anscombe_4"])
def test_anscombes_sets_agree_in_all_that_he_lists(name: str) -> None:
    x, y = table(name).T
    assert len(x) == 11
    assert (x.mean(), x.var(ddof=1)) == (9, 11)
    assert (y.mean(), y.var(ddof=1)) == (pytest.approx(7.5, abs=0.005), pytest.approx(4.125, abs=0.005))
    assert least_squares(name) == (pytest.approx(3, abs=0.005), pytest.approx(0.5, abs=0.0005))
    assert np.corrcoef(x, y)[0, 1] == pytest.approx(0.816, abs=0.001)


def test_ten_points_of_the_third_set_lie_on_a_line() -> None:
    x, y = table("anscombe_3").T
    off = np.abs(y - 4.01 - 0.345 * x)  # the line of least absolute deviations, as often printed: 4.01 + 0.345 x
    assert np.sort(off)[-2] < 0.02
    assert off.max() == pytest.approx(4.245, abs=0.001)
    assert least("anscombe_3", "absolute")[0] == pytest.approx([0.345, 4.01])


def test_newcombs_times() -> None:
    y = table("speed_of_light")[:, 0]
    assert len(y) == 66
    assert (y.mean(), np.median(y), y.std(ddof=1)) == (
        pytest.approx(26.212, abs=5e-4),
        27,
        pytest.approx(10.745, abs=5e-4),
    )
    assert sorted(y)[:3] == [-44, -2, 16]
    assert (least("speed_of_light", "absolute")[0, 0], least("speed_of_light", "squared")[0, 0]) == (
        27,
        pytest.approx(y.mean()),
    )


@pytest.mark.parametrize(
    ("name", "rows", "intercept", "slope"),
    [
        ("phone_calls", 24, -260.059, 5.041), ("star_cluster", 47, 6.793, -0.413), ("stack_loss", 21, -44.132, 1.020),
        ("animals", 28, 1.110, 0.496),
    ],
)  # fmt: skip
def test_the_line_of_least_squares_is_the_published_one(name: str, rows: int, intercept: float, slope: float) -> None:
    assert len(SETS[name].rows) == rows
    assert least_squares(name) == (pytest.approx(intercept, abs=6e-4), pytest.approx(slope, abs=6e-4))
    assert least(name, "squared")[0] == pytest.approx(least_squares(name)[::-1])


def test_students_sleepers() -> None:
    y = table("sleep")[:, 0]
    assert (len(y), y.mean(), np.median(y)) == (10, pytest.approx(1.58), pytest.approx(1.3))
    assert y.mean() / (y.std(ddof=1) / np.sqrt(10)) == pytest.approx(4.0621, abs=5e-5)  # Student's t


def test_boscovichs_arcs() -> None:
    x, y = table("meridian_arcs").T
    degrees = np.array([0, 33 + 18 / 60, 42 + 59 / 60, 49 + 23 / 60, 66 + 19 / 60])
    assert x == pytest.approx(np.sin(np.radians(degrees)) ** 2, abs=1e-4)
    assert list(y + 56_700) == [56_751, 57_037, 56_979, 57_074, 57_422]


@every_set
def test_a_set_describes_itself_and_opens(name: str, client: TestClient) -> None:
    each = SETS[name]
    assert all(len(text) > 3 for text in (each.title, each.about, each.source, *each.columns) if text not in ("x", "y"))
    assert each.about.endswith(".")
    assert 2 < len(each.rows) <= MOST_SAMPLES
    assert {len(row) for row in each.rows} == {len(each.columns)}
    assert each.experiment.data == each.rows
    assert not set(each.data) - set("0123456789.,:-")
    assert decode([tuple(pair.split("=", 1)) for pair in each.link.split("&")]) == each.experiment
    answer = answer_to(client, "experiment", each.link)
    assert answer["link"] == each.link
    ends = {run["findings"][0]["kind"] for run in answer["descent"]["runs"]}
    assert ends & {"optimal"}, "a run arrives"


def test_every_file_and_every_generator_is_a_set() -> None:
    files = {path.stem for path in FOLDER.glob("*.toml")}
    assert {each.slug for each in datasets() if each.kind == "classic"} == files
    assert {each.slug for each in datasets() if each.kind == "generated"} == set(GENERATORS)
    assert len({each.title for each in datasets()}) == len(datasets())


@pytest.mark.parametrize("kind", GENERATORS)
def test_a_seed_decides_the_draws(kind: str) -> None:
    generator = GENERATORS[kind]
    assert generator().rows() == generator().rows()
    assert generator(seed=2).rows() != generator().rows()
    assert [len(row) for row in generator(seed=2).rows()] == [len(row) for row in generator().rows()]
    assert f"seed {generator(seed=7).seed}" in made(generator(seed=7)).source


def test_a_broken_file_is_named(tmp_path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text('title = "Odd"\nunknown = 1\n')
    with pytest.raises(ValueError, match=r"odd\.toml"):
        read(path)


def test_the_api_lists_every_set(client: TestClient) -> None:
    response = client.get("/api/v1/datasets")
    listed = DatasetsAnswer.model_validate_json(response.content).datasets
    assert [each.slug for each in listed] == list(SETS)
    assert [each.rows for each in listed] == [len(each.rows) for each in SETS.values()]
    assert all(SETS[each.slug].link == each.link for each in listed)


@every_set
def test_a_set_is_chosen_without_a_script(name: str, client: TestClient) -> None:
    chosen = client.get("/lab/data", params={"name": name})
    assert (chosen.status_code, chosen.headers["location"]) == (303, f"/lab?{SETS[name].link}")


def test_an_unknown_set_is_not_found(client: TestClient) -> None:
    assert "'nothing'" in problem_of(client.get("/lab/data?name=nothing"), 404)["detail"]


@every_set
def test_the_reference_has_every_set(name: str, client: TestClient) -> None:
    text, each = client.get("/reference").text, SETS[name]
    assert f'id="data-set-{name.replace("_", "-")}"' in text
    assert Dataset.model_validate(each.model_dump()) == each
    assert each.link.replace("&", "&amp;") in text
