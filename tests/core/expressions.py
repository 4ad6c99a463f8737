"""Piecewise linear expressions: random ones, and their values in rational arithmetic, by another way than a tape's."""

from fractions import Fraction

from hypothesis import strategies as st

from app.core import expression as ex
from app.core.branching import Less, Select, Sign
from app.core.expression import Expression, parameters
from app.core.kinked import Absolute, Larger, Norm, Relu
from app.core.primitive import Constant, Parameter
from app.core.smooth import Add, Divide, Multiply, Subtract

RULES = {
    Add: lambda u, v: u + v,
    Subtract: lambda u, v: u - v,
    Multiply: lambda u, v: u * v,
    Divide: lambda u, v: u / v,
    Absolute: abs,
    Relu: lambda u: max(u, 0),
    Sign: lambda u: (u > 0) - (u < 0),
    Select: lambda condition, u, v: u if condition else v,
}


def exact(node: Expression, point: list[Fraction]) -> Fraction:
    """The value of an expression of rational operations at a rational point."""
    rule, u = node.primitive, [exact(operand, point) for operand in node.operands]
    if isinstance(rule, Parameter):
        return point[rule.index]
    if isinstance(rule, Constant):
        return Fraction(rule.number)
    if isinstance(rule, Larger):
        return max(u) if rule.way > 0 else min(u)
    if isinstance(rule, Less):
        return u[0] < u[1] if rule.strict else u[0] <= u[1]
    if isinstance(rule, Norm):
        assert len(u) == 1
        return abs(u[0])
    return RULES[type(rule)](*u)


def exact_slope(node: Expression, point: list[int], direction: list[int]) -> Fraction:
    """F′(θ; d) of a piecewise linear expression of whole numbers at a whole point: no switch is within the step."""
    step = Fraction(1, 10**9)
    moved = [Fraction(x) + step * d for x, d in zip(point, direction, strict=True)]
    return (exact(node, moved) - exact(node, [Fraction(x) for x in point])) / step


UNARY = (abs, ex.relu, lambda u: -u, lambda u: ex.clip(u, -1, 2), lambda u: ex.norm(u), lambda u: u * ex.sign(u))
BINARY = (
    ex.maximum, ex.minimum,
    lambda u, v: u + v, lambda u, v: u - v,
    lambda u, v: ex.where(u < v, u, v), lambda u, v: ex.where(u >= v, u, v),
    lambda u, v: ex.where(u <= v, v - u, u - v),
)  # fmt: skip


def piecewise_linear(number: int) -> st.SearchStrategy[Expression]:
    """Continuous compositions of the kinked operations in some parameters, with whole coefficients."""
    coordinates = parameters(number)
    whole = st.integers(-3, 3)
    leaves = st.sampled_from(coordinates) | st.builds(lambda k, u: k * u, whole, st.sampled_from(coordinates))

    def grown(inner):
        one = st.builds(lambda rule, u: rule(u), st.sampled_from(UNARY), inner)
        two = st.builds(lambda rule, u, v: rule(u, v), st.sampled_from(BINARY), inner, inner)
        scaled = st.builds(lambda k, u, c: k * u + c, whole, inner, whole)
        return one | two | scaled

    return st.recursive(leaves, grown, max_leaves=8)
