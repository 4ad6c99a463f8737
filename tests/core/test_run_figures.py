"""Runs whose figures are known: dyadic steps, cycles, rates, failures, averages of the literature."""

import math

import numpy as np
import pytest

from app.core.minimise import minimise
from app.core.run import run
from tests.core.runs import experiment, path, trajectory

EXACT = "objective=scale data=1:2,2:4,3:6 convention=naive start=0 run.1.step.size=0.25"
FIT = "objective=scale data=1:2.1,2:3.9,3:6.2,4:7.8 start=0 steps=200 run.1.step.size=0.05"
PRESET = "objective=line data=0:0,1:1,2:3,3:5,4:2,5:3,6:16 reduction=sum"


def tail(query, last=400):
    return np.array(path(query))[-last:]


def test_the_naive_formula_reaches_the_exact_fit_and_fails():
    found = trajectory(EXACT)
    assert found.iterates.ravel().tolist() == [0, 0.5, 1, 1.5, 2]
    assert (found.outcome.kind, found.outcome.step, found.outcome.samples) == ("non_finite", 4, (0, 1, 2))
    assert len(found.subgradients) == 4


def test_rounding_decides_whether_the_naive_formula_fails():
    found = trajectory(EXACT.replace("0.25", "0.1") + " steps=1000")
    assert found.outcome.kind == "finished"
    assert np.abs(found.iterates - 2).min() == 2.0**-52


def test_one_sample_on_its_kink_poisons_both_parameters():
    found = trajectory("objective=line data=0:0,1:1 convention=naive start=3,0")
    assert (found.outcome.kind, found.outcome.step, found.outcome.samples) == ("non_finite", 0, (0,))


def test_a_constant_step_ends_in_two_points():
    assert path("start=1 steps=60 run.1.step.size=0.1")[-2:] == [1.3877787807814457e-16 - 0.1, 1.3877787807814457e-16]
    assert path("start=1 steps=60 run.1.step.size=0.125")[8:] == [0] * 53
    assert path("start=1 steps=60 convention=right run.1.step.size=0.125")[8:12] == [0, -0.125, 0, -0.125]
    values = trajectory("start=0.95 steps=400 run.1.step.size=0.1").values
    assert values.min() == pytest.approx(0.05, abs=1e-14)


def test_epsilon_cycles_with_half_the_step_less_epsilon():
    for size in (0.03, 0.1):
        link = f"convention=epsilon convention.epsilon=0.01 start=1 steps=4000 run.1.step.size={size}"
        assert np.abs(tail(link, 2)) == pytest.approx([size / 2 - 0.01] * 2, abs=1e-12)
    link = "convention=epsilon convention.epsilon=1e-8 start=1 steps=2000 run.1.step.size=0.001"
    assert np.ptp(tail(link, 2)) == pytest.approx(1e-3, rel=1e-4)
    still = "convention=epsilon convention.epsilon=0.1 start=1 steps=400 run.1.step.size=0.1"
    assert np.abs(tail(still, 2)).max() < 1e-9


def test_epsilon_is_nothing_in_float16():
    found = trajectory("convention=epsilon convention.epsilon=1e-8 start=1 run.1.step.size=0.25 precision=float16")
    assert (found.outcome.kind, found.outcome.step) == ("non_finite", 4)


def test_squared_loss_converges_at_its_rate_where_the_absolute_one_cycles():
    squared = np.abs(tail(FIT + " loss=squared", 201) - 1.99)
    assert squared[1:30] / squared[:29] == pytest.approx(0.625, rel=1e-6)
    assert squared[50] == pytest.approx(1.2e-10, rel=0.05)
    assert squared[-1] < 4e-16
    absolute = trajectory(FIT)
    assert sorted(np.round(absolute.iterates[-4:, 0], 9)) == [1.925, 1.95, 1.975, 2.05]
    assert np.abs(absolute.subgradients).min() == pytest.approx(0.5)
    best = minimise(experiment(FIT).problem).value
    assert absolute.values.min() - best < 1e-15


def test_proximal_point_steps_onto_the_kink():
    link = "start=1 steps=6 run.1=proximal_point run.1.step.size=0.3"
    assert path(link) == pytest.approx([1, 0.7, 0.4, 0.1, 0, 0, 0], abs=1e-15)
    assert path(link)[4:] == [0, 0, 0]


def test_polyak_needs_one_step():
    assert path("start=0.7 steps=3 run.1.step=polyak") == [0.7, 0, 0, 0]
    gaps = trajectory(PRESET + " start=0,0 steps=2000 run.1.step=polyak")
    away = np.linalg.norm(gaps.iterates - [1.5, 0], axis=1)
    assert np.all(np.diff(away) <= 1e-12)


def test_an_inverse_step_takes_exponentially_long():
    found = trajectory("start=10 steps=1000 run.1.step=inverse run.1.step.size=1")
    assert found.values[-1] == pytest.approx(10 - sum(1 / k for k in range(1, 1001)), abs=1e-12)
    crossing = np.flatnonzero(np.abs(path("start=10 steps=200 run.1.step=inverse_sqrt run.1.step.size=1")) <= 0.1)
    assert crossing[0] == 32


def test_on_the_absolute_loss_adagrad_is_the_inverse_square_root():
    one = path("start=1 steps=300 run.1=adagrad run.1.step.size=0.05")
    other = path("start=1 steps=300 run.1.step=inverse_sqrt run.1.step.size=0.05")
    assert one == pytest.approx(other, abs=1e-9)


def test_from_the_best_line_descent_leaves_and_returns():
    found = trajectory(PRESET + " start=1.5,0 steps=100 run.1.step.size=0.0078125")
    assert found.values[:5].tolist() == [16.5, 16.5 + 2 / 128, 16.5, 16.5 + 2 / 128, 16.5]
    assert found.subgradients[0].tolist() == [1, 1]
    assert {hit.step for hit in found.kink_hits} >= {0, 2, 4}


def test_two_averages_of_a_sample():
    five = "objective=location data=0,1,2,10,50 start=0 steps=10000 run.1.step=inverse_sqrt run.1.step.size=3"
    assert path(five)[-1] == pytest.approx(2, abs=0.02)
    mean = "objective=location data=0,1,2,10,50 start=0 steps=60 loss=squared run.1.step.size=0.5"
    assert path(mean)[-1] == pytest.approx(12.6, abs=1e-12)


def test_amplitudes_of_the_mean_of_an_odd_sample_shrink_with_it():
    for n, largest in ((1, 0.1), (51, 4e-3)):
        y = np.random.default_rng(0).normal(size=n)
        link = f"objective=location data={','.join(map(repr, y.tolist()))} start=2 steps=1500 run.1.step.size=0.1"
        assert np.abs(tail(link, 50) - np.median(y)).max() < largest
        slopes = np.abs(run(experiment(link))[0].subgradients)
        assert slopes[slopes > 0].min() == pytest.approx(1 / n)


def test_the_classical_bound_holds():
    """f_best − f* ≤ (R² + G²α²k)/(2αk) (Shor 1962)."""
    for size in (0.01, 0.1, 0.3):
        values = trajectory(f"start=0.95 steps=400 run.1.step.size={size}").values
        k = np.arange(1, 401)
        best = np.minimum.accumulate(values)[1:]
        assert np.all(best <= (0.95**2 + size**2 * k) / (2 * size * k) + 1e-12)
    assert math.isclose((0.95**2 + 0.01 * 400) / 80, 0.0613, abs_tol=1e-4)
