"""The edges of what is legal, by hand: each route answers them with finite numbers."""

import pytest
from starlette.testclient import TestClient

from tests.web.examples import CHOICES, choosing, opens, races
from tests.web.reading import ROUTES, answer_to

LARGE = "&".join(f"run.{n}.step.size=1e6" for n in range(1, 9))
MANY = ",".join(f"{i % 37 - 18}:{i % 11 - 5}" for i in range(1000))
HUGE = "1000000000000:-1000000000000,-1000000000000:1000000000000,1:1"
EXTREMES = {
    "a thousand samples": f"objective=scale&data={MANY}&steps=20",
    "a thousand samples of a line": f"objective=line&data={MANY}&steps=20",
    "most steps": "steps=10000&run.1=adam",
    "one sample": "objective=line&data=1:1&steps=10",
    "one sample at x = 0": "objective=line&data=0:1&steps=10",
    "x is 0": "objective=scale&data=0:1,0:-2",
    "x and y are 0": "objective=scale&data=0:0&convention=naive&start=0",
    "all samples are one": "objective=line&data=1:2,1:2,1:2&steps=10",
    "all x are one": "objective=line&data=1:0,1:1,1:5&steps=10",
    "nearly one": "objective=line&data=1:0,1.000000000001:1&steps=10",
    "huge data": f"objective=scale&data={HUGE}",
    "huge data, a line": f"objective=line&data={HUGE}&steps=10",
    "huge data, squared": f"objective=line&data={HUGE}&loss=squared&steps=10&reduction=sum",
    "tiny data": "objective=scale&data=1e-300:1,5e-324:1e-300",
    "far start": "start=1e12",
    "far start, squared": "start=-1e12&loss=squared&run.1.step.size=1000",
    "far start in half precision": "start=1e12&precision=float16",
    "far data in half precision": "objective=location&data=1e12,-1e12&precision=float16&convention=naive",
    "far data in single precision": f"objective=scale&data={HUGE}&precision=float32&loss=squared",
    "tiny start": "start=5e-324&run.1.step.size=5e-324",
    "largest view": "view=-1e12:1e12",
    "largest view of a surface": "objective=line&view=-1e12:1e12,-1e12:1e12&steps=10",
    "smallest view": "view=1:1.00000001",
    "view of nothing": "view=1e11:1e12",
    "epsilon that half precision loses": "convention=epsilon&convention.epsilon=1e-30&precision=float16&start=0",
    "last frame": "frame=10000&steps=1",
    "log-cosh from afar": "loss=log_cosh&start=1e12",
    "logistic from afar": "loss=logistic&start=-1e12",
    "polyak at the minimum": "start=0&run.1.step=polyak&run.2=proximal_point&run.2.step=polyak",
    "penalty beyond all data": "objective=line&penalty=l1&penalty.weight=1e6&steps=10",
    "penalty of next to nothing": "objective=plane&penalty=elastic_net&penalty.weight=5e-324&steps=10",
    "as many weights as there may be": "objective=plane&data=" + ":".join(map(str, range(41))) + "&steps=5",
    "cusp under every start": "loss=power&loss.power=0.5&start=0",
    "minibatch of one": "objective=line&batch=1&steps=50",
    "one class alone": "objective=classify&data=1:1,2:1&loss=logistic&steps=10",
    "classes of no feature": "objective=classify&data=0:1,0:-1&loss=zero_one&steps=10",
    "function from afar": "objective=function&f=rosenbrock&start=1e12,-1e12&steps=10",
    "function in half precision": "objective=function&f=wolfe&start=1e12,-1e12&steps=10&precision=float16",
}  # fmt: skip
for setting in ("", "loss=squared&steps=100", "objective=line&steps=20", "objective=function&steps=20"):
    for i, race in enumerate(races(setting), 1):
        lengths = "&".join(key for key in LARGE.split("&") if f"{key.partition('.step')[0]}=" in race)
        EXTREMES[f"eight runs, {setting or 'the default'}, {i}"] = race
        EXTREMES[f"eight runs, {setting or 'the default'}, {i}, large steps"] = f"{race}&{lengths}"


@pytest.mark.parametrize("query", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("route", ROUTES)
def test_extremes_are_answered(client: TestClient, route: str, query: str) -> None:
    assert answer_to(client, route, query)


@pytest.mark.parametrize("query", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes_have_a_page(client: TestClient, query: str) -> None:
    assert client.get(f"/lab?{query}").status_code == 200


BOUNDS = [
    f"{choosing(key, kind)}&{key}.{name}={schema[bound]!r}"
    for key, registry in CHOICES.items()
    for kind, entry in registry.items()
    for name, schema in entry.parameters_schema()["properties"].items()
    for bound in ("minimum", "maximum")
    if bound in schema
]


@pytest.mark.parametrize("query", BOUNDS)
def test_every_parameter_at_each_bound(client: TestClient, query: str) -> None:
    links = [f"objective={kind}&{query}" for kind in ("point", "scale", "line") if "objective=" not in query]
    fitting = [link for link in links or [query] if opens(link)]
    assert fitting
    for link in fitting:
        assert answer_to(client, "experiment", f"{link}&steps=15")


@pytest.mark.parametrize(
    ("key", "kind", "name"),
    [
        (key, kind, name)
        for key, registry in CHOICES.items()
        for kind, entry in registry.items()
        for name, schema in entry.parameters_schema()["properties"].items()
        if "exclusiveMinimum" in schema
    ],
)
def test_every_parameter_just_above_its_bound(client: TestClient, key: str, kind: str, name: str) -> None:
    assert answer_to(client, "experiment", f"{choosing(key, kind)}&{key}.{name}=5e-324&steps=15")


def test_a_start_beyond_the_precision_ends_the_run_at_once(client: TestClient) -> None:
    (run,) = answer_to(client, "descent", "start=1e12&precision=float16")["runs"]
    assert (run["outcome"]["kind"], run["outcome"]["step"], run["iterates"]) == ("non_finite", 0, [[1e12]])
    assert run["findings"][0]["kind"] == "non_finite"
    assert "start" in run["findings"][0]["sentence"]
    assert run["findings"][0]["remedy"]["link"].endswith("precision=float64")


def test_data_beyond_the_precision_is_not_taken_for_a_kink(client: TestClient) -> None:
    query = "objective=location&data=1e12,-1e12&precision=float16&convention=naive"
    (run,) = answer_to(client, "descent", query)["runs"]
    assert run["findings"][0]["kind"] == "non_finite"
    assert "kink" not in run["findings"][0]["sentence"]
    assert "float16 can hold" in run["findings"][0]["sentence"]


def test_one_step_is_still_on_its_way(client: TestClient) -> None:
    assert answer_to(client, "descent", "steps=1")["runs"][0]["findings"][0]["kind"] == "descending"
    assert answer_to(client, "descent", "steps=1&start=0")["runs"][0]["findings"][0]["kind"] == "optimal"


def test_nothing_counts_as_minimal_only_for_being_half_precise(client: TestClient) -> None:
    query = "objective=location&data=-1e9,1e9,1e9&start=0&precision=float16&run.1.step.size=1e-9&steps=12"
    assert answer_to(client, "descent", query)["runs"][0]["findings"][0]["kind"] != "optimal"


@pytest.mark.parametrize("query", EXTREMES.values(), ids=EXTREMES.keys())
def test_the_window_that_was_fitted_may_be_given_as_the_view(client: TestClient, query: str) -> None:
    picture = answer_to(client, "landscape", query)
    view = ",".join(f"{low!r}:{high!r}" for low, high in picture.get("window", ()))
    if view and "view=" not in query:
        assert answer_to(client, "landscape", f"{query}&view={view}") == picture
