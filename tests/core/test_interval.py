"""Enclosures contain what they enclose: values and difference quotients of operations, losses and compositions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.boxes import Field
from app.core.enclosure import Enclosure
from app.core.expression import (
    applied,
    clip,
    cos,
    exp,
    log,
    maximum,
    minimum,
    norm,
    parameters,
    relu,
    sign,
    sin,
    sqrt,
    tanh,
    where,
)
from app.core.interval import Interval
from app.core.loss_interval import slope_over, value_over
from app.core.mean_enclosure import Mean
from app.core.tape import Tape
from tests.core.strategies import losses

(x,) = parameters(1)
SHARES = np.linspace(0, 1, 33)
places, widths = st.floats(-4, 4), st.integers(-24, 3).map(lambda e: 2.0**e)

PRIMITIVES = {
    "sum": lambda u, v: u + v, "difference": lambda u, v: u - v, "product": lambda u, v: u * v,
    "square": lambda u, v: u * u, "nothing": lambda u, v: u - u, "quotient": lambda u, v: u / v,
    "absolute": lambda u, v: abs(u), "relu": lambda u, v: relu(u), "sign": lambda u, v: sign(u) * v,
    "larger": maximum, "smaller": minimum, "clip": lambda u, v: clip(u, -1, 0.5), "norm": norm,
    "where": lambda u, v: where(u < v, u, v), "where not": lambda u, v: where(u <= v, v, 1 - u),
    "jump": lambda u, v: where(u > 0.25, 1, v), "root": lambda u, v: sqrt(u), "exponential": lambda u, v: exp(u),
    "logarithm": lambda u, v: log(u), "sine": lambda u, v: sin(3 * u), "cosine": lambda u, v: cos(5 * u),
    "tangent": lambda u, v: tanh(u), "even": lambda u, v: u**4, "odd": lambda u, v: u**3,
    "negative": lambda u, v: u**-2, "reciprocal": lambda u, v: u**-1, "fraction": lambda u, v: u**1.5,
    "cusp": lambda u, v: abs(u) ** 0.4, "hidden branch": lambda u, v: where(u > 0, log(u), v),
}  # fmt: skip


def over(tape, low, high):
    with np.errstate(all="ignore"):
        found = Enclosure(tape, (Interval.between(np.array([low]), np.array([high])),))
        return found.value, found.change


def end(bound):
    return float(np.broadcast_to(bound, 1)[0])


def check(tape, low, high):
    """Values at points of the box and slopes of chords between them are enclosed, up to their own rounding."""
    value, change = over(tape, low, high)
    points = np.unique(low + SHARES * (high - low))
    with np.errstate(all="ignore"):
        seen = tape.value(points[:, None])
        finite = np.isfinite(seen)
        assert (seen[finite] >= end(value.low)).all()
        assert (seen[finite] <= end(value.high)).all()
        if end(value.whole) and np.isfinite([end(value.low), end(value.high)]).all():
            assert finite.all()
        chords, sizes = np.diff(seen) / np.diff(points), [np.abs(line).max() for line in tape.trace(points[:, None])]
        rounding = 1e-14 * np.nanmax(sizes) * (1 + np.abs(chords)) / np.diff(points) + 1e-9 * np.abs(chords)
        slopes = tape.gradient(points[:, None])[:, 0]
    for quotients, near in ((chords, rounding), (slopes[finite], 1e-9 * np.abs(slopes[finite]))):
        known = np.isfinite(quotients) & np.isfinite(near)
        assert (quotients[known] >= end(change.low) - near[known]).all()
        assert (quotients[known] <= end(change.high) + near[known]).all()


@pytest.mark.parametrize("name", PRIMITIVES)
@given(low=places, width=widths)
def test_every_operation_is_enclosed(name, low, width):
    check(Tape(PRIMITIVES[name](x, 0.5 - x)), low, low + width)
    check(Tape(PRIMITIVES[name](0.3 * x + 0.1, x * x - 2)), low, low + width)


@st.composite
def formulas(draw):
    def grown(inner):
        return st.builds(lambda rule, u, v: PRIMITIVES[rule](u, v), st.sampled_from(sorted(PRIMITIVES)), inner, inner)

    leaves = st.just(x) | st.builds(lambda k, c: k * x + c, st.sampled_from((-2.0, 0.3, 1.0)), st.integers(-2, 2))
    return draw(st.recursive(leaves, grown, max_leaves=6))


@given(formulas(), places, widths)
def test_compositions_are_enclosed(expression, low, width):
    check(Tape(expression), low, low + width)


@given(losses(), places, widths)
def test_losses_are_enclosed(loss, low, width):
    u = Interval.between(np.array([low]), np.array([low + width]))
    with np.errstate(all="ignore"):
        value, slope = value_over(loss, u), slope_over(loss, u)
        marks = [at for at in (0.0, *loss.kinks(), *loss.breaks(), *loss.jumps()) if low <= at <= low + width]
        points = np.unique(np.concatenate([low + SHARES * width, marks]))
        seen = loss.value(points)
        sides = np.concatenate(loss.slopes(points[1:-1]))
    assert value.low[0] <= seen.min()
    assert seen.max() <= value.high[0]
    assert (sides >= slope.low[0] - 1e-12 * np.abs(sides)).all()
    assert (sides <= slope.high[0] + 1e-12 * np.abs(sides)).all()


@given(losses(), places, widths)
def test_a_loss_of_an_expression_is_enclosed(loss, low, width):
    check(Tape(applied(loss, 2 * x - 1)), low, low + width)


def test_unbounded_boxes_have_bounds():
    value, change = over(Tape(abs(x) - 3), 5.0, np.inf)
    assert (end(value.low), end(value.high)) == (pytest.approx(2), np.inf)
    assert (end(change.low), end(change.high)) == (pytest.approx(1), pytest.approx(1))
    assert end(over(Tape(exp(-x)), 1.0, np.inf)[0].high) == pytest.approx(np.exp(-1))


def test_where_there_is_no_value_there_is_no_interval():
    for nowhere in (log(x), sqrt(x), x**0.5):
        assert np.isnan(end(over(Tape(nowhere), -2.0, -1.0)[0].low))
        assert not end(over(Tape(nowhere), -1.0, 1.0)[0].whole)


@given(places, st.integers(-8, 3).map(lambda e: 2.0**e), st.integers(1, 5))
def test_a_mean_is_enclosed(low, width, many):
    a, y = parameters(2)
    tape, samples = Tape(abs(a - y) * a), np.random.default_rng(many).normal(size=(many, 1))
    mean = Mean(Field(tape, samples, lambda over: over.switches))
    value, change = mean.over(np.array([low]), np.array([low + width]))
    seen = mean.value(low + SHARES * width)
    assert value.low[0] <= seen.min()
    assert seen.max() <= value.high[0]
    chords = np.diff(seen) / (width * np.diff(SHARES))
    assert change.low[0] - 1e-9 <= chords.min()
    assert chords.max() <= change.high[0] + 1e-9
