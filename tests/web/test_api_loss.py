"""The loss by itself, as the API gives it."""

import numpy as np
import pytest

from app.core.catalogue import LOSSES


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_names_its_jumps_with_its_values_around_them(kind, client):
    loss, jumps = LOSSES[kind](), client.get(f"/api/v1/loss?loss={kind}").json()["jumps"]
    assert [jump["r"] for jump in jumps] == list(loss.jumps())
    for jump in jumps:
        around = loss.value(jump["r"] + np.array([-1e-9, 0, 1e-9]))
        assert [jump["left"], jump["value"], jump["right"]] == pytest.approx(around, abs=1e-6)
        assert abs(jump["right"] - jump["left"]) > 1e-3


def test_the_zero_one_loss_falls_from_1_to_0_and_is_1_at_its_jump(client):
    assert client.get("/api/v1/loss?loss=zero_one").json()["jumps"] == [{"r": 0, "left": 1, "value": 1, "right": 0}]
