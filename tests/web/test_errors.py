"""What is wrong with a link is said in one form, at the field, with what is allowed."""

import base64
import math
import zlib

import pytest
from starlette.testclient import TestClient

from app.link_text import pack
from tests.web.examples import CHOICES, choosing
from tests.web.reading import ROUTES, address, fields_of, problem_of

every_route = pytest.mark.parametrize("route", ROUTES)

LOCATION = "objective=location&data="
NUMBERS = {
    "start": "start={}", "data": LOCATION + "{}", "view": "view={}:3", "run.1.step.size": "run.1.step.size={}",
    "loss.delta": "loss=huber&loss.delta={}", "convention.epsilon": "convention=epsilon&convention.epsilon={}",
    "run.2.beta1": "run.2=adam&run.2.beta1={}", "steps": "steps={}", "seed": "seed={}", "frame": "frame={}",
}  # fmt: skip
"""One key of every sort that takes a number."""
NO_NUMBERS = (
    "NaN", "nan", "inf", "-inf", "Infinity", "1e999", "-1e999", "", "%20", "+1", "1%20", "0x10", "1_000", "1e",
    "1e0001", "١", "①", "½", "one", "null", "true", "--1", "1e5.5", "1%00", "1%0A", "%EF%BB%BF1", "1" * 400,
)  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
@pytest.mark.parametrize("field", NUMBERS)
def test_what_is_no_number_is_named(client: TestClient, field: str, text: str) -> None:
    assert fields_of(client.get(address("loss", NUMBERS[field].format(text)))) == {field}


BOUNDS = [
    (f"{key}.{name}", f"{choosing(key, kind)}&{key}.{name}=", schema)
    for key, registry in CHOICES.items()
    for kind, entry in registry.items()
    for name, schema in entry.parameters_schema()["properties"].items()
]


@pytest.mark.parametrize(("field", "query", "schema"), BOUNDS, ids=[query for _, query, _ in BOUNDS])
def test_every_parameter_is_held_to_its_bounds(client: TestClient, field: str, query: str, schema: dict) -> None:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    ends = [schema[bound] for bound in ("exclusiveMinimum", "exclusiveMaximum") if bound in schema]
    allowed = [x for x in (low, high, schema["default"]) if math.isfinite(x)]
    beyond = (math.nextafter(low, -math.inf), math.nextafter(high, math.inf))
    refused = ends + [x for x in beyond if math.isfinite(x)]
    assert refused
    for value in allowed:
        assert client.get(address("loss", f"{query}{value!r}")).status_code == 200, value
    for value in refused:
        assert fields_of(client.get(address("loss", f"{query}{value!r}"))) == {field}, value


WRONG = {
    "loss=foo": "loss", "loss=": "loss", "loss=Huber": "loss", "convention=one": "convention", "run.1=sgd": "run.1",
    "objective=square": "objective", "run.1.step=linear": "run.1.step", "reduction=max": "reduction",
    "precision=float128": "precision", "loss=%FF": "loss", "loss=abs%0Aolute": "loss", "loss=huber%00": "loss",
    "steps=0": "steps", "steps=10001": "steps", "steps=60.0": "steps", "steps=1e2": "steps", "steps=-1": "steps",
    "seed=-1": "seed", "seed=2147483648": "seed", "frame=-1": "frame", "frame=10001": "frame",
    "start=1,2": "start", "objective=line&start=1": "start", "start=1,": "start", "start=1.1e12": "start",
    "start=-1.1e12": "start", f"{LOCATION}1.1e12": "data", f"{LOCATION}1:2": "data", f"{LOCATION}1,,2": "data",
    "objective=line&data=1:2,3": "data", "objective=scale&data=1:2:3": "data", "data=1": "data",
    f"{LOCATION}{','.join(['1'] * 1001)}": "data", f"{LOCATION}1;2": "data",
    "view=1:1": "view", "view=3:-3": "view", "view=1": "view", "view=1:2:3": "view", "view=0:1,0:1": "view",
    "objective=line&view=0:1": "view", "view=-2e13:0": "view", "view=1e12:1000000000000.0001": "view",
    "run.9=adam": "run.9", "run.0=adam": "run.0", "run.01=adam": "run.01", "run.-1=adam": "run.-1", "run=adam": "run",
    "run.1.step.foo=1": "run.1.step.foo", "run.1.momentum=0.5": "run.1.momentum", "run.9.step=polyak": "run.9.step",
    "run.1.step=polyak&run.1.step.size=1": "run.1.step.size", "loss.delta=1": "loss.delta",
    "loss.delta.foo=1": "loss.delta.foo", "convention=naive&convention.epsilon=1": "convention.epsilon",
    "hello=1": "hello", "LOSS=huber": "LOSS", "=5": "", "v=2": "v", "v=": "v", "v=1.0": "v", "%FF=1": "�",
    "arrays=foo": "arrays", "arrays=": "arrays", "arrays=base64&arrays=base64": "arrays", "penalty=l3": "penalty",
    "f=wolfe": "f", "penalty.weight=1": "penalty.weight", "penalty=l1&penalty.ratio=0.5": "penalty.ratio",
    "penalty=l1&penalty.weight=0": "penalty.weight", "objective=function&f=2a": "f", "batch=5": "batch",
    "objective=function&loss=huber": "loss", "objective=function&penalty=l1": "penalty",
    "objective=classify&data=1:2": "data", "objective=plane&data=1:2": "data", "batch=x": "batch",
    "objective=plane&data=1:2:3,1:2:3:4": "data", "objective=location&batch=2&run.2=armijo": "run.2",
    "run.3.step=continuation": "run.3", "loss=truncated&run.1=proximal_point": "run.1",
    "loss=huber&loss=huber": "loss", "steps=5&steps=6": "steps", "batch=-1": "batch", "a" * 500 + "=1": "a" * 500,
}  # fmt: skip


@pytest.mark.parametrize(("query", "field"), WRONG.items(), ids=[query[:40] for query in WRONG])
@every_route
def test_what_is_wrong_is_named(client: TestClient, route: str, query: str, field: str) -> None:
    assert fields_of(client.get(address(route, query))) == {field}


def test_every_flaw_is_told_at_once_with_what_was_sent(client: TestClient) -> None:
    body = problem_of(client.get(address("loss", "loss=foo&steps=0&start=x&hello=1&run.3.step.size=-1")))
    sent = {error["field"]: error["input"] for error in body["errors"]}
    assert sent == {"loss": "foo", "steps": "0", "start": "x", "hello": "1", "run.3.step.size": "-1"}
    assert all(field in body["detail"] for field in sent)


@pytest.mark.parametrize(
    ("query", "hint"), [("los=huber", "did you mean loss?"), ("loss=foo", "huber"), ("steps=0", "at least 1")]
)
def test_the_message_says_what_is_allowed(client: TestClient, query: str, hint: str) -> None:
    (error,) = problem_of(client.get(address("loss", query)))["errors"]
    assert hint in error["message"]


def _raw(body: bytes) -> str:
    return "z1:" + base64.urlsafe_b64encode(body).decode().rstrip("=")


PACKED = {
    "empty": "z1:", "no base64": "z1:!!!!", "no zlib": "z1:AAAA", "cut off": pack("1,2,3")[:-6], "no ASCII": pack("½"),
    "bomb": pack("1," * 5_000_000 + "1"), "no digits": pack("a,b"), "packed twice": pack(pack("1,2")),
    "too many rows": pack("1" + ",1" * 1000), "wrong sum": _raw(zlib.compress(b"1,2,3")[:-4] + b"\0\0\0\0"),
    "raw deflate": _raw(zlib.compress(b"1,2,3")[2:-4]), "gzip": _raw(zlib.compress(b"1,2", wbits=31)),
}  # fmt: skip


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED.keys())
def test_packed_data_is_not_trusted(client: TestClient, data: str) -> None:
    response = client.get(address("loss", LOCATION + data))
    assert fields_of(response) == {"data"}
    assert len(response.content) < 2_000


def test_long_text_is_not_sent_back_whole(client: TestClient) -> None:
    body = problem_of(client.get(address("loss", "start=" + "9" * 55_000)))
    assert len(body["errors"][0]["input"]) <= 200
    assert len(body["detail"]) < 500


def test_the_largest_legal_data_is_taken(client: TestClient) -> None:
    query = f"{LOCATION}{','.join(str(i) for i in range(1000))}"
    assert client.get(address("loss", query)).status_code == 200


POINTS = ["x", "", "1,2", "nan", "1e999", "1e13", "0&at=0", "%00"]


@pytest.mark.parametrize("at", POINTS)
def test_the_point_is_named(client: TestClient, at: str) -> None:
    assert fields_of(client.get(address("subdifferential", f"at={at}"))) == {"at"}
