"""Piecewise linear problems in several parameters."""

from typing import ClassVar, Literal

import numpy as np

from app.core.arrays import Array
from app.core.linear_pieces import Pieces, pieces
from app.core.minimiser_set import MinimiserSet
from app.core.optimal_face import optimal_face
from app.core.problem import Problem
from app.core.solver import Solver


class LinearProgram(Solver):
    r"""The linear programme \(\min \sum t_i/d\) subject to \(t_i \ge\) every linear piece of ρ at residual i, by HiGHS.

    Its multipliers are one subgradient for each sample; they certify the optimum and cut out the whole
    set of minimisers (Wagner 1959; Koenker & Bassett 1978).
    """

    kind: Literal["linear_program"] = "linear_program"
    title: ClassVar[str] = "Linear programme"
    rank: ClassVar[int] = 4

    def applies(self, problem: Problem) -> bool:
        return problem.loss.convex and problem.loss.degree == 1 and problem.parameters == 2

    def solve(self, problem: Problem) -> MinimiserSet:
        theta, multipliers = solve_pieces(problem, pieces(problem.loss))
        return optimal_face(problem, theta, multipliers)


def solve_pieces(problem: Problem, lines: Pieces) -> tuple[Array, Array]:
    """An optimal θ, shape (p,), to solver accuracy, and one slope of ρ for each sample, shape (n,)."""
    # Late: SciPy takes as long to import as all else together.
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack, identity, vstack

    n, p = problem.matrix.shape
    size = np.abs(problem.matrix).max(axis=0)
    span = max(float(np.abs(problem.offset).max()), float(np.abs(lines.intercepts).max()), 1e-300)
    matrix, offset = csr_array(problem.matrix / size), problem.offset / span
    blocks = [hstack([slope * matrix, -identity(n)]) for slope in lines.slopes]
    bounds = [
        slope * offset - intercept / span for slope, intercept in zip(lines.slopes, lines.intercepts, strict=True)
    ]
    found = linprog(
        np.concatenate([np.zeros(p), np.full(n, 1 / n)]),
        A_ub=vstack(blocks), b_ub=np.concatenate(bounds), bounds=(None, None), method="highs",
    )  # fmt: skip
    if found.x is None:
        raise ArithmeticError(f"missing optimum: {found.message}")
    shares = -n * found.ineqlin.marginals.reshape(len(lines.slopes), n)
    return found.x[:p] * span / size, lines.slopes @ shares
