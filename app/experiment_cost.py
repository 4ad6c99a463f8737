"""What is computed of an experiment costs so much, estimated before it is computed, in microseconds of one core."""

from app.core.affine import Affine
from app.core.experiment import Experiment
from app.core.function_problem import FunctionProblem
from app.core.landscape import CURVE_POINTS, SURFACE_POINTS
from app.core.loss import Loss
from app.core.problem import Problem
from app.core.written import Written
from app.formula_cost import picture_cost, question_cost, set_cost

# In microseconds of one core, as measured by benchmarks/ on the machine that docs/performance.md describes.
REQUEST = 7_000.0
"""Any request: reading, diagnosing, encoding."""
READ = 7.0
"""One sample of it, read and written again."""
QUESTION = 20.0
"""The question to the oracle that all runs share at a step."""
STEP = {True: 6.0, False: 20.0}
"""One step of one run, whatever the number of samples, by whether it is made together with others in lanes."""
SAMPLE = 0.008
"""One sample in one step, for each parameter."""
EVALUATION = 45.0
"""One more question that a method asks in a step."""
PROGRAMME = {True: (2_000.0, 3.0), False: (5_000.0, 75.0)}
"""The minimum of what is convex, by whether it has one parameter, and one sample in it."""
SEARCH_ON_LINE = 8_000.0, 350.0
"""The minimum of what is not convex, in one parameter, and one sample in it."""
SEARCH = 150_000.0
"""The minimum of what is not convex, in several parameters."""
CURVED = 100_000.0
"""The minimum of what has kinks and is curved beyond quadratics, in several parameters."""
NEAREST = 1_500.0
"""The shortest element of a named function's subdifferential."""
DRAWN = 110.0
"""Drawing a minibatch, for one step of all runs."""
PROX = {True: (50.0, 9.0), False: (850.0, 2.0)}
"""One implicit step, by whether it is in one parameter, and one sample in it."""
SHORTEST = 60.0
"""The shortest element of the subdifferential at one point."""
CURVE_SAMPLE = 0.03
"""One sample at one point of a curve."""
VALUE = {True: 0.004, False: 0.018}
"""One value of a loss, by whether it is piecewise polynomial."""
KINK = 0.05
"""One kink of one sample seen from another kink."""
FITTED = 50.0
"""One sample in a convex fit, for each parameter."""
SEARCHED = {True: 650.0, False: 2_000.0}
"""One sample in a fit that is not convex, by whether it has one parameter."""
CROSSED = 18_000.0
"""One sample in a fit in several parameters that is not convex and has kinks."""


def descent_cost(experiment: Experiment) -> float:
    """Of all runs, in microseconds."""
    problem = experiment.problem
    sample = problem.terms * (SAMPLE * problem.parameters + _value(experiment.loss))
    formula, shortest = 0.0, SHORTEST
    if isinstance(problem, FunctionProblem):
        formula, shortest = question_cost(problem, len(experiment.runs)), NEAREST
        if isinstance(problem.function, Written):
            shortest = max(NEAREST, set_cost(problem))
    each = sample + (shortest if experiment.convention.whole else 0.0)
    step, of_sample = PROX[problem.parameters == 1]
    implicit = step + of_sample * problem.terms
    again = EVALUATION + sample + formula
    drawn = DRAWN if experiment.batch else 0.0
    runs = [
        STEP[run.is_elementwise and not experiment.convention.draws]
        + each
        + (run.method.evaluations - 1) * again
        + (implicit if run.method.is_implicit else 0.0)
        for run in experiment.runs
    ]
    return REQUEST + (experiment.steps + 1) * (QUESTION + drawn + formula + sum(runs))


def landscape_cost(experiment: Experiment) -> float:
    """Of the picture and of the minimisers, in microseconds."""
    problem = experiment.problem
    if isinstance(problem, FunctionProblem) and isinstance(problem.function, Written):
        return picture_cost(problem)
    value = _value(experiment.loss)
    if problem.parameters == 1:
        kinks = kinks_on_line(experiment)
        curve = (CURVE_POINTS + kinks) * problem.terms * (CURVE_SAMPLE + value) + kinks**2 * KINK
        return curve + minimum_cost(problem)
    return (SURFACE_POINTS**2 * problem.terms * value if problem.parameters == 2 else 0.0) + minimum_cost(problem)


def kinks_on_line(experiment: Experiment) -> int:
    """How many kinks F may have in one parameter."""
    return experiment.problem.terms * len(experiment.loss.kinks())


def minimum_cost(problem: Problem) -> float:
    """Of the minimisers, which every run is measured by, in microseconds."""
    is_one = problem.parameters == 1
    if isinstance(problem, FunctionProblem) or (not problem.convex and not is_one):
        return search_cost(problem)
    each, of_sample = PROGRAMME[is_one] if problem.convex else SEARCH_ON_LINE
    return each + of_sample * problem.terms + search_cost(problem)


def search_cost(problem: Problem) -> float:
    """What finding the minimisers takes beyond a linear or quadratic programme, or a search on a line."""
    if isinstance(problem, FunctionProblem):
        return picture_cost(problem)
    if problem.parameters == 1:
        return 0.0
    if not problem.convex:
        return SEARCH * (1 + problem.terms / 150)
    return CURVED if isinstance(problem, Affine) and problem.has_kinks and problem.degree is None else 0.0


def _value(loss: Loss) -> float:
    return VALUE[loss.degree is not None]


def fit_cost(problem: Affine) -> float:
    """Of the minimisers alone, in microseconds."""
    if problem.convex:
        return 5_000 + FITTED * problem.terms * problem.parameters
    is_one = problem.parameters == 1
    each = CROSSED if problem.has_kinks and not is_one else SEARCHED[is_one]
    return (15_000 if is_one else SEARCH) + each * problem.terms
