"""Adaptive methods and momentum on |x| with a constant step: how far they swing, and what their means make of it."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.core.catalogue import METHODS
from tests.core.runs import path, trajectory

SIZE = 0.125
FRACTIONS = [(j * (5**0.5 - 1) / 2) % 1 for j in range(1, 10)]
"""Nine remainders of the start by the step, spread evenly."""


def run_on_absolute(method, steps, start, size=SIZE):
    """The iterates on |x| from a start that is counted in steps."""
    link = f"start={start * size!r} steps={steps} convention=right run.1={method} run.1.step.size={size}"
    return np.array(path(link))


def amplitudes(method, starts, steps=2000):
    """max |x| of the last 300 iterates on |x|, by start, all in steps."""
    oracle, state = SimpleNamespace(subgradient=lambda x: np.where(x < 0, -1.0, 1.0)), method.init(starts[:, None])
    largest = np.zeros_like(starts)
    for k in range(steps):
        state = method.step(state, oracle, 1.0)
        if k >= steps - 300:
            largest = np.maximum(largest, np.abs(state.x[:, 0]))
    return largest


@pytest.mark.parametrize("kind", ["subgradient", "sign", "lion"])
def test_what_moves_by_a_whole_step_swings_by_the_larger_part_of_it(kind):
    fractions = np.array(FRACTIONS)
    assert amplitudes(METHODS[kind](), 3 + fractions) == pytest.approx(np.maximum(fractions, 1 - fractions), abs=1e-9)


SWINGS = {
    ("heavy_ball", 0.5): (0.47, 1.31),
    ("heavy_ball", 0.9): (1.44, 4.93),
    ("heavy_ball", 0.99): (2.8, 27.6),
    ("nesterov", 0.9): (0.87, 2.12),
    ("nesterov", 0.99): (1.9, 2.3),
    ("adam", 0.9): (0.25, 0.38),
    ("adam", 0.5): (0.30, 0.54),
    ("amsgrad", 0.9): (0.25, 0.38),
    ("rmsprop", 0.99): (0.5, 1.0),
}
"""Least and greatest amplitude over nine starts, measured elsewhere, by method and β."""
SHARE = {"adam": "beta1", "amsgrad": "beta1", "rmsprop": "decay"}


@pytest.mark.parametrize(("kind", "share"), SWINGS)
def test_the_swings_are_shares_of_the_step(kind, share):
    """Momentum and Adam have many cycles each: nine starts see some of them, four hundred see more."""
    method = METHODS[kind](**{SHARE.get(kind, "momentum"): share})
    measured = amplitudes(method, 2 + 98 * np.random.default_rng(1).random(400))
    least, greatest = SWINGS[kind, share]
    assert least <= np.median(measured) <= greatest + 1e-6
    assert measured.min() <= 1.02 * least
    assert measured.max() >= greatest


@pytest.mark.parametrize(("momentum", "greatest"), [(0.3, 1.231), (0.5, 1.555)])
def test_momentum_swings_beyond_half_the_length_it_gathers(momentum, greatest):
    starts = 2 + 28 * np.random.default_rng(2).random(4000)
    measured = amplitudes(METHODS["heavy_ball"](momentum=momentum), starts).max()
    assert measured == pytest.approx(greatest, abs=1e-3)
    assert measured > 0.5 / (1 - momentum)


SCALE_FREE = ["subgradient", "sign", "lion", "heavy_ball", "nesterov", "adam", "amsgrad", "adamax", "nadam", "radam",
              "rmsprop", "adagrad", "adadelta"]  # fmt: skip


@pytest.mark.parametrize("method", SCALE_FREE)
def test_a_step_half_as_long_makes_the_same_picture_half_as_large(method):
    whole = run_on_absolute(method, 300, 7.1, size=0.1)
    for half in (2**-1, 2**-10):
        assert np.array_equal(whole * half, run_on_absolute(method, 300, 7.1, size=0.1 * half))


@pytest.mark.parametrize("other", ["adam run.1.beta2=0.5", "amsgrad", "adamax", "adamw run.1.weight_decay=0"])
def test_where_every_slope_is_1_adam_is_a_running_mean_of_signs(other):
    for fraction in FRACTIONS:
        one, two = (run_on_absolute(method, 300, 3 + fraction) for method in ("adam", other))
        assert one == pytest.approx(two, abs=1e-6)
        assert np.abs(np.diff(one)).max() <= SIZE


def test_rprop_closes_in_although_the_step_rule_is_constant():
    for fraction in FRACTIONS:
        moves = np.abs(np.diff(run_on_absolute("rprop", 300, 3 + fraction)))
        assert moves[0] == pytest.approx(SIZE)
        assert moves[-100:].max() <= 1.2e-6


def test_adadelta_finds_its_own_length():
    for size in (0.5, 1.0):
        moves = np.abs(np.diff(path(f"start=3 steps=200 run.1=adadelta run.1.step.size={size}"))) / size
        assert moves[0] == pytest.approx(1e-3 / 0.1**0.5, rel=1e-4)
        assert np.all(np.diff(moves[:100]) > 0)


def test_weight_decay_ends_off_the_minimum():
    """For α of 1/√k the decayed sign method of |x − 4| rests where sign(x − 4) + λx = 0."""
    for method, decay, expected in (("lion", 0.5, 2.0), ("lion", 0.1, 4.0), ("adamw", 0.5, 2.0)):
        link = f"objective=location data=4 start=0 steps=4000 run.1={method} run.1.weight_decay={decay}"
        assert path(f"{link} run.1.step=inverse_sqrt run.1.step.size=0.1")[-1] == pytest.approx(expected, abs=0.02)


ONLINE = {("adam", 3): (1.0, 0.674), ("adam", 4): (1.0, 1.340), ("amsgrad", 3): (-0.994, 0.017)}
"""Where it ends and its average regret, by method and C (Reddi, Kale & Kumar 2018)."""


@pytest.mark.parametrize(("kind", "steep"), ONLINE)
def test_adam_learns_the_worst_point_and_amsgrad_the_best(kind, steep):
    """Slopes C, −1, −1 in turn on [−1, 1], whose best point is −1; β₁ = 0, β₂ = 1/(1 + C²), α = 1/(2√t)."""
    method, turns = METHODS[kind](beta1=0, beta2=1 / (1 + steep**2)), 1000
    state, paid = method.init(np.array([[0.0]])), 0.0
    for t in range(3 * turns):
        slope = (steep, -1.0, -1.0)[t % 3]
        paid += slope * state.x[0, 0]
        oracle = SimpleNamespace(subgradient=lambda x, slope=slope: np.full_like(x, slope))
        state = method.step(state, oracle, 0.5 / (t + 1) ** 0.5)
        state = state._replace(x=np.clip(state.x, -1, 1))
    end, regret = ONLINE[kind, steep]
    assert state.x[0, 0] == pytest.approx(end, abs=1e-3)
    assert (paid + turns * (steep - 2)) / (3 * turns) == pytest.approx(regret, abs=5e-3)


DIVIDES = {"adam": 0, "adamw": 0, "amsgrad": 0, "nadam": 0, "adamax": 0, "rmsprop": 0, "adagrad": 0, "radam": 5}
"""By method the iterate after which it divides 0 by 0, on the kink in float16, where ε is 0."""


@pytest.mark.parametrize("method", [*DIVIDES, "adadelta", "rprop", "lion"])
def test_on_the_kink_in_float16_an_epsilon_that_is_0_is_0_over_0(method):
    found = trajectory(f"start=0 steps=9 precision=float16 run.1={method}").outcome
    expected = ("non_finite", DIVIDES[method]) if method in DIVIDES else ("finished", 9)
    assert (found.kind, found.step) == expected
    assert trajectory(f"start=0 steps=9 precision=float32 run.1={method}").outcome.kind == "finished"
