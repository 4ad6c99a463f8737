"""Answers are encoded straight from arrays, and nothing but finite numbers leaves."""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.answer import Drawn, Packing, Series, answer
from tests.web.reading import decode_array, is_typed, read_binary


def body(content: dict[str, Any], *, packed: Packing = "", drawn: bool = False) -> Any:
    return json.loads(bytes(answer(content, packed=packed, drawn=drawn).body))


def test_numbers_keep_all_their_digits() -> None:
    values = np.array([0.1, 1 / 3, 5e-324, -1.7976931348623157e308])
    assert body({"x": Series(values)}) == {"x": values.tolist()}


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
@pytest.mark.parametrize("packed", ["", "base64"])
def test_an_array_of_any_precision_is_sent(dtype: type, packed: Packing) -> None:
    sent = body({"x": Series(np.array([0.5, -2.0], dtype))}, packed=packed)["x"]
    assert (decode_array(sent).tolist() if packed else sent) == [0.5, -2.0]


@pytest.mark.parametrize(
    "values", [np.empty(0), np.empty((0, 2)), np.zeros((3, 2)), np.arange(6.0)[::2], np.arange(6.0).reshape(2, 3).T]
)
def test_shapes_survive_packing(values: np.ndarray) -> None:
    sent = body({"x": Series(values)}, packed="base64")["x"]
    assert sent["dtype"] == "f4"
    assert decode_array(sent).tolist() == values.tolist()


@pytest.mark.parametrize("value", [1e-40, -1e-40, 1e39, -1e39, 5e-324])
def test_what_float32_cannot_hold_is_sent_as_float64(value: float) -> None:
    sent = body({"x": Series(np.array([1.0, value]))}, packed="base64")["x"]
    assert sent["dtype"] == "f8"
    assert decode_array(sent).tolist() == [1.0, value]


@pytest.mark.parametrize("packed", ["", "base64"])
def test_a_missing_number_is_null_in_a_list(packed: Packing) -> None:
    assert body({"x": Series(np.array([1.0, np.nan]))}, packed=packed) == {"x": [1.0, None]}
    assert body({"x": [float("nan"), 2.0]}, packed=packed) == {"x": [None, 2.0]}


@pytest.mark.parametrize("packed", ["", "base64"])
@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinity_never_leaves(value: float, packed: Packing) -> None:
    with pytest.raises(ValueError, match="infinity"):
        answer({"x": Series(np.array([1.0, value]))}, packed=packed)


def test_only_series_are_packed() -> None:
    sent = body({"long": Series(np.ones(3)), "short": np.ones(2), "deep": [{"x": Series(np.ones(1))}]}, packed="base64")
    assert is_typed(sent["long"])
    assert is_typed(sent["deep"][0]["x"])
    assert sent["short"] == [1.0, 1.0]


def test_what_is_only_drawn_is_packed_as_finely_as_a_screen_can_tell() -> None:
    values = 16.5 + 1e-3 * np.linspace(0, 1, 1000).reshape(10, 100) ** 2
    sent = decode_array(body({"z": Drawn(values)}, packed="base64", drawn=True)["z"])
    assert np.abs(np.ravel(sent) - values.ravel()).max() <= np.ptp(values) / 16_384 + 1e-6 * 16.5
    assert len(set(np.ravel(sent).tolist())) > 100
    assert body({"z": Drawn(values)}) == {"z": values.tolist()}
    assert np.array_equal(
        np.ravel(decode_array(body({"z": Drawn(values)}, packed="base64")["z"])), values.ravel().astype("f4")
    )


FIXTURE = Path(__file__).parents[1] / "js/fixtures/binary_answer.json"
"""What the page's test reads: `{"body": …}`, in base64."""
PACKED: dict[str, Any] = {
    "title": "|θ|",
    "theta": Series(np.array([0.5, -2.0, 2.0**100])),
    "exact": Series(np.array([1.0, 1e-300])),
    "value": Series(np.arange(1.0, 7.0).reshape(2, 3)),
    "gaps": Series(np.array([1.0, np.nan])),
    "runs": [{"empty": Series(np.empty(0))}],
}


def test_bytes_hold_the_same_numbers_as_base64() -> None:
    binary = read_binary(bytes(answer(PACKED, packed="binary").body))
    coded = body(PACKED, packed="base64")
    for name in ("theta", "exact", "value"):
        assert np.array_equal(binary[name], decode_array(coded[name]))
        assert binary[name].dtype.str == f"<{coded[name]['dtype']}"
    assert (binary["gaps"], binary["title"], binary["runs"][0]["empty"].shape) == ([1.0, None], "|θ|", (0,))


def test_the_page_is_tested_with_what_is_sent() -> None:
    sent = base64.b64encode(bytes(answer(PACKED, packed="binary").body)).decode()
    assert json.loads(FIXTURE.read_text("utf-8")) == {"body": sent}
