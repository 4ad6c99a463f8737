"""Laws of the conjugate, wherever it has a closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from app.core.catalogue import LOSSES
from tests.core.probe import EPS, marks, residuals
from tests.core.strategies import entries

every_loss = pytest.mark.parametrize("kind", LOSSES)
drawn = given(draws=st.data())
CONJUGATES = [loss for loss in (entry() for entry in LOSSES.values()) if loss.conjugate(np.zeros(1)) is not None]
CONJUGATES += [LOSSES["power"](power=p) for p in (1, 2, 1.25)]


@every_loss
@drawn
def test_fenchel_and_young(kind, draws):
    """ρ(r) + ρ*(s) ≥ r·s for any r and s, with equality where s is a slope at r."""
    loss = draws.draw(entries(LOSSES[kind]), label="loss")
    r = residuals(loss)
    slopes = loss.slopes(r)[0]
    conjugate = loss.conjugate(slopes)
    if conjugate is None:
        return
    value, product = loss.value(r), r * slopes
    # Made of logarithms it is known to a share of its own extent, not of its value.
    extent = loss.parameters().get("scale", loss.parameters().get("epsilon", 1.0)) * (loss.degree is None)
    slack = 16 * EPS * (np.abs(product) + value + extent) + 1e-30
    low, high = loss.limits()
    # Towards a limit that is never reached the slope loses the digits that tell r.
    clear = (np.abs(slopes - low) > 1e-4 * abs(low)) | (low == slopes) & (loss.degree is not None)
    clear &= (np.abs(slopes - high) > 1e-4 * abs(high)) | (high == slopes) & (loss.degree is not None)
    assert np.all((np.abs(value + conjugate - product) <= slack)[clear])
    s = np.append(slopes[clear][::9], [low, high, 0.0])
    s = s[np.isfinite(s)][:, None]
    other = loss.conjugate(s)
    slack = 16 * EPS * (np.abs(s * r) + value + extent + np.where(np.isfinite(other), np.abs(other), 0))
    assert np.all(value + other >= s * r - slack - 1e-30)


@pytest.mark.parametrize("loss", CONJUGATES, ids=lambda loss: f"{loss.kind} {loss.parameters()}")
def test_it_is_the_largest_gap_to_a_line(loss):
    far = np.geomspace(1e-6, 700, 4001)
    scan = np.unique(np.concatenate([-far, far, marks(loss)]))
    low, high = np.clip(loss.limits(), -5, 5)
    for s in low + (high - low) * np.array([0.02, 0.2, 0.45, 0.6, 0.93]):
        gaps = s * scan - loss.value(scan)
        i = min(max(int(gaps.argmax()), 1), len(scan) - 2)
        search = minimize_scalar(
            lambda r, s=s: float(loss.value(np.asarray(r)) - s * r),
            bounds=(scan[i - 1], scan[i + 1]), method="bounded", options={"xatol": 1e-10},
        )  # fmt: skip
        assert loss.conjugate(np.array([s]))[0] == pytest.approx(max(gaps.max(), -search.fun), abs=1e-9, rel=1e-12)


@pytest.mark.parametrize("loss", CONJUGATES, ids=lambda loss: f"{loss.kind} {loss.parameters()}")
def test_it_is_infinite_beyond_the_slopes(loss):
    for limit, side in zip(loss.limits(), (-1, 1), strict=True):
        if np.isfinite(limit):
            beyond = np.array([limit + side * 1e-9, limit + side])
            assert np.all(loss.conjugate(beyond) == np.inf)


@pytest.mark.parametrize("precision", ["float64", "float32", "float16"])
@pytest.mark.parametrize("loss", CONJUGATES, ids=lambda loss: f"{loss.kind} {loss.parameters()}")
def test_precision_and_shape_are_kept(loss, precision):
    s = np.array([[-9, -0.5, 0.0], [0.3, 1.0, 4.0]], precision)
    found = loss.conjugate(s)
    assert (found.dtype, found.shape) == (s.dtype, s.shape)
    assert not np.isnan(found).any()
