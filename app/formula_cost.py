"""What a function costs, by the lines of its tape, its switches and its samples, in microseconds of one core."""

import operator
from functools import reduce

import numpy as np

from app.core.arrays import Array
from app.core.branching import Less, Select, Sign
from app.core.expression import Expression
from app.core.function_problem import FunctionProblem
from app.core.kink_search import MOST_GERMS, MOST_KINKS
from app.core.kink_search import MOST_LINES as MOST_GERM_LINES
from app.core.kinked import Absolute, Larger, Relu
from app.core.landscape import CURVE_POINTS, SURFACE_POINTS
from app.core.primitive import Constant, Parameter
from app.core.sampled_problem import MOST_LINES, MOST_TRACED, SampledProblem
from app.core.sector import MOST_LINES as MOST_SET_LINES
from app.core.smooth import Add, Cos, Multiply, Sin, Subtract
from app.core.tape import Tape
from app.core.written import Written

OPERATION = 8.0
"""One operation of a formula, in one question."""
SAMPLED = 12.0
"""The same, more, where there are data."""
NUMBER = 0.012
"""The same, more, for each sample and run."""
VALUE = 0.005
"""One operation for one sample at one point of a picture."""
EVALUATIONS = 10
"""How often a point of a curve is looked at."""
GERM = 60.0
"""One operation along one ray, exactly."""
SETS = 1
"""Sets that one answer asks for at points where all switches meet."""
CURVES = 25_000.0
"""The kinks of a named function in the plane."""
TRACED, TRACED_OPERATION, TRACED_BELOW = 2_000.0, 100.0, 300.0
"""One switch traced through the plane, for each operation of the formula, and for each of the switch itself."""
PLANE = 150_000.0, 6_000.0, 60.0
"""The minimum in the plane, for each operation, and for each operation of each sample."""
LINE = 40_000.0, 4_000.0, 100.0
"""The minimum on the line, likewise."""
KINK = 250.0
"""One operation of the germs of one kink."""
CURVED = 3.0
"""How much longer kinks and minima take where an operation is more than sums, products and switches."""
FEW_ZEROS = 8
"""Zeros of a switch that is curved and does not come back again and again."""
WAVES = (Sin, Cos)
LOOKED_AT = np.linspace(-20, 20, 801)
"""Where the zeros of a switch that waves are counted: most pictures show no more than this."""
PLAIN = (Absolute, Add, Constant, Larger, Less, Multiply, Parameter, Relu, Select, Sign, Subtract)


def question_cost(problem: FunctionProblem, runs: int = 1) -> float:
    """Of the slopes at one point of each run."""
    each = SAMPLED + NUMBER * problem.samples_read * runs if isinstance(problem, SampledProblem) else 0.0
    return len(problem.tape.operations) * (OPERATION + each)


def set_cost(problem: FunctionProblem) -> float:
    """Of the exact subdifferential where all switches meet."""
    lines, directions = len(problem.tape.operations), 2
    if problem.parameters == 2:
        directions = 2 * problem.tape.terms + 1
    near = min(lines * problem.samples_read, max(lines, MOST_LINES[problem.parameters]))
    return GERM * min(near * directions, max(near, MOST_SET_LINES))


def picture_cost(problem: FunctionProblem) -> float:
    """Of the values, the kinks, the minimisers and the sets that the findings ask for."""
    if not isinstance(problem.function, Written):
        return CURVES if problem.parameters == 2 else 0.0
    cost = _plane(problem) if problem.parameters == 2 else _line(problem)
    return cost + SETS * set_cost(problem)


def _line(problem: FunctionProblem) -> float:
    lines, samples, below = len(problem.tape.operations), problem.samples_read, _below_switches(problem)
    once, for_each, for_sample = LINE
    curved = 1.0 if all(isinstance(operation.primitive, PLAIN) for operation in problem.tape.operations) else CURVED
    searched = once + lines * (for_each + for_sample * samples * curved)
    zeros = samples * sum(zeros for _, zeros in below)
    germs = min(zeros, MOST_KINKS if samples == 1 else MOST_GERMS) * lines
    return searched + KINK * curved * min(germs, MOST_GERM_LINES) + VALUE * CURVE_POINTS * EVALUATIONS * lines * samples


def _plane(problem: FunctionProblem) -> float:
    lines, samples = len(problem.tape.operations), problem.samples_read
    once, for_each, for_sample = PLANE
    searched = once + lines * (for_each + for_sample * samples)
    traced = sum(TRACED + TRACED_OPERATION * lines + TRACED_BELOW * below for below, _ in _below_switches(problem))
    return searched + traced * min(samples, MOST_TRACED) + VALUE * SURFACE_POINTS**2 * lines * samples


def _below_switches(problem: FunctionProblem) -> list[tuple[int, int]]:
    """For each switch and break of the formula, how many operations it depends on, and how many zeros it may have."""
    reach: list[int] = []
    found, curved, waves = [], 0, 0
    for i, (node, operation) in enumerate(zip(problem.tape.nodes, problem.tape.operations, strict=True)):
        under = reduce(operator.or_, (reach[operand] for operand in operation.operands), 0)
        curved |= 0 if isinstance(operation.primitive, PLAIN) else 1 << i
        waves |= 1 << i if isinstance(operation.primitive, WAVES) else 0
        reach.append(under | 1 << i)
        marks = operation.primitive.switches(node, *node.operands), operation.primitive.breaks(*node.operands)
        own = {id(operand): reach[j] for operand, j in zip(node.operands, operation.operands, strict=True)}
        for mark in (mark for each in marks for mark in each):
            below = own.get(id(mark), under)
            found.append((under.bit_count(), _zeros(problem, mark, below & waves, below & curved & ~waves)))
    return found


def _zeros(problem: FunctionProblem, switch: Expression, waves: int, curved: int) -> int:
    """How many zeros a switch may have; where waves are wound up by a quotient, a root or the like, very many."""
    if not waves:
        return FEW_ZEROS if curved else 1
    if curved or problem.parameters > 1:
        return MOST_KINKS
    with np.errstate(all="ignore"):
        signs = np.sign(Tape(switch).value(_rows(problem)))
    return min(MOST_KINKS, FEW_ZEROS + int(np.count_nonzero(signs[1:] * signs[:-1] < 0)))


def _rows(problem: FunctionProblem) -> Array:
    """Points, with the data of the first sample."""
    data = problem.switches.samples[:1]
    return np.column_stack([LOOKED_AT, np.repeat(data, len(LOOKED_AT), axis=0)])
