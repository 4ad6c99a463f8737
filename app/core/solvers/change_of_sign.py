"""Convex problems in one parameter."""

from typing import ClassVar, Literal

from app.core.affine import Affine
from app.core.minimiser_set import MinimiserSet
from app.core.one_parameter import minimisers
from app.core.problem import Problem
from app.core.solver import Solver


class ChangeOfSign(Solver):
    r"""Where the one-sided slopes change sign: \(F'_- \le 0 \le F'_+\) is Fermat's rule for a convex function.

    For piecewise linear losses the places are the samples' kinks, so this is the weighted median and
    the quantile interval; for piecewise quadratic ones the slope is linear between places. For any
    other the root is bracketed and found to the last bits (Brent 1973).
    """

    kind: Literal["change_of_sign"] = "change_of_sign"
    title: ClassVar[str] = "Change of sign of the slope"
    rank: ClassVar[int] = 1

    def applies(self, problem: Problem) -> bool:
        return isinstance(problem, Affine) and problem.parameters == 1 and problem.convex

    def solve(self, problem: Affine) -> MinimiserSet:
        return minimisers(problem)
