"""The loss by itself in numbers: ρ and its slopes, as static/js/figures/loss.js draws them."""

from typing import Any

from app.pictures.picture import Curve, picture

SYMBOLS = {"residual": "r", "margin": "m"}
"""What a loss is a function of."""
NO_SLOPES = {"left": None, "right": None, "reported": None}


def loss_picture(result: dict[str, Any]) -> Curve:
    """The loss of an answer of `/api/v1/experiment`, drawn as an objective without runs."""
    loss = result["loss"]
    landscape = {name: loss[name] for name in ("value", "left", "right", "reported")} | {
        "parameters": 1,
        "names": [SYMBOLS[loss["argument"]]],
        "theta": loss["r"],
        "window": [[loss["r"][0], loss["r"][-1]]],
        "kinks": [
            *({**kink, "theta": kink["r"], "kind": _kind(kink)} for kink in loss["kinks"]),
            *({"theta": jump["r"], "value": jump["value"], "kind": "jump"} | NO_SLOPES for jump in loss["jumps"]),
        ],
        "minimisers": {"kind": "none", "points": [], "value": None},
    }
    drawn = picture({"landscape": landscape, "experiment": {"frame": None}, "descent": {"runs": []}})
    assert isinstance(drawn, Curve)
    return drawn._replace(function="ρ")


def _kind(kink: dict[str, Any]) -> str:
    """A cusp, at which both slopes are missing, is taken for one that points downwards, as all cusps of losses do."""
    left, right = kink["left"], kink["right"]
    if left is None or right is None or right > left:
        return "convex"
    return "removable" if left == right else "concave"
