"""Methods that take F apart or smooth it: the figures that are known of them."""

import numpy as np
import pytest

from app.core.catalogue import LOSSES, METHODS
from app.core.smoothing import curvatures, smoothed_slopes
from tests.core.descents import named, oracle
from tests.core.problems import problem
from tests.core.runs import LINE, ROWS, descent

SQUARED_NORM = float(np.linalg.norm(np.column_stack([np.arange(7.0), np.ones(7)]), 2)) ** 2
CERTIFICATE = [-0.5, 1, -0.5, -1, 1, 1, -1]
LASSO = "objective=plane data=1:0:2,0:1:0.5 reduction=sum loss=squared penalty=l1 penalty.weight=1 start=3,2"


def last_state(kind, rows, steps, start=(0.0, 0.0), **parameters):
    method, answers = METHODS[kind](**parameters), oracle(problem("line", rows, reduction="sum"))
    state = method.init(np.array([start]))
    for _ in range(steps):
        state = method.step(state, answers, 1.0)
    return state


# Proximal gradient


def test_the_lasso_by_ista_has_an_exact_zero_from_the_sixteenth_step():
    trajectory, gaps = descent(f"{LASSO} steps=200 run.1=proximal_gradient run.1.step.size=0.1")
    zeros = trajectory.iterates[:, 1] == 0
    assert np.flatnonzero(zeros).tolist() == list(range(16, 201))
    assert trajectory.iterates[-1] == pytest.approx([1, 0], abs=1e-8)
    assert gaps[-1] == pytest.approx(0, abs=1e-12)


def test_the_subgradient_method_makes_no_exact_zero_of_the_same_lasso():
    trajectory, _ = descent(f"{LASSO} steps=200 run.1.step.size=0.1")
    assert not np.any(trajectory.iterates[20:, 1] == 0)


def lasso_of_the_facts():
    """Forty samples of twenty weights; λ = 10."""
    random = np.random.default_rng(0)
    matrix = random.normal(size=(40, 20))
    target = matrix[:, :3] @ np.array([3.0, -2.0, 1.5]) + random.normal(size=40)
    rows = ",".join(":".join(map(repr, row)) for row in np.column_stack([matrix, target]).tolist())
    size = 1 / float(np.linalg.norm(matrix, 2)) ** 2
    return f"objective=plane data={rows} reduction=sum loss=squared penalty=l1 penalty.weight=10", size


def test_fista_is_faster_than_ista_and_both_leave_few_weights():
    query, size = lasso_of_the_facts()
    runs = {}
    for kind in ("proximal_gradient", "fista", "subgradient"):
        runs[kind] = descent(f"{query} steps=100 run.1={kind} run.1.step.size={size!r}")
    early, late = ({kind: gap[k] for kind, (_, gap) in runs.items()} for k in (10, 100))
    assert 10 * early["fista"] < early["proximal_gradient"] < early["subgradient"] / 2
    assert max(late["fista"], late["proximal_gradient"]) < 1e-6 * late["subgradient"]
    used = {kind: np.count_nonzero(found.iterates[-1]) for kind, (found, _) in runs.items()}
    assert used["proximal_gradient"] == used["fista"] == 3
    assert used["subgradient"] == 20


def test_without_a_penalty_proximal_gradient_is_the_subgradient_method():
    plain, proximal = (descent(f"{LINE} steps=50 run.1={kind}")[0] for kind in ("subgradient", "proximal_gradient"))
    assert np.array_equal(plain.iterates, proximal.iterates)


def test_proximal_gradient_looks_at_the_minibatch_alone():
    query = f"{LASSO} batch=1 steps=1 run.1.step.size=0.1 run.1=".replace("weight=1 ", "weight=1e-9 ")
    plain, proximal = (descent(query + kind)[0].iterates[1] for kind in ("subgradient", "proximal_gradient"))
    assert proximal == pytest.approx(plain, abs=1e-9)


# Splittings


def test_admm_on_the_line():
    _, gaps = descent(f"{LINE} steps=1000 run.1=admm run.1.step.size=1")
    # Counted from the first step that moves θ.
    assert gaps[[19, 99, 299, 999]] == pytest.approx([0.42, 8.3e-3, 1.5e-3, 7.3e-9], rel=0.02)


def test_admms_copies_hold_two_exact_zeros_and_its_slopes_the_certificate():
    state = last_state("admm", ROWS, 1000)
    posed = problem("line", ROWS, reduction="sum")
    v = posed.residual(state.x[0]) + state.slopes
    assert np.count_nonzero(np.abs(v) <= 1) == 2
    assert state.slopes == pytest.approx(CERTIFICATE, abs=1e-6)


def test_chambolle_pock_on_the_line():
    _, gaps = descent(f"{LINE} steps=3000 run.1=chambolle_pock")
    assert gaps[[100, 300, 1000, 3000]] == pytest.approx([0.32, 0.038, 2.0e-4, 1.1e-6], rel=0.02)
    assert last_state("chambolle_pock", ROWS, 3000).slopes == pytest.approx(CERTIFICATE, abs=1e-5)


@pytest.mark.parametrize("kind", ["admm", "chambolle_pock"])
@pytest.mark.parametrize("loss", ["quantile", "huber", "log_cosh", "epsilon_insensitive", "squared", "power"])
@pytest.mark.parametrize("penalty", ["none", "l1", "elastic_net"])
def test_splittings_reach_the_minimum_of_every_loss_and_penalty(kind, loss, penalty):
    data = "0:0,1:1,2:3,3:5,4:2"
    scale = "run.1.step.size=4" if kind == "admm" else "run.1.scale=4"
    _, gaps = descent(f"objective=line data={data} loss={loss} penalty={penalty} steps=2000 run.1={kind} {scale}")
    assert gaps[-1] <= 1e-3 * gaps[0]


# Smoothing


@pytest.mark.parametrize(("epsilon", "steps", "gap"), [(1, 3000, 0.24), (0.1, 1000, 0.054), (0.01, 3000, 0.50)])
def test_smoothed_descent_on_the_line(epsilon, steps, gap):
    size = epsilon / SQUARED_NORM
    _, gaps = descent(f"{LINE} steps={steps} run.1=smoothed run.1.epsilon={epsilon} run.1.step.size={size!r}")
    assert gaps[-1] == pytest.approx(gap, rel=0.02)


def test_continuation_on_the_line():
    trajectory, gaps = descent(f"{LINE} steps=1000 run.1=smoothed run.1.step=continuation")
    assert gaps[-1] == pytest.approx(0.022, abs=5e-4)
    assert trajectory.step_sizes[[0, 99, 100, 999]] * SQUARED_NORM == pytest.approx([10, 10, 5, 10 / 2**9])


KINKED = sorted(kind for kind, loss in LOSSES.items() if np.isfinite(loss().lipschitz()) and loss().kinks())


@pytest.mark.parametrize("kind", KINKED)
def test_smoothed_slopes_curve_by_no_more_than_their_bound_and_tend_to_the_slopes(kind):
    posed = problem("location", [0, 1, 3], kind)
    theta = np.linspace(-4, 4, 4001)[:, None]
    corners, rest = curvatures(posed)
    assert np.isfinite(corners)
    for epsilon in (0.5, 0.05):
        slopes = smoothed_slopes(posed, theta, epsilon)[:, 0]
        steepest = np.abs(np.diff(slopes)).max() / (theta[1, 0] - theta[0, 0])
        assert steepest <= (corners / epsilon + rest) * (1 + 1e-9)
    left, right = posed.one_sided(theta)
    sharp = smoothed_slopes(posed, theta, 1e-9)[:, 0]
    assert np.allclose(sharp[left == right], left[left == right], atol=1e-6)


def test_what_methods_need_is_said():
    unfit = {kind: METHODS[kind]().unmet(named("rosenbrock")) for kind in ("fista", "admm", "irls", "smoothed")}
    assert all("data" in needed for needed in unfit.values())
    assert METHODS["cutting_planes"]().unmet(named("rosenbrock")) == "a convex F"
    assert METHODS["weiszfeld"]().unmet(problem("line", ROWS)).startswith("a sum of distances")
