"""Piecewise linear problems in several parameters."""

from typing import ClassVar, Literal

import numpy as np

from app.core.affine import Affine
from app.core.arrays import Array
from app.core.linear_pieces import pieces
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
        return isinstance(problem, Affine) and problem.convex and problem.degree == 1

    def solve(self, problem: Affine) -> MinimiserSet:
        return optimal_face(problem, *solve_pieces(problem))


def solve_pieces(problem: Affine) -> tuple[Array, Array]:
    """An optimal θ, shape (p,), to solver accuracy, and one slope of its loss for each row, shape (n,)."""
    # Late: SciPy takes as long to import as all else together.
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack, identity, vstack

    n, p = problem.matrix.shape
    lines = [pieces(part.loss) for part in problem.parts]
    size = np.maximum(np.abs(problem.matrix).max(axis=0), 1e-300)
    span = max(float(np.abs(problem.offset).max()), *(float(np.abs(each.intercepts).max()) for each in lines), 1e-300)
    matrix, offset = csr_array(problem.matrix / size), problem.offset / span
    tops, blocks, bounds = identity(n, format="csr"), [], []
    for part, (slopes, intercepts, _) in zip(problem.parts, lines, strict=True):
        for slope, intercept in zip(slopes, intercepts, strict=True):
            blocks.append(hstack([slope * matrix[part.rows], -tops[part.rows]]))
            bounds.append(slope * offset[part.rows] - intercept / span)
    shares = problem.shares / problem.shares.sum()
    found = linprog(
        np.concatenate([np.zeros(p), shares]),
        A_ub=vstack(blocks), b_ub=np.concatenate(bounds), bounds=(None, None), method="highs",
    )  # fmt: skip
    if found.x is None:
        raise ArithmeticError(f"missing optimum: {found.message}")
    return found.x[:p] * span / size, _multipliers(problem, -found.ineqlin.marginals, shares)


def _multipliers(problem: Affine, marginals: Array, shares: Array) -> Array:
    """One slope for each row: its pieces' slopes, weighted by the multipliers of their constraints."""
    found, start = [], 0
    for part in problem.parts:
        slopes, rows = pieces(part.loss).slopes, part.rows.stop - part.rows.start
        block = marginals[start : start + len(slopes) * rows].reshape(len(slopes), rows)
        found.append(slopes @ block / shares[part.rows])
        start += len(slopes) * rows
    return np.concatenate(found)
